"""Functions of the calendar and the clock (DMN 1.5, 10.3.4.6 and 10.3.4.11)."""

from __future__ import annotations

from engine.feel.builtins.signature import Family
from engine.feel.conversion import from_datetime
from engine.feel.evaluation import Evaluation
from engine.feel.values import FeelDate, FeelDateTime, Value
from engine.feel.values.days import day_number

FAMILY = Family()
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@FAMILY.define("now", "")
def now(evaluation: Evaluation) -> Value:
    """The host's time in the host's zone."""
    return _now(evaluation)


def _now(evaluation: Evaluation) -> FeelDateTime:
    environment = evaluation.environment
    return from_datetime(environment.now.astimezone(environment.zone))


@FAMILY.define("today", "")
def today(evaluation: Evaluation) -> FeelDate:
    """The host's date in the host's zone."""
    return _now(evaluation).date


def _date(value: Value) -> FeelDate:
    if isinstance(value, FeelDateTime):
        return value.date
    assert isinstance(value, FeelDate)
    return value


@FAMILY.define("day of year", "date: date|date and time")
def day_of_year(evaluation: Evaluation, date: Value) -> int:
    """1 for January 1st."""
    day = _date(date)
    return day.day_number - day_number(day.year, 1, 1) + 1


@FAMILY.define("day of week", "date: date|date and time")
def day_of_week(evaluation: Evaluation, date: Value) -> str:
    """The English name of the weekday."""
    return _WEEKDAYS[_date(date).weekday - 1]


@FAMILY.define("month of year", "date: date|date and time")
def month_of_year(evaluation: Evaluation, date: Value) -> str:
    """The English name of the month."""
    return _MONTHS[_date(date).month - 1]


@FAMILY.define("week of year", "date: date|date and time")
def week_of_year(evaluation: Evaluation, date: Value) -> int:
    """The week by ISO 8601: week 1 has the year's first Thursday."""
    day = _date(date)
    thursday = FeelDate.from_day_number(day.day_number - day.weekday + 4) or day
    return (thursday.day_number - day_number(thursday.year, 1, 1)) // 7 + 1
