"""Arithmetic of numbers, texts, moments and durations (DMN 1.5, 10.3.2.4 and table 50)."""

from __future__ import annotations

from decimal import Decimal

from engine.feel.numbers import DECIMAL128, INT_BOUND, bounded, finite, is_number
from engine.feel.values import (
    DaysTimeDuration,
    FeelDate,
    FeelDateTime,
    FeelTime,
    Value,
    YearsMonthsDuration,
)
from engine.feel.values.durations import MAX_MONTHS, MAX_NANOSECONDS, NANOSECONDS

_DAY_NANOSECONDS = 86_400 * NANOSECONDS
_MIDNIGHT_UTC = FeelTime(0, 0, 0, 0, 0)


def days_time(nanoseconds: int) -> DaysTimeDuration | None:
    """A duration within bounds, else None."""
    return DaysTimeDuration(nanoseconds) if abs(nanoseconds) <= MAX_NANOSECONDS else None


def years_months(months: int) -> YearsMonthsDuration | None:
    """A duration within bounds, else None."""
    return YearsMonthsDuration(months) if abs(months) <= MAX_MONTHS else None


def add(left: Value, right: Value) -> Value:
    """``left + right``: null when the types do not add up."""
    if type(left) is int and type(right) is int:
        total = left + right
        return total if -INT_BOUND < total < INT_BOUND else bounded(total)
    if is_number(left) and is_number(right):
        return finite(DECIMAL128.add(Decimal(left), Decimal(right)))
    if type(left) is str and type(right) is str:
        return left + right
    if isinstance(left, DaysTimeDuration | YearsMonthsDuration):
        return _add_duration(right, left)
    if isinstance(right, DaysTimeDuration | YearsMonthsDuration):
        return _add_duration(left, right)
    return None


def _add_duration(value: Value, duration: DaysTimeDuration | YearsMonthsDuration) -> Value:
    if type(duration) is YearsMonthsDuration:
        if type(value) is YearsMonthsDuration:
            return years_months(value.months + duration.months)
        if type(value) is FeelDate or type(value) is FeelDateTime:
            return value.plus_months(duration.months)
        return None
    if type(duration) is not DaysTimeDuration:
        return None
    if type(value) is DaysTimeDuration:
        return days_time(value.nanoseconds + duration.nanoseconds)
    if type(value) is FeelDate:
        return FeelDate.from_day_number(value.day_number + duration.nanoseconds // _DAY_NANOSECONDS)
    if type(value) is FeelDateTime or type(value) is FeelTime:
        return value.plus_nanoseconds(duration.nanoseconds)
    return None


def subtract(left: Value, right: Value) -> Value:
    """``left - right``: null when the types do not allow it."""
    if type(left) is int and type(right) is int:
        difference = left - right
        return difference if -INT_BOUND < difference < INT_BOUND else bounded(difference)
    if is_number(left) and is_number(right):
        return finite(DECIMAL128.subtract(Decimal(left), Decimal(right)))
    if type(right) is YearsMonthsDuration:
        return None if left is None else _add_duration(left, YearsMonthsDuration(-right.months))
    if type(right) is DaysTimeDuration:
        return _add_duration(left, DaysTimeDuration(-right.nanoseconds))
    return _between_moments(left, right)


def _between_moments(left: Value, right: Value) -> Value:
    if type(left) is FeelTime and type(right) is FeelTime:
        if left.is_local != right.is_local:
            return None
        seconds = (
            left.seconds_of_day - right.seconds_of_day - (left.utc_offset or 0) + (right.utc_offset or 0)
        )
        return DaysTimeDuration(seconds * NANOSECONDS + left.nanosecond - right.nanosecond)
    if type(left) is FeelDate and type(right) is FeelDate:
        return days_time((left.day_number - right.day_number) * _DAY_NANOSECONDS)
    start, end = as_date_time(right), as_date_time(left)
    if start is None or end is None or start.time.is_local != end.time.is_local:
        return None
    return days_time(end.epoch_nanoseconds - start.epoch_nanoseconds)


def as_date_time(value: Value) -> FeelDateTime | None:
    """A date and time as it is, a date as midnight UTC (10.3.2.9.4), None for all else."""
    if type(value) is FeelDateTime:
        return value
    return FeelDateTime(value, _MIDNIGHT_UTC) if type(value) is FeelDate else None


def multiply(left: Value, right: Value) -> Value:
    """``left * right``: two numbers, or a duration and a number."""
    if type(left) is int and type(right) is int:
        product = left * right
        return product if -INT_BOUND < product < INT_BOUND else bounded(product)
    if is_number(left) and is_number(right):
        return finite(DECIMAL128.multiply(Decimal(left), Decimal(right)))
    if is_number(left):
        left, right = right, left
    if not is_number(right):
        return None
    if type(left) is YearsMonthsDuration:
        months = DECIMAL128.multiply(Decimal(left.months), Decimal(right))
        return None if abs(months) > MAX_MONTHS else YearsMonthsDuration(int(months))
    if type(left) is DaysTimeDuration:
        nanoseconds = DECIMAL128.multiply(Decimal(left.nanoseconds), Decimal(right))
        return None if abs(nanoseconds) > MAX_NANOSECONDS else DaysTimeDuration(round(nanoseconds))
    return None


def divide(left: Value, right: Value) -> Value:
    """``left / right``: null for division by zero."""
    if is_number(left) and is_number(right):
        return _quotient(left, right)
    if type(left) is YearsMonthsDuration:
        if type(right) is YearsMonthsDuration:
            return _quotient(left.months, right.months)
        months = _quotient(left.months, right) if is_number(right) else None
        return None if months is None else years_months(int(months))
    if type(left) is DaysTimeDuration:
        if type(right) is DaysTimeDuration:
            return _quotient(left.nanoseconds, right.nanoseconds)
        nanoseconds = _quotient(left.nanoseconds, right) if is_number(right) else None
        return None if nanoseconds is None else days_time(round(nanoseconds))
    return None


def _quotient(left: int | Decimal, right: int | Decimal) -> int | Decimal | None:
    if right == 0:
        return None
    if type(left) is int and type(right) is int and left % right == 0:
        return left // right
    return finite(DECIMAL128.divide(Decimal(left), Decimal(right)))


def exponentiate(left: Value, right: Value) -> Value:
    """``left ** right`` of two numbers."""
    if not (is_number(left) and is_number(right)):
        return None
    if right == 0:
        return 1
    power = finite(DECIMAL128.power(Decimal(left), Decimal(right)))
    if power is None or power.as_tuple().exponent != 0:
        return power
    return int(power)


def negate(operand: Value) -> Value:
    """``-operand`` of a number or a duration."""
    if type(operand) is int:
        return -operand
    if type(operand) is Decimal:
        return DECIMAL128.minus(operand)
    if type(operand) is YearsMonthsDuration:
        return YearsMonthsDuration(-operand.months)
    return DaysTimeDuration(-operand.nanoseconds) if type(operand) is DaysTimeDuration else None
