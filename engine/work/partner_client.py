"""One try at bringing a message to a partner, and what it means for the next."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Final

import httpcore
import msgspec

from engine.clock import MachineClock
from engine.destination import DestinationError, Guard, GuardedBackend
from engine.work.time_limit import LimitedBackend, TimeLimit

TIMEOUT_SECONDS: Final = 10.0
MAX_BYTES: Final = 1_000_000
_TRY_AGAIN: Final = frozenset({408, 425, 429})
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


class Verdict(Enum):
    """What a try came to."""

    DELIVERED = "delivered"
    RETRY = "retry"
    REJECTED = "rejected"
    FORBIDDEN = "forbidden"
    """Nothing was sent: messages may not go to that address."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The outcome of one try. `reason` never holds what the partner wrote."""

    verdict: Verdict
    reason: str
    status: int | None = None
    receipt_id: str | None = None


@cache
def _trusted() -> ssl.SSLContext:
    """The machine's certificates, read once in a process: reading them costs more than sending a message."""
    return ssl.create_default_context()


class PartnerClient:
    """Sends signed messages; no redirects, no proxy, ten seconds, at most one megabyte either way.

    Args:
        guard: decides on addresses.
        clock: machine time.
    """

    def __init__(self, guard: Guard, clock: MachineClock) -> None:
        self._guard = guard
        self._clock = clock

    def send(self, address: str, body: bytes, headers: Mapping[str, str]) -> Attempt:
        """Send one message."""
        if len(body) > MAX_BYTES:
            return Attempt(Verdict.FORBIDDEN, "it is larger than a megabyte")
        try:
            self._guard.check(address)
            with self._pool() as pool:
                return self._try(pool, address, body, headers)
        except DestinationError as error:
            return Attempt(Verdict.FORBIDDEN, str(error))
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            return Attempt(Verdict.RETRY, f"no answer: {type(error).__name__}")

    def _pool(self) -> httpcore.ConnectionPool:
        limit = TimeLimit(self._clock, TIMEOUT_SECONDS)
        return httpcore.ConnectionPool(
            ssl_context=_trusted(),
            max_keepalive_connections=0,
            network_backend=LimitedBackend(GuardedBackend(self._guard), limit),
        )

    def _try(
        self, pool: httpcore.ConnectionPool, address: str, body: bytes, headers: Mapping[str, str]
    ) -> Attempt:
        sent = [("Content-Type", "application/json"), ("Accept", "application/json"), *headers.items()]
        with pool.stream("POST", address, headers=sent, content=body) as response:
            answer = _read(response)
        return _judge(response.status, answer)


def _read(response: httpcore.Response) -> bytes:
    content = bytearray()
    for chunk in response.iter_stream():
        content += chunk
        if len(content) > MAX_BYTES:
            return b""
    return bytes(content)


def _judge(status: int, answer: bytes) -> Attempt:
    if 200 <= status < 300:
        return Attempt(Verdict.DELIVERED, f"status {status}", status, _receipt_id(answer))
    if status in _TRY_AGAIN or status >= 500:
        return Attempt(Verdict.RETRY, f"status {status}", status)
    return Attempt(Verdict.REJECTED, f"status {status}", status)


def _receipt_id(answer: bytes) -> str | None:
    try:
        body = _decode(answer)
    except msgspec.DecodeError:
        return None
    receipt = body.get("receiptId") if isinstance(body, dict) else None
    return receipt if isinstance(receipt, str) and len(receipt) <= 200 else None
