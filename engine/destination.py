"""Where messages to partners may go: https, a host on the house's list, a public address.

The address is checked when it is registered and again at every connection, on the very IP address that is
connected to, so that a name which changes its meaning in between leads nowhere (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore


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
        parts = urlsplit(address)
        host = parts.hostname or ""
        if self.loopback and is_loopback(host):
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
        return (found.is_global and not found.is_multicast) or (self.loopback and found.is_loopback)


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
        except socket.gaierror as error:
            raise httpcore.ConnectError(f"the host {host} is not known") from error
        ips = [str(address[0]) for *_, address in found]
        refused = [ip for ip in ips if not self._guard.admits(ip)]
        if refused or not ips:
            raise DestinationError(f"the host {host} does not stand for a public address")
        return self._sockets.connect_tcp(ips[0], port, timeout, local_address, socket_options)
