"""Where messages to partners may go: https, a host on the house's list, a public address.

The address is checked when it is registered and again at every connection, on the very IP address that is
connected to, so that a name which changes its meaning in between leads nowhere (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

import httpcore

LONGEST_ADDRESS: Final = 2_000
_WRITTEN: Final = re.compile(r"[!-~]+")
_GLOBAL_UNICAST: Final = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is handed out (IANA); what lies outside translates to other addresses or stays local."""
_LEADS_ELSEWHERE: Final = (
    ipaddress.ip_network("192.0.0.0/24"),  # protocol assignments (RFC 6890)
    ipaddress.ip_network("192.88.99.0/24"),  # 6to4 relays (RFC 7526)
    ipaddress.ip_network("2001::/23"),  # protocol assignments, Teredo among them (RFC 2928)
    ipaddress.ip_network("2002::/16"),  # 6to4: an IPv4 address in disguise (RFC 3056)
    ipaddress.ip_network("3fff::/20"),  # documentation (RFC 9637)
)
"""Public by their number, though a gateway may take them to a machine inside."""


class DestinationError(Exception):
    """Messages may not be sent to this address."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides on addresses.

    Args:
        hosts: host names that messages may go to; a name stands for itself alone.
        loopback: also allow plain http to this machine, on a demo database only.
    """

    hosts: frozenset[str]
    loopback: bool = False

    def check(self, address: str) -> None:
        """Check an address as written.

        Raises:
            DestinationError: names what is wrong with it.
        """
        parts = _parts(address)
        host = parts.hostname or ""
        if self.loopback and parts.scheme in ("http", "https") and is_loopback(host):
            return
        if parts.scheme != "https":
            raise DestinationError(
                f"the address must begin with https://, not {parts.scheme or 'nothing'}://"
            )
        if parts.username or parts.password:
            raise DestinationError("the address holds a user name or password: remove it")
        if host not in self.hosts:
            raise DestinationError(f"the host {host or '(none)'} is not on the house's list of hosts")

    def admits(self, ip: str) -> bool:
        """Tell whether a connection to this IP address is allowed."""
        found = ipaddress.ip_address(ip)
        if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        return _is_public(found) or (self.loopback and found.is_loopback)


def _parts(address: str) -> SplitResult:
    """Take an address apart.

    Raises:
        DestinationError: it is none: no request could be written for it.
    """
    if not 0 < len(address) <= LONGEST_ADDRESS or not _WRITTEN.fullmatch(address):
        raise DestinationError(
            f"the address must be of 1 to {LONGEST_ADDRESS} visible ASCII characters: "
            "write others percent-encoded, and a host name in its xn-- form"
        )
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise DestinationError("the address is malformed: its host or its port is none") from None
    if port == 0:
        raise DestinationError("the address names port 0")
    if parts.fragment:
        raise DestinationError("the address has a fragment, which is never sent: remove it")
    return parts


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _LEADS_ELSEWHERE)


def is_loopback(host: str) -> bool:
    """Tell whether a host is written as this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class GuardedBackend(httpcore.NetworkBackend):
    """Connects only to addresses that the guard admits, and to the address that was checked."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:  # the second for a label that is too long
            raise httpcore.ConnectError(f"the host {host} is not known") from error
        ips = [str(address[0]) for *_, address in found]
        refused = [ip for ip in ips if not self._guard.admits(ip)]
        if refused or not ips:
            raise DestinationError(f"the host {host} does not stand for a public address")
        return self._sockets.connect_tcp(ips[0], port, timeout, local_address, socket_options)
