"""The two durations of FEEL (DMN 1.5, 10.3.2.3.7 and 10.3.2.3.8), of exact arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass

NANOSECONDS = 1_000_000_000
_DAY = 86_400 * NANOSECONDS
MAX_MONTHS = 12 * 1_000_000_000 - 1
MAX_NANOSECONDS = 10**14 * NANOSECONDS
"""Bounds of a duration's magnitude: the span between two representable dates fits in them."""

_DURATION = re.compile(
    r"(?P<sign>-)?P(?:(?P<years>[0-9]{1,18})Y)?(?:(?P<months>[0-9]{1,18})M)?(?:(?P<days>[0-9]{1,18})D)?"
    r"(?P<time>T(?:(?P<hours>[0-9]{1,18})H)?(?:(?P<minutes>[0-9]{1,18})M)?"
    r"(?:(?P<seconds>[0-9]{1,18})(?:\.(?P<fraction>[0-9]*))?S)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class DaysTimeDuration:
    """A length of time in whole nanoseconds."""

    nanoseconds: int

    @classmethod
    def of(cls, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: int = 0) -> DaysTimeDuration:
        """A duration of the sum of the given parts."""
        return cls(((days * 24 + hours) * 3_600 + minutes * 60 + seconds) * NANOSECONDS)

    @property
    def components(self) -> tuple[int, int, int, int, int]:
        """Days, hours, minutes, seconds and nanoseconds of the magnitude, without the sign."""
        days, rest = divmod(abs(self.nanoseconds), _DAY)
        seconds, nanoseconds = divmod(rest, NANOSECONDS)
        hours, seconds = divmod(seconds, 3_600)
        return days, hours, *divmod(seconds, 60), nanoseconds

    def __str__(self) -> str:
        """The canonical ISO 8601 text."""
        days, hours, minutes, seconds, nanoseconds = self.components
        if not self.nanoseconds:
            return "PT0S"
        text = "-P" if self.nanoseconds < 0 else "P"
        if days:
            text += f"{days}D"
        if not (hours or minutes or seconds or nanoseconds):
            return text
        text += "T"
        text += f"{hours}H" if hours else ""
        text += f"{minutes}M" if minutes else ""
        if nanoseconds:
            text += f"{seconds}.{nanoseconds:09d}".rstrip("0") + "S"
        elif seconds:
            text += f"{seconds}S"
        return text


@dataclass(frozen=True, slots=True)
class YearsMonthsDuration:
    """A length of time in whole months."""

    months: int

    @property
    def components(self) -> tuple[int, int]:
        """Years and months of the magnitude, without the sign."""
        return divmod(abs(self.months), 12)

    def __str__(self) -> str:
        """The canonical ISO 8601 text."""
        years, months = self.components
        if not self.months:
            return "P0M"
        sign = "-" if self.months < 0 else ""
        return f"{sign}P{f'{years}Y' if years else ''}{f'{months}M' if months else ''}"


def parse_duration(text: str) -> DaysTimeDuration | YearsMonthsDuration | None:
    """Reads ISO 8601 text of one of the two durations; None when it is neither."""
    match = _DURATION.fullmatch(text)
    if match is None or text.endswith(("P", "T")):
        return None
    groups = match.groupdict()
    sign = -1 if groups["sign"] else 1
    years, months = groups["years"], groups["months"]
    if groups["days"] is None and groups["time"] is None:
        total = int(years or 0) * 12 + int(months or 0)
        return YearsMonthsDuration(sign * total) if total <= MAX_MONTHS else None
    if years is not None or months is not None:
        return None
    seconds = int(groups["days"] or 0) * 86_400 + int(groups["hours"] or 0) * 3_600
    seconds += int(groups["minutes"] or 0) * 60 + int(groups["seconds"] or 0)
    fraction = int((groups["fraction"] or "").ljust(9, "0")[:9])
    total = seconds * NANOSECONDS + fraction
    return DaysTimeDuration(sign * total) if total <= MAX_NANOSECONDS else None
