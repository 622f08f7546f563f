"""Conversion functions (DMN 1.5, 10.3.4.1) and ``range`` (10.3.4.12)."""

from __future__ import annotations

from decimal import Decimal

from engine.feel.builtins.signature import Family
from engine.feel.evaluation import Evaluation
from engine.feel.numbers import as_int, parse_number
from engine.feel.range_text import parse_range
from engine.feel.text import to_string
from engine.feel.values import DaysTimeDuration, FeelDate, FeelDateTime, FeelTime, Value, YearsMonthsDuration
from engine.feel.values.durations import NANOSECONDS, parse_duration
from engine.feel.values.temporal_text import parse_date, parse_date_time, parse_time
from engine.feel.values.zones import find_zone

FAMILY = Family()
Number = int | Decimal
_MIDNIGHT_UTC = FeelTime(0, 0, 0, 0, 0)


@FAMILY.define("date", "from: string|date|date and time")
def date(evaluation: Evaluation, from_: Value) -> Value:
    """The date of a text, or of a date and time."""
    if type(from_) is FeelDateTime:
        return from_.date
    if type(from_) is not str:
        return from_
    return parse_date(from_) or evaluation.null("argument", "date: the text is no date")


@FAMILY.define("date", "year: number, month: number, day: number")
def date_of_components(evaluation: Evaluation, year: Number, month: Number, day: Number) -> Value:
    """The date of its components."""
    years, months, days = as_int(year), as_int(month), as_int(day)
    if years is None or months is None or days is None:
        return evaluation.null("argument", "date: the components must be whole numbers")
    return FeelDate.create(years, months, days) or evaluation.null("argument", "date: there is no such day")


@FAMILY.define("date and time", "from: string|date and time")
def date_and_time(evaluation: Evaluation, from_: Value) -> Value:
    """The date and time of a text; a date alone is its midnight."""
    if type(from_) is not str:
        return from_
    return parse_date_time(from_) or evaluation.null(
        "argument", "date and time: the text is no date and time"
    )


@FAMILY.define("date and time", "date: date|date and time, time: time")
def date_and_time_of_parts(evaluation: Evaluation, date_: Value, time_: FeelTime) -> Value:
    """A date with a time of day."""
    day = date_.date if type(date_) is FeelDateTime else date_
    return FeelDateTime(day, time_) if type(day) is FeelDate else None


@FAMILY.define("date and time", "date: date and time, timezone: string")
def date_and_time_in_zone(evaluation: Evaluation, moment: FeelDateTime, timezone: str) -> Value:
    """The same moment as it is shown in a zone; a local one is taken to be in that zone already."""
    if find_zone(timezone) is None:
        return evaluation.null("argument", "date and time: the zone is unknown")
    here, clock = moment.date, moment.time
    shown = FeelDateTime(
        here, FeelTime(clock.hour, clock.minute, clock.second, clock.nanosecond, None, timezone)
    )
    if moment.time.is_local:
        return shown
    return shown.plus_nanoseconds(moment.epoch_nanoseconds - shown.epoch_nanoseconds)


_COMPONENTS = "year: number, month: number, day: number, hour: number, minute: number, second: number"


@FAMILY.define("date and time", f"{_COMPONENTS}, offset: days and time duration|null?")
def date_and_time_of_components(
    evaluation: Evaluation,
    year: Number,
    month: Number,
    day: Number,
    hour: Number,
    minute: Number,
    second: Number,
    offset: DaysTimeDuration | None = None,
) -> Value:
    """A date and time of its components, local without an offset."""
    days = date_of_components(evaluation, year, month, day)
    clock = time_of_components(evaluation, hour, minute, second, offset)
    return FeelDateTime(days, clock) if type(days) is FeelDate and type(clock) is FeelTime else None


@FAMILY.define("date and time", f"{_COMPONENTS}, timezone: string")
def date_and_time_of_components_in_zone(
    evaluation: Evaluation,
    year: Number,
    month: Number,
    day: Number,
    hour: Number,
    minute: Number,
    second: Number,
    timezone: str,
) -> Value:
    """A date and time of its components, in a zone."""
    moment = date_and_time_of_components(evaluation, year, month, day, hour, minute, second)
    return date_and_time_in_zone(evaluation, moment, timezone) if type(moment) is FeelDateTime else None


@FAMILY.define("time", "from: string|time|date|date and time")
def time(evaluation: Evaluation, from_: Value) -> Value:
    """The time of a text, or of a date and time; a date is midnight UTC."""
    if type(from_) is FeelDateTime:
        return from_.time
    if type(from_) is FeelDate:
        return _MIDNIGHT_UTC
    if type(from_) is not str:
        return from_
    return parse_time(from_) or evaluation.null("argument", "time: the text is no time")


@FAMILY.define("time", "hour: number, minute: number, second: number, offset: days and time duration|null?")
def time_of_components(
    evaluation: Evaluation,
    hour: Number,
    minute: Number,
    second: Number,
    offset: DaysTimeDuration | None = None,
) -> Value:
    """A time of its components, local without an offset; seconds may have a fraction."""
    hours, minutes = as_int(hour), as_int(minute)
    if hours is None or minutes is None or not 0 <= second < 60:
        return evaluation.null("argument", "time: a component is out of bounds")
    nanoseconds = int((second - int(second)) * NANOSECONDS)
    shift = None if offset is None else int(offset.nanoseconds / NANOSECONDS)
    built = FeelTime.create(hours, minutes, int(second), nanoseconds, shift)
    return built or evaluation.null("argument", "time: a component is out of bounds")


@FAMILY.define("number", "from: string")
def number(evaluation: Evaluation, from_: str) -> Value:
    """The number of a text with a point for the fraction."""
    parsed = parse_number(from_)
    return evaluation.null("argument", "number: the text is no number") if parsed is None else parsed


@FAMILY.define("number", "from: string, grouping separator: string|null, decimal separator: string|null")
def number_with_separators(
    evaluation: Evaluation, from_: str, grouping: str | None, decimal: str | None
) -> Value:
    """The number of a text with its own marks for groups (space, comma, point) and fraction."""
    if grouping not in (None, " ", ",", ".") or decimal not in (None, ",", "."):
        return evaluation.null(
            "argument", "number: a separator must be a comma, a point or, for groups, a space"
        )
    if grouping is not None and grouping == decimal:
        return evaluation.null("argument", "number: the separators must differ")
    text = from_ if grouping is None else from_.replace(grouping, "")
    if decimal == ",":
        text = "" if "." in text else text.replace(",", ".")
    return number(evaluation, text)


@FAMILY.define("string", "from: any")
def string(evaluation: Evaluation, from_: Value) -> Value:
    """The text of a value; null for null."""
    text = to_string(from_)
    return None if text is None else evaluation.text(text)


@FAMILY.define("duration", "from: string|days and time duration|years and months duration")
def duration(evaluation: Evaluation, from_: Value) -> Value:
    """The duration of an ISO 8601 text, of years and months or of days and time."""
    if type(from_) is not str:
        return from_
    return parse_duration(from_) or evaluation.null("argument", "duration: the text is no duration")


@FAMILY.define("years and months duration", "from: date|date and time, to: date|date and time")
def years_and_months_duration(evaluation: Evaluation, from_: Value, to: Value) -> Value:
    """The whole months between two dates, negative when the second is earlier."""
    start = from_.date if type(from_) is FeelDateTime else from_
    end = to.date if type(to) is FeelDateTime else to
    if type(start) is not FeelDate or type(end) is not FeelDate:
        return None
    if end.day_number < start.day_number:
        return YearsMonthsDuration(-_whole_months(end, start))
    return YearsMonthsDuration(_whole_months(start, end))


def _whole_months(start: FeelDate, end: FeelDate) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


@FAMILY.define("range", "from: string")
def range_(evaluation: Evaluation, from_: str) -> Value:
    """The range that a text writes, of which the endpoints are literals."""
    return parse_range(from_) or evaluation.null(
        "argument", "range: the text is no range of literals in order"
    )
