"""The two clocks, always injected: business time decides dates, machine time decides validity and leases.

Only `SystemMachineClock` and `SystemBusinessClock` read the time of the machine. Under a virtual clock the
store reads business time from one database row inside the command's transaction, as a `BusinessClock`.
"""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class BusinessClock(Protocol):
    """What a house would call the date: timers, due dates, terms, retention, back-off, history."""

    def now(self) -> datetime:
        """Return the present business time, aware and in UTC."""
        ...


class MachineClock(Protocol):
    """Token validity, leases, time-outs, rate limits, ids."""

    def now(self) -> datetime:
        """Return the present machine time, aware and in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back, from an arbitrary start."""
        ...


class SystemBusinessClock:
    """Business time that runs with the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemMachineClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class VirtualClock:
    """A clock in memory that stands still until told to move, and only moves forward; either clock.

    Args:
        start: aware moment to begin at.
    """

    def __init__(self, start: datetime) -> None:
        self._start = in_utc(start)
        self._now = self._start

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._start).total_seconds()

    def advance(self, duration: timedelta) -> None:
        """Move forward by a duration.

        Raises:
            ValueError: the duration is negative.
        """
        self.move_to(self._now + duration)

    def move_to(self, moment: datetime) -> None:
        """Move forward to a moment.

        Raises:
            ValueError: the moment is naive, or lies before the present one.
        """
        moment = in_utc(moment)
        if moment < self._now:
            raise ValueError(f"time only moves forward: {moment} is before {self._now}")
        self._now = moment


def in_utc(moment: datetime) -> datetime:
    """Return the same moment in UTC.

    Raises:
        ValueError: the moment has no zone, so nobody can tell when it is.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a zone: {moment.isoformat()}")
    return moment.astimezone(UTC)
