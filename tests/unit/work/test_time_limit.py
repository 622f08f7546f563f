"""A slow answer costs no more than the time limit, however it is slow."""

from datetime import UTC, datetime, timedelta

import httpcore
import pytest

from engine.clock import VirtualClock
from engine.work.time_limit import LimitedBackend, TimeLimit

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
BYTE_BY_BYTE = [bytes([byte]) for byte in ANSWER]
START = datetime(2026, 1, 5, tzinfo=UTC)


class HurryingClock(VirtualClock):
    """A second passes whenever somebody looks."""

    def monotonic(self) -> float:
        self.advance(timedelta(seconds=1))
        return super().monotonic()


def ask(answer: list[bytes], seconds: float) -> httpcore.Response:
    limit = TimeLimit(HurryingClock(START), seconds)
    backend = LimitedBackend(httpcore.MockBackend(list(answer)), limit)
    with httpcore.ConnectionPool(network_backend=backend) as pool:
        return pool.request("POST", "https://desk.example/", content=b"{}")


def test_an_answer_in_time_is_read() -> None:
    assert ask([ANSWER], 10.0).content == b"ok"
    assert ask(BYTE_BY_BYTE, 60.0).content == b"ok"


def test_an_answer_byte_by_byte_runs_into_the_limit() -> None:
    with pytest.raises(httpcore.TimeoutException):
        ask(BYTE_BY_BYTE, 10.0)


def test_each_step_gets_what_is_left() -> None:
    clock = VirtualClock(START)
    limit = TimeLimit(clock, 10.0)

    clock.advance(timedelta(seconds=4))
    assert limit.left() == 6.0
    clock.advance(timedelta(seconds=6))
    with pytest.raises(httpcore.TimeoutException):
        limit.left()
