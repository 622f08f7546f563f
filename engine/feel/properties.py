"""What can be read of a value with a dot (DMN 1.5, 10.3.2.5 and table 65)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from engine.feel.values import (
    DaysTimeDuration,
    FeelDate,
    FeelDateTime,
    FeelRange,
    FeelTime,
    Value,
    YearsMonthsDuration,
)

Property = Callable[[Any], Value]
_SECONDS = 3


def _offset(value: FeelTime | FeelDateTime) -> DaysTimeDuration | None:
    offset = value.utc_offset
    return None if offset is None else DaysTimeDuration.of(seconds=offset)


def _seconds(seconds: int, nanoseconds: int) -> int | Decimal:
    return Decimal(seconds) + Decimal(nanoseconds).scaleb(-9) if nanoseconds else seconds


def _days_time_component(index: int) -> Property:
    def read(duration: DaysTimeDuration) -> int | Decimal:
        component: int | Decimal = duration.components[index]
        if index == _SECONDS:
            component = _seconds(*duration.components[_SECONDS:])
        return -component if duration.nanoseconds < 0 else component

    return read


def _years_months_component(index: int) -> Property:
    def read(duration: YearsMonthsDuration) -> int:
        component = duration.components[index]
        return -component if duration.months < 0 else component

    return read


_DATE: dict[str, Property] = {
    "year": lambda date: date.year,
    "month": lambda date: date.month,
    "day": lambda date: date.day,
    "weekday": lambda date: date.weekday,
}
_CLOCK: dict[str, Property] = {
    "hour": lambda time: time.hour,
    "minute": lambda time: time.minute,
    "second": lambda time: _seconds(time.second, time.nanosecond),
    "timezone": lambda time: time.zone,
}


def _of_part(part: str, read: Property) -> Property:
    return lambda value: read(getattr(value, part))


_PROPERTIES: dict[type, dict[str, Property]] = {
    FeelDate: _DATE,
    FeelTime: {**_CLOCK, "time offset": _offset},
    FeelDateTime: {
        **{name: _of_part("date", read) for name, read in _DATE.items()},
        **{name: _of_part("time", read) for name, read in _CLOCK.items()},
        "time offset": _offset,
    },
    DaysTimeDuration: {
        name: _days_time_component(index)
        for index, name in enumerate(("days", "hours", "minutes", "seconds"))
    },
    YearsMonthsDuration: {
        name: _years_months_component(index) for index, name in enumerate(("years", "months"))
    },
    FeelRange: {
        "start": lambda range_: range_.start,
        "end": lambda range_: range_.end,
        "start included": lambda range_: range_.start_included,
        "end included": lambda range_: range_.end_included,
    },
}


def find_property(kind: type, name: str) -> Property | None:
    """The reader of that property for values of a Python type; None when there is none."""
    properties = _PROPERTIES.get(kind)
    return None if properties is None else properties.get(name)
