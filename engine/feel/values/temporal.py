"""Dates, times and dates with times (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.6).

Equality of these classes is that of ``is``: every component is the same. FEEL's ``=`` lives in
`engine.feel.comparison`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.feel.values.days import MAX_YEAR, MIN_YEAR, date_of, day_number, days_in_month, weekday_of
from engine.feel.values.durations import NANOSECONDS
from engine.feel.values.zones import MAX_OFFSET, find_zone, offset_at, standard_offset

_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class FeelDate:
    """A day of the proleptic Gregorian calendar."""

    year: int
    month: int
    day: int

    @classmethod
    def create(cls, year: int, month: int, day: int) -> FeelDate | None:
        """The date of those components, or None when there is no such day."""
        if not MIN_YEAR <= year <= MAX_YEAR or not 1 <= month <= 12:
            return None
        return cls(year, month, day) if 1 <= day <= days_in_month(year, month) else None

    @classmethod
    def from_day_number(cls, number: int) -> FeelDate | None:
        """The date that many days after 1970-01-01, or None beyond the years of nine digits."""
        year, month, day = date_of(number)
        return cls(year, month, day) if MIN_YEAR <= year <= MAX_YEAR else None

    @property
    def day_number(self) -> int:
        """Days since 1970-01-01."""
        return day_number(self.year, self.month, self.day)

    @property
    def weekday(self) -> int:
        """Monday is 1, Sunday is 7."""
        return weekday_of(self.day_number)

    def plus_months(self, months: int) -> FeelDate | None:
        """The same day that many months later, or the last day of a shorter month."""
        years, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        if not MIN_YEAR <= years <= MAX_YEAR:
            return None
        return FeelDate(years, month + 1, min(self.day, days_in_month(years, month + 1)))

    def __str__(self) -> str:
        """The ISO 8601 text."""
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class FeelTime:
    """A time of day: local, with an offset in seconds, or in a zone."""

    hour: int
    minute: int
    second: int
    nanosecond: int = 0
    offset: int | None = None
    zone: str | None = None

    @classmethod
    def create(
        cls, hour: int, minute: int, second: int, nanosecond: int = 0, offset: int | None = None
    ) -> FeelTime | None:
        """The time of those components, or None when one is out of bounds."""
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
            return None
        if offset is not None and abs(offset) > MAX_OFFSET:
            return None
        return cls(hour, minute, second, nanosecond, offset)

    @property
    def is_local(self) -> bool:
        """Whether neither an offset nor a zone is given."""
        return self.offset is None and self.zone is None

    @property
    def seconds_of_day(self) -> int:
        """Whole seconds since midnight, on the clock that it shows."""
        return self.hour * 3_600 + self.minute * 60 + self.second

    @property
    def utc_offset(self) -> int | None:
        """Offset in seconds; a zone counts with its standard time, None for a local time."""
        if self.offset is not None or self.zone is None:
            return self.offset
        zone = find_zone(self.zone)
        return 0 if zone is None else standard_offset(zone)

    def plus_nanoseconds(self, nanoseconds: int) -> FeelTime:
        """The time that much later, going round at midnight."""
        total = self.seconds_of_day * NANOSECONDS + self.nanosecond + nanoseconds
        seconds, nanosecond = divmod(total, NANOSECONDS)
        return self.at_seconds(seconds % _DAY_SECONDS, nanosecond)

    def at_seconds(self, seconds_of_day: int, nanosecond: int) -> FeelTime:
        """The same kind of time at another moment of the day."""
        hour, rest = divmod(seconds_of_day, 3_600)
        return replace(self, hour=hour, minute=rest // 60, second=rest % 60, nanosecond=nanosecond)

    @property
    def suffix(self) -> str:
        """The text of the offset or zone."""
        if self.zone is not None:
            return f"@{self.zone}"
        return "" if self.offset is None else offset_text(self.offset)

    def __str__(self) -> str:
        """The ISO 8601 text, with ``@zone`` as FEEL writes it."""
        text = f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        if self.nanosecond:
            text += f".{self.nanosecond:09d}".rstrip("0")
        return text + self.suffix


@dataclass(frozen=True, slots=True)
class FeelDateTime:
    """A date with a time of that day."""

    date: FeelDate
    time: FeelTime

    @property
    def utc_offset(self) -> int | None:
        """Offset from UTC in seconds on that date, None when local."""
        if self.time.offset is not None or self.time.zone is None:
            return self.time.offset
        zone = find_zone(self.time.zone)
        if zone is None:
            return 0
        date, time = self.date, self.time
        first = day_number(date.year, 1, 1)
        return offset_at(zone, date.year, first, date.month, date.day, (time.hour, time.minute, time.second))

    @property
    def epoch_nanoseconds(self) -> int:
        """Nanoseconds since 1970-01-01T00:00:00 UTC; a local value counts as UTC."""
        seconds = self.date.day_number * _DAY_SECONDS + self.time.seconds_of_day - (self.utc_offset or 0)
        return seconds * NANOSECONDS + self.time.nanosecond

    def plus_nanoseconds(self, nanoseconds: int) -> FeelDateTime | None:
        """The moment that much later on the same kind of clock, None beyond nine-digit years."""
        if self.time.zone is not None:
            return self._plus_in_zone(nanoseconds)
        local = self.date.day_number * _DAY_SECONDS + self.time.seconds_of_day
        return self._at_local(local * NANOSECONDS + self.time.nanosecond + nanoseconds)

    def _at_local(self, nanoseconds: int) -> FeelDateTime | None:
        seconds, nanosecond = divmod(nanoseconds, NANOSECONDS)
        days, seconds = divmod(seconds, _DAY_SECONDS)
        date = FeelDate.from_day_number(days)
        return None if date is None else FeelDateTime(date, self.time.at_seconds(seconds, nanosecond))

    def _plus_in_zone(self, nanoseconds: int) -> FeelDateTime | None:
        # a duration is exact time: adding PT24H over a change of the clock shifts the hour that is shown
        target = self.epoch_nanoseconds + nanoseconds
        guess = self._at_local(target + (self.utc_offset or 0) * NANOSECONDS)
        if guess is None or guess.utc_offset == self.utc_offset:
            return guess
        return self._at_local(target + (guess.utc_offset or 0) * NANOSECONDS)

    def plus_months(self, months: int) -> FeelDateTime | None:
        """The same time on the date that many months later."""
        date = self.date.plus_months(months)
        return None if date is None else FeelDateTime(date, self.time)

    def __str__(self) -> str:
        """The ISO 8601 text, with ``@zone`` as FEEL writes it."""
        return f"{self.date}T{self.time}"


def offset_text(offset: int) -> str:
    """The text of an offset in seconds: ``Z``, ``+01:00`` or, with seconds, ``+01:00:30``."""
    if offset == 0:
        return "Z"
    sign = "-" if offset < 0 else "+"
    hours, rest = divmod(abs(offset), 3_600)
    minutes, seconds = divmod(rest, 60)
    return f"{sign}{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")
