"""One time limit for all that happens on a connection: who answers byte by byte gains nothing by it."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from engine.clock import MachineClock


class TimeLimit:
    """A limit that begins now.

    Args:
        clock: machine time.
        seconds: how long everything together may take.
    """

    def __init__(self, clock: MachineClock, seconds: float) -> None:
        self._clock = clock
        self._end = clock.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            httpcore.TimeoutException: there are none.
        """
        seconds = self._end - self._clock.monotonic()
        if seconds <= 0:
            raise httpcore.TimeoutException("the time limit was reached")
        return seconds


class LimitedBackend(httpcore.NetworkBackend):
    """Opens connections that share one time limit.

    Args:
        inner: opens the connections.
        limit: for connecting and all that follows.
    """

    def __init__(self, inner: httpcore.NetworkBackend, limit: TimeLimit) -> None:
        self._inner = inner
        self._limit = limit

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(host, port, self._limit.left(), local_address, socket_options)
        return _LimitedStream(stream, self._limit)


class _LimitedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, limit: TimeLimit) -> None:
        self._inner = inner
        self._limit = limit

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._limit.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._limit.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, self._limit.left())
        return _LimitedStream(stream, self._limit)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
