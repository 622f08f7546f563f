"""Between FEEL values and those of the host: JSON, and the moments of Python's standard library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import TypeAlias
from zoneinfo import ZoneInfo

from engine.feel.errors import FeelError
from engine.feel.text import to_text
from engine.feel.types import type_name
from engine.feel.values import (
    DaysTimeDuration,
    FeelDate,
    FeelDateTime,
    FeelRange,
    FeelTime,
    Value,
    YearsMonthsDuration,
)
from engine.feel.values.zones import find_zone

JsonValue: TypeAlias = "bool | int | Decimal | str | list[JsonValue] | dict[str, JsonValue] | None"
_WRITTEN = (FeelDate, FeelTime, FeelDateTime, DaysTimeDuration, YearsMonthsDuration)


def to_json(value: Value) -> JsonValue:
    """The value as JSON types, a Decimal kept as it is; temporal values and ranges become their text.

    Raises FeelError for a function, or for what is nested too deep.
    """
    try:
        return _json(value)
    except RecursionError:
        raise FeelError("the value is nested too deep") from None


def _json(value: Value) -> JsonValue:
    if value is None or isinstance(value, bool | int | Decimal | str):
        return value
    if isinstance(value, _WRITTEN):
        return str(value)
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {key: _json(member) for key, member in value.items()}
    if isinstance(value, FeelRange):
        return to_text(value)
    raise FeelError(f"a {type_name(value)} cannot be stored")


def from_datetime(moment: datetime) -> FeelDateTime:
    """The FEEL date and time of a Python one, with its zone's name if it has one, else its offset."""
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    offset = moment.utcoffset()
    seconds = None if offset is None or zone is not None else int(offset.total_seconds())
    clock = FeelTime(moment.hour, moment.minute, moment.second, moment.microsecond * 1_000, seconds, zone)
    return FeelDateTime(from_date(moment), clock)


def from_date(day: date) -> FeelDate:
    """The FEEL date of a Python one."""
    return FeelDate(day.year, day.month, day.day)


def to_datetime(moment: FeelDateTime, zone: tzinfo = UTC) -> datetime:
    """The Python date and time, aware; a local one is taken to be in ``zone``. Microseconds are cut off.

    Raises FeelError for a year that Python does not know.
    """
    clock = moment.time
    info: tzinfo = zone
    if clock.zone is not None:
        info = find_zone(clock.zone) or zone
    elif clock.offset is not None:
        info = timezone(timedelta(seconds=clock.offset)) if clock.offset else UTC
    day = to_date(moment.date)
    return datetime(
        day.year, day.month, day.day, clock.hour, clock.minute, clock.second, clock.nanosecond // 1_000, info
    )


def to_date(day: FeelDate) -> date:
    """The Python date. Raises FeelError for a year that Python does not know."""
    if not 1 <= day.year <= 9999:
        raise FeelError("the year lies outside 1 to 9999")
    return date(day.year, day.month, day.day)


def to_timedelta(duration: DaysTimeDuration) -> timedelta:
    """The Python length of time, rounded down to microseconds.

    Raises FeelError for one that is too long for Python.
    """
    try:
        return timedelta(microseconds=duration.nanoseconds // 1_000)
    except OverflowError:
        raise FeelError("the duration is too long") from None
