"""Equality, order and membership, each of them three-valued (DMN 1.5, 10.3.2.8, tables 42 to 48)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

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
from engine.feel.values.durations import NANOSECONDS

Work = Callable[[int], None]
"""Counts the items that are compared, so that nested lists cannot take unbounded time."""


def _uncounted(_items: int) -> None:
    return None


OrderKey = tuple[str, "int | Decimal | str"]


def equal(left: Value, right: Value, work: Work = _uncounted) -> bool | None:
    """``left = right``: null equals null alone, and values of different types do not compare (null)."""
    kind = type(left)
    if kind is type(right) and kind in (str, int, bool, Decimal):
        return left == right
    if left is None or right is None:
        return left is right
    if type_name(left) != type_name(right):
        return None
    if type(left) is list and type(right) is list:
        work(len(left))
        return len(left) == len(right) and all(
            equal(a, b, work) is True for a, b in zip(left, right, strict=True)
        )
    if type(left) is dict and type(right) is dict:
        work(len(left))
        return left.keys() == right.keys() and all(equal(left[key], right[key], work) is True for key in left)
    if type(left) is FeelRange and type(right) is FeelRange:
        return _equal_ranges(left, right, work)
    if type(left) in (FeelTime, FeelDateTime):
        key = order_key(left)
        return key is not None and key == order_key(right)
    return left == right


def _equal_ranges(left: FeelRange, right: FeelRange, work: Work) -> bool:
    return (
        left.operator == right.operator
        and left.start_included == right.start_included
        and left.end_included == right.end_included
        and equal(left.start, right.start, work) is True
        and (left.operator == "=" or left.operator == "!=" or equal(left.end, right.end, work) is True)
    )


def order_key(value: Value) -> OrderKey | None:
    """What a value is ordered by, with the name of its kind; None when it has no order.

    Times and dates with times are ordered by whole seconds, as the standard's value functions have it; those
    with an offset or zone are another kind than those without.
    """
    kind = type(value)
    if kind is int or kind is Decimal:
        return "number", value  # type: ignore[return-value]  # narrowed by kind
    if type(value) is str:
        return "string", value
    if type(value) is FeelDate:
        return "date", value.day_number
    if type(value) is FeelDateTime:
        kind_name = "local date and time" if value.time.is_local else "date and time"
        return kind_name, value.epoch_nanoseconds // NANOSECONDS
    if type(value) is FeelTime:
        kind_name = "local time" if value.is_local else "time"
        return kind_name, value.seconds_of_day - (value.utc_offset or 0)
    if type(value) is DaysTimeDuration:
        return "days and time duration", value.nanoseconds
    return ("years and months duration", value.months) if type(value) is YearsMonthsDuration else None


def compare(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 as ``left`` comes before, with or after ``right``; None when they have no order."""
    left, right = _aligned(left, right)
    a, b = order_key(left), order_key(right)
    if a is None or b is None or a[0] != b[0]:
        return None
    x, y = a[1], b[1]
    return (x > y) - (x < y)  # type: ignore[operator]  # same kind, so comparable


def _aligned(left: Value, right: Value) -> tuple[Value, Value]:
    """Of two moments of which one is local, the local one is taken to have the other's offset (table 54)."""
    if type(left) is FeelTime and type(right) is FeelTime:
        if left.is_local:
            return replace(left, offset=right.offset, zone=right.zone), right
        if right.is_local:
            return left, replace(right, offset=left.offset, zone=left.zone)
    if type(left) is FeelDateTime and type(right) is FeelDateTime:
        offset = right.utc_offset if left.time.is_local else left.utc_offset
        if left.time.is_local != right.time.is_local:
            return _at_offset(left, offset), _at_offset(right, offset)
    return left, right


def _at_offset(moment: FeelDateTime, offset: int | None) -> FeelDateTime:
    if not moment.time.is_local:
        return moment
    return FeelDateTime(moment.date, replace(moment.time, offset=offset))


def less(left: Value, right: Value) -> bool | None:
    """``left < right``."""
    if type(left) is int and type(right) is int:
        return left < right
    order = compare(left, right)
    return None if order is None else order < 0


def less_or_equal(left: Value, right: Value) -> bool | None:
    """``left <= right``."""
    if type(left) is int and type(right) is int:
        return left <= right
    order = compare(left, right)
    return None if order is None else order <= 0


def greater(left: Value, right: Value) -> bool | None:
    """``left > right``."""
    return less(right, left)


def greater_or_equal(left: Value, right: Value) -> bool | None:
    """``left >= right``."""
    return less_or_equal(right, left)


def unequal(left: Value, right: Value, work: Work = _uncounted) -> bool | None:
    """``left != right``."""
    same = equal(left, right, work)
    return None if same is None else not same


def conjunction(left: bool | None, right: bool | None) -> bool | None:
    """Three-valued and."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def disjunction(left: bool | None, right: bool | None) -> bool | None:
    """Three-valued or."""
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def between(value: Value, low: Value, high: Value) -> bool | None:
    """``value between low and high``, both included."""
    return conjunction(less_or_equal(low, value), less_or_equal(value, high))


def contains(range_: FeelRange, value: Value, work: Work = _uncounted) -> bool | None:
    """Whether a range holds a value; null when they do not compare."""
    if range_.operator is not None:
        return _satisfies(range_, value, work)
    lower = less_or_equal(range_.start, value) if range_.start_included else less(range_.start, value)
    upper = less_or_equal(value, range_.end) if range_.end_included else less(value, range_.end)
    return conjunction(lower, upper)


def _satisfies(range_: FeelRange, value: Value, work: Work) -> bool | None:
    if range_.operator == "=":
        return equal(value, range_.start, work)
    if range_.operator == "!=":
        return unequal(value, range_.start, work)
    if range_.start is not None:
        return less_or_equal(range_.start, value) if range_.start_included else less(range_.start, value)
    return less_or_equal(value, range_.end) if range_.end_included else less(value, range_.end)


def is_member(value: Value, test: Value, work: Work = _uncounted) -> bool | None:
    """``value in test``: in a range, in a list of values and ranges, or equal to the test."""
    if type(test) is FeelRange:
        if type(value) is FeelRange:
            return equal(value, test, work)
        return contains(test, value, work)
    if type(test) is not list:
        return equal(value, test, work)
    work(len(test))
    if type(value) is list and equal(value, test, work) is True:
        return True
    return any(_matches_item(value, item, work) for item in test)


def _matches_item(value: Value, item: Value, work: Work) -> bool:
    if type(item) is FeelRange and type(value) is not FeelRange:
        return contains(item, value, work) is True
    return equal(value, item, work) is True
