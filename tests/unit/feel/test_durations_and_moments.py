"""Durations and moments are reckoned exactly, also across leap days, zones and nine-digit years."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import (
    DaysTimeDuration,
    FeelDate,
    FeelDateTime,
    FeelError,
    Value,
    YearsMonthsDuration,
    from_datetime,
    to_date,
    to_datetime,
    to_json,
    to_timedelta,
)
from tests.unit.feel.evaluating import evaluate

exact = st.integers(-(10**15), 10**15).map(DaysTimeDuration)
months = st.integers(-5_000, 5_000).map(YearsMonthsDuration)
dates = st.builds(FeelDate, st.integers(-999_999, 999_999), st.integers(1, 12), st.integers(1, 28))


@settings(max_examples=60, deadline=None)
@given(exact, exact)
def test_durations_form_a_group(a: DaysTimeDuration, b: DaysTimeDuration) -> None:
    assert evaluate('a + b - b = a and a - a = @"PT0S" and a + b = b + a and -(-a) = a', a=a, b=b) is True


@settings(max_examples=60, deadline=None)
@given(months, st.integers(1, 9))
def test_a_multiple_of_a_duration_divides_back(a: YearsMonthsDuration, n: int) -> None:
    assert evaluate("a * n / n = a and a * n = n * a", a=a, n=n) is True


@settings(max_examples=60, deadline=None)
@given(dates, st.integers(-400_000, 400_000))
def test_adding_days_to_a_date_can_be_taken_back(date: FeelDate, days: int) -> None:
    scope: dict[str, Value] = {"d": date, "n": DaysTimeDuration.of(days=days)}
    assert evaluate("(d + n) - d = n and d + n - n = d", **scope) is True


@settings(max_examples=60, deadline=None)
@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 28)), st.integers(-(10**9), 10**9))  # noqa: DTZ001
def test_moments_agree_with_those_of_python(moment: datetime, seconds: int) -> None:
    start = moment.replace(tzinfo=UTC)
    try:
        end = start + timedelta(seconds=seconds)
    except OverflowError:
        return
    scope: dict[str, Value] = {"t": from_datetime(start), "s": DaysTimeDuration.of(seconds=seconds)}
    later = evaluate("t + s", **scope)
    assert isinstance(later, FeelDateTime)
    assert to_datetime(later) == end
    assert evaluate("t.weekday", **scope) == start.isoweekday()
    assert evaluate("week of year(t)", **scope) == start.isocalendar().week
    assert evaluate("day of year(t)", **scope) == start.timetuple().tm_yday


def test_a_day_in_a_zone_may_have_23_hours() -> None:
    assert (
        to_json(evaluate('@"2026-03-28T12:00:00@Europe/Amsterdam" + @"PT24H"'))
        == "2026-03-29T13:00:00@Europe/Amsterdam"
    )
    noon, next_noon = "2026-03-28T12:00:00@Europe/Amsterdam", "2026-03-29T12:00:00@Europe/Amsterdam"
    assert to_json(evaluate(f'@"{next_noon}" - @"{noon}"')) == "PT23H"


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert evaluate('@"2026-01-31" + @"P1M" = @"2026-02-28"') is True
    assert evaluate('@"2024-03-31" - @"P1M" = @"2024-02-29"') is True


def test_zones_hold_in_years_that_python_does_not_know() -> None:
    assert to_json(evaluate('@"-12000-07-01T12:00:00@America/New_York".time offset')) == "-PT4H56M2S"
    assert to_json(evaluate('@"99999-07-01T12:00:00@Europe/Amsterdam".time offset')) == "PT2H"


def test_a_local_moment_is_ordered_as_if_it_had_the_offset_of_the_other() -> None:
    assert evaluate('@"2026-01-01T10:00:00" < @"2026-01-01T10:00:00Z"') is False
    assert evaluate('@"2026-01-01T09:59:59" < @"2026-01-01T10:00:00@Asia/Tokyo"') is True
    assert evaluate('@"10:00:01" > @"10:00:00-05:00"') is True
    assert evaluate('@"2026-01-01T10:00:00" = @"2026-01-01T10:00:00Z"') is False


def test_a_local_and_a_zoned_moment_have_no_difference() -> None:
    assert evaluate('@"2026-01-01T10:00:00" - @"2026-01-01T10:00:00Z"') is None


def test_python_moments_convert_both_ways() -> None:
    moment = datetime(2026, 7, 1, 9, 30, 15, 250_000, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert str(from_datetime(moment)) == "2026-07-01T09:30:15.25@Europe/Amsterdam"
    assert to_datetime(from_datetime(moment)) == moment
    assert to_timedelta(DaysTimeDuration.of(days=1, minutes=3)) == timedelta(days=1, minutes=3)
    with pytest.raises(FeelError):
        to_date(FeelDate(10_000, 1, 1))


@pytest.mark.parametrize(
    "text",
    ["2026-02-29", "2026-13-01", "26-01-01", "01000-01-01x", "P", "P1YT", "P1Y2D", "24:00:01", "10:00",
     "10:00:00+19:00",
     "2026-01-01T10:00:00+01:00@Europe/Paris", "10:00:00@No/Where", "P1S", "T10:00:00"],
)  # fmt: skip
def test_text_that_is_no_temporal_value_gives_null(text: str) -> None:
    assert evaluate(f'@"{text}"') is None


def test_a_function_of_ones_own_hides_the_literals_of_the_standard() -> None:
    assert evaluate('date("2026-11-21")') == FeelDate(2026, 11, 21)
    assert evaluate('{date: function(text) text + "!", result: date("2026-11-21")}.result') == "2026-11-21!"
