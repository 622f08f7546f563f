"""Durations keep calendar days and hours apart."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calendar import CalendarError, Duration, parse_date_time, parse_duration

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P1D", Duration(days=1)),
        ("PT24H", Duration(time=timedelta(hours=24))),
        ("P1Y2M", Duration(months=14)),
        ("P2W", Duration(days=14)),
        ("P1W2D", Duration(days=9)),
        ("P1DT12H", Duration(days=1, time=timedelta(hours=12))),
        ("PT0.5S", Duration(time=timedelta(milliseconds=500))),
        ("PT0,5S", Duration(time=timedelta(milliseconds=500))),
        ("-P1DT1H", Duration(days=-1, time=timedelta(hours=-1))),
        ("P0D", Duration()),
        (" PT5M ", Duration(time=timedelta(minutes=5))),
        ("P1Y2M3DT4H5M6S", Duration(14, 3, timedelta(hours=4, minutes=5, seconds=6))),
    ],
)
def test_a_duration_is_read(text: str, expected: Duration) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1DT",
        "P0.5D",
        "P1S",
        "1D",
        "P1D2W",
        "PT1D",
        "P-1D",
        f"P{10**90}D",
        f"P{10**200}D",
    ],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(CalendarError):
        parse_duration(text)


def test_a_day_keeps_the_clock_time_and_24_hours_do_not_when_the_clock_changes() -> None:
    evening_before_summer_time = datetime(2026, 3, 28, 9, tzinfo=AMSTERDAM)

    day = parse_duration("P1D").after(evening_before_summer_time, AMSTERDAM)
    hours = parse_duration("PT24H").after(evening_before_summer_time, AMSTERDAM)

    assert day == datetime(2026, 3, 29, 7, tzinfo=UTC)
    assert (day.hour, hours.hour) == (9, 10)
    assert hours.astimezone(UTC) - evening_before_summer_time.astimezone(UTC) == timedelta(hours=24)


def test_a_clock_time_that_the_zone_skips_moves_on() -> None:
    due = Duration(days=1).after(datetime(2026, 3, 28, 2, 30, tzinfo=AMSTERDAM), AMSTERDAM)

    assert due.isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_clock_time_that_occurs_twice_is_the_first() -> None:
    due = Duration(days=1).after(datetime(2026, 10, 24, 2, 30, tzinfo=AMSTERDAM), AMSTERDAM)

    assert due.isoformat() == "2026-10-25T02:30:00+02:00"


def test_months_are_reckoned_from_the_start_and_not_from_the_shortened_month() -> None:
    start = datetime(2026, 1, 31, 12, tzinfo=AMSTERDAM)

    assert Duration(months=1).after(start, AMSTERDAM).date().isoformat() == "2026-02-28"
    assert Duration(months=1).after(start, AMSTERDAM, times=2).date().isoformat() == "2026-03-31"


def test_a_moment_without_offset_is_refused() -> None:
    with pytest.raises(CalendarError, match="zone"):
        Duration(days=1).after(datetime(2026, 1, 1), AMSTERDAM)  # noqa: DTZ001


def test_a_result_beyond_the_calendar_is_refused() -> None:
    for duration in (
        Duration(days=4_000_000),
        Duration(months=200_000),
        Duration(time=timedelta(days=4_000_000)),
    ):
        with pytest.raises(CalendarError, match="9999"):
            duration.after(datetime(2026, 1, 1, tzinfo=UTC), AMSTERDAM)


def test_a_date_time_without_offset_is_clock_time_in_the_zone() -> None:
    assert parse_date_time("2026-07-01T09:00:00", AMSTERDAM).astimezone(UTC).hour == 7
    assert parse_date_time("2026-07-01T09:00:00Z", AMSTERDAM).hour == 11


@pytest.mark.parametrize("text", ["2026-07-01", "tomorrow", "", "2026-13-01T00:00:00"])
def test_what_is_no_date_time_is_refused(text: str) -> None:
    with pytest.raises(CalendarError):
        parse_date_time(text, AMSTERDAM)


moments = st.integers(946_684_800, 3_471_292_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@settings(max_examples=60, deadline=None)
@given(moments, st.integers(0, 400), st.integers(0, 400))
def test_exact_time_goes_and_comes_back(start: datetime, hours: int, times: int) -> None:
    there = Duration(time=timedelta(hours=hours)).after(start, AMSTERDAM, times)

    assert Duration(time=timedelta(hours=hours)).after(there, AMSTERDAM, -times) == start


@settings(max_examples=60, deadline=None)
@given(moments, st.integers(1, 40), st.integers(1, 40), st.integers(0, 30))
def test_more_times_is_later(start: datetime, months: int, days: int, times: int) -> None:
    duration = Duration(months, days)

    assert duration.after(start, AMSTERDAM, times) < duration.after(start, AMSTERDAM, times + 1)
