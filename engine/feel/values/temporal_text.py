"""Reading dates, times and dates with times from text (DMN 1.5, 10.3.4.1; XML Schema part 2)."""

from __future__ import annotations

import re

from engine.feel.values.durations import DaysTimeDuration, YearsMonthsDuration, parse_duration
from engine.feel.values.temporal import FeelDate, FeelDateTime, FeelTime
from engine.feel.values.zones import find_zone

_DATE = re.compile(r"(-?)([1-9][0-9]{4,8}|[0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
    r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@([A-Za-z][A-Za-z0-9_+/-]*))?",
    re.ASCII,
)


def parse_date(text: str) -> FeelDate | None:
    """Reads ``[-]YYYY-MM-DD``; None when that is no date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year = int(match[2])
    return FeelDate.create(-year if match[1] else year, int(match[3]), int(match[4]))


def parse_time(text: str) -> FeelTime | None:
    """Reads ``hh:mm:ss[.fraction][Z|offset|@zone]``; None when that is no time."""
    parsed = _parse_clock(text)
    return None if parsed is None else parsed[0]


def _parse_clock(text: str) -> tuple[FeelTime, int] | None:
    """The time and the number of days that 24:00:00 carries over."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3])
    nanosecond = int((match[4] or "").ljust(9, "0")[:9])
    carry = 0
    if hour == 24 and not (minute or second or nanosecond):
        hour, carry = 0, 1
    offset: int | None = None
    if match[5]:
        offset = 0
    elif match[6]:
        if int(match[8]) > 59 or int(match[9] or 0) > 59:
            return None
        offset = int(match[7]) * 3_600 + int(match[8]) * 60 + int(match[9] or 0)
        offset = -offset if match[6] == "-" else offset
    time = FeelTime.create(hour, minute, second, nanosecond, offset)
    if time is None:
        return None
    if match[10] is None:
        return time, carry
    if find_zone(match[10]) is None:
        return None
    return FeelTime(hour, minute, second, nanosecond, None, match[10]), carry


def parse_date_time(text: str) -> FeelDateTime | None:
    """Reads ``dateTtime``, or a date alone as its midnight; None when it is neither."""
    date_text, separator, time_text = text.partition("T")
    date = parse_date(date_text)
    if date is None:
        return None
    if not separator:
        return FeelDateTime(date, FeelTime(0, 0, 0))
    parsed = _parse_clock(time_text)
    if parsed is None:
        return None
    time, carry = parsed
    day = FeelDate.from_day_number(date.day_number + carry)
    return None if day is None else FeelDateTime(day, time)


def parse_temporal(
    text: str,
) -> FeelDate | FeelTime | FeelDateTime | DaysTimeDuration | YearsMonthsDuration | None:
    """Reads the text of an ``@`` literal (grammar rule 62); None when it is none of the temporal values."""
    return (
        parse_date(text)
        or (parse_date_time(text) if "T" in text and not text.lstrip("-").startswith("P") else None)
        or parse_time(text)
        or parse_duration(text)
    )


TEMPORAL_LITERALS = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "duration": parse_duration,
}
"""How each of the functions that the standard uses as literals reads its text (10.3.2.3)."""
