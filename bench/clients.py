"""Clients that ask at the same time, each over a connection of its own, and take the time of every answer."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import chain

from bench.figures import percentile

_BASE = "/api/v1"


@dataclass(frozen=True, slots=True)
class Call:
    """One request.

    Args:
        method: its method.
        path: below the base.
        body: JSON text, None for no body.
    """

    method: str
    path: str
    body: bytes | None = None


@dataclass(slots=True)
class Timing:
    """What a number of calls cost.

    Args:
        seconds: of each answer.
        errors: answers that were not 2xx.
        elapsed: seconds from the first call to the last answer.
    """

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    elapsed: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.elapsed

    def milliseconds(self, share: float) -> float:
        """Return the time within which that share of all answers came."""
        return percentile(sorted(self.seconds), share) * 1000

    def add(self, other: Timing) -> None:
        """Add calls that were made after these."""
        self.seconds += other.seconds
        self.errors += other.errors
        self.elapsed += other.elapsed


class Clients:
    """A number of clients with connections that stay open.

    Args:
        port: of the service on loopback.
        headers: of the requests of each client.
    """

    def __init__(self, port: int, headers: Sequence[Mapping[str, str]]) -> None:
        self._clients = [
            _Client(HTTPConnection("127.0.0.1", port), {"Content-Type": "application/json", **own})
            for own in headers
        ]
        self._pool = ThreadPoolExecutor(len(headers))

    def __enter__(self) -> Clients:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()
        for client in self._clients:
            client.connection.close()

    def all(self, calls: Sequence[Call]) -> Timing:
        """Make all calls, dealt out to the clients."""
        count = len(self._clients)
        return self.each([calls[number::count] for number in range(count)])

    def each(self, hands: Sequence[Sequence[Call]]) -> Timing:
        """Let each client make calls of its own."""
        begun = time.perf_counter()
        parts = list(self._pool.map(_Client.make, self._clients, hands))
        elapsed = time.perf_counter() - begun
        seconds = list(chain.from_iterable(part.seconds for part in parts))
        return Timing(seconds, sum(part.errors for part in parts), elapsed)

    def first(self, call: Call) -> bytes:
        """Let one client make one call, and return the body of its answer.

        Raises:
            RuntimeError: the answer is not 2xx.
        """
        status, body = self._clients[0].answer(call)
        if not 200 <= status < 300:
            raise RuntimeError(f"{call.method} {call.path} answers {status}: {body.decode()}")
        return body


@dataclass(frozen=True, slots=True)
class _Client:
    connection: HTTPConnection
    headers: Mapping[str, str]

    def make(self, calls: Sequence[Call]) -> Timing:
        timing = Timing()
        for call in calls:
            begun = time.perf_counter()
            status, _ = self.answer(call)
            timing.seconds.append(time.perf_counter() - begun)
            timing.errors += not 200 <= status < 300
        return timing

    def answer(self, call: Call) -> tuple[int, bytes]:
        self.connection.request(call.method, _BASE + call.path, call.body, dict(self.headers))
        answer = self.connection.getresponse()
        return answer.status, answer.read()
