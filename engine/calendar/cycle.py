"""ISO 8601 repetitions: `R[n]/[start/]duration`, their due moments and what happens after downtime."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from engine.calendar.duration import Duration, parse_date_time, parse_duration, require_offset
from engine.calendar.faults import CalendarError

_CYCLE = re.compile(r"R(?P<count>\d{1,9})?/(?:(?P<start>[^/]+)/)?(?P<interval>[+-]?P[^/]+)")
_BATCH = 1_000


class CatchUp(StrEnum):
    """Which of the occurrences that passed unnoticed still fire."""

    ALL = "all"
    LATEST = "latest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a cycle stands.

    `fire` holds the moments to act on now, oldest first; `passed` how many occurrences are behind, fired or
    not; `due` the next moment, None when the cycle is over. With more than a batch to catch up, `due` lies
    in the past: ask again.
    """

    fire: tuple[datetime, ...]
    passed: int
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Cycle:
    """A repetition. `count` None repeats for ever; `start` None counts from the moment of activation."""

    count: int | None
    start: datetime | None
    interval: Duration

    def occurrence(self, index: int, activated: datetime, zone: ZoneInfo) -> datetime | None:
        """The moment of occurrence `index` (from 0), or None when the cycle has fewer.

        With a start the first occurrence is the start itself; without, one interval after `activated`.

        Raises:
            CalendarError: `activated` has no offset, or the moment lies beyond the year 9999.
        """
        if self.count is not None and index >= self.count:
            return None
        if self.start is not None:
            return self.interval.after(self.start, zone, index)
        return self.interval.after(activated, zone, index + 1)

    def advance(
        self,
        passed: int,
        *,
        activated: datetime,
        now: datetime,
        zone: ZoneInfo,
        catch_up: CatchUp = CatchUp.LATEST,
        grace: timedelta = timedelta(minutes=1),
    ) -> Progress:
        """What fires at `now` when `passed` occurrences are behind, and when to come back.

        `CatchUp.ALL` fires every occurrence that is due (at most 1,000 a call), `LATEST` the last one only,
        `NONE` the last one if it is not more than `grace` late.

        Raises:
            CalendarError: a moment has no offset.
        """
        require_offset(now)
        behind = self._count_due(passed, activated, now, zone)
        due = range(passed, behind)
        due = due[:_BATCH] if catch_up is CatchUp.ALL else due[-1:]
        moments = [self.occurrence(index, activated, zone) for index in due]
        fire = tuple(moment for moment in moments if moment is not None)
        if catch_up is CatchUp.NONE:
            fire = tuple(moment for moment in fire if now - moment <= grace)
        passed = due[-1] + 1 if due else passed
        return Progress(fire, passed, self._next(passed, activated, zone))

    def _next(self, index: int, activated: datetime, zone: ZoneInfo) -> datetime | None:
        try:
            return self.occurrence(index, activated, zone)
        except CalendarError:
            return None  # beyond the year 9999 nothing is due

    def _count_due(self, passed: int, activated: datetime, now: datetime, zone: ZoneInfo) -> int:
        """How many occurrences lie at or before `now`: by bisection, for a minute cycle may be years
        behind."""

        def due(index: int) -> bool:
            moment = self._next(index, activated, zone)
            return moment is not None and moment <= now

        step, low = 1, passed
        while due(low + step - 1):
            low += step
            step *= 2
        high = low + step - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if due(middle) else (low, middle)
        return low


def parse_cycle(text: str, zone: ZoneInfo) -> Cycle:
    """Read `R[n]/[start/]duration`, for example `R3/PT1H`, `R/2026-01-05T09:00:00/P1W`; a start without
    offset is in `zone`.

    Raises:
        CalendarError: another form, no repetition at all, or an interval that does not move forward.
    """
    match = _CYCLE.fullmatch(text.strip())
    if match is None:
        raise CalendarError(
            f"{text[:100]!r} is not a cycle; write R[n]/[start/]duration, for example R3/PT1H or R/P1D"
        )
    count = int(match["count"]) if match["count"] else None
    if count == 0:
        raise CalendarError(f"{text!r} never occurs; give at least R1")
    interval = parse_duration(match["interval"])
    if not interval.positive:
        raise CalendarError(f"the interval of {text!r} does not move forward; give a positive duration")
    start = parse_date_time(match["start"], zone) if match["start"] else None
    return Cycle(count, start, interval)
