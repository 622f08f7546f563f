"""A house's working days: weekend, holidays, closures, extra days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calendar import CalendarError, ClosedPeriod, HouseCalendar

HOUSE = HouseCalendar(
    closed=(ClosedPeriod(date(2026, 7, 27), date(2026, 8, 7), "zomersluiting"),),
    extra_working_days=frozenset({date(2026, 8, 1), date(2026, 4, 27)}),
)
PLAIN = HouseCalendar()


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-11-20", None),
        ("2026-11-21", "zaterdag"),
        ("2026-11-22", "zondag"),
        ("2025-04-26", "zaterdag"),
        ("2025-04-27", "zondag"),
        ("2026-04-27", "Koningsdag"),
        ("2026-05-05", "Bevrijdingsdag"),
        ("2026-04-03", "Goede vrijdag"),
        ("2026-12-25", "Eerste kerstdag"),
        ("2026-05-14", "Hemelvaartsdag"),
    ],
)
def test_weekends_and_holidays_are_closed(day: str, reason: str | None) -> None:
    assert PLAIN.closed_because(date.fromisoformat(day)) == reason


def test_kings_day_on_a_sunday_is_kept_on_the_26th() -> None:
    monday_to_friday = HouseCalendar(weekend=frozenset({6}))

    assert monday_to_friday.closed_because(date(2025, 4, 26)) == "Koningsdag"


def test_an_own_closure_names_itself_and_an_extra_working_day_wins() -> None:
    assert HOUSE.closed_because(date(2026, 7, 28)) == "zomersluiting"
    assert HOUSE.is_working_day(date(2026, 8, 1))
    assert HOUSE.is_working_day(date(2026, 4, 27))


@pytest.mark.parametrize(
    ("day", "amount", "expected"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-21", 0, "2026-11-21"),
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-07-24", 2, "2026-08-10"),
        ("2026-11-20", 5, "2026-11-27"),
    ],
)
def test_working_days_are_added(day: str, amount: int, expected: str) -> None:
    assert HOUSE.add_working_days(date.fromisoformat(day), amount).isoformat() == expected


def test_a_house_without_zone_or_with_a_weekend_of_seven_days_is_refused() -> None:
    for arguments in (
        {"zone": "Europe/Atlantis"},
        {"zone": "../etc/passwd"},
        {"weekend": frozenset(range(7))},
    ):
        with pytest.raises(CalendarError):
            HouseCalendar(**arguments)  # type: ignore[arg-type]


def test_a_closed_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(CalendarError, match="swap"):
        ClosedPeriod(date(2026, 1, 2), date(2026, 1, 1), "x")


def test_a_closed_period_of_centuries_is_refused() -> None:
    with pytest.raises(CalendarError, match="two years"):
        ClosedPeriod(date(1, 1, 1), date(9999, 1, 1), "x")


def test_a_house_that_never_opens_is_an_error_and_not_an_endless_search() -> None:
    years = tuple(
        ClosedPeriod(date(year, 1, 1), date(year, 12, 31), "verhuisd") for year in range(2026, 2030)
    )

    with pytest.raises(CalendarError, match="two years"):
        HouseCalendar(closed=years).add_working_days(date(2026, 1, 1), 1)


def test_out_of_bounds_is_refused() -> None:
    with pytest.raises(CalendarError, match="century"):
        PLAIN.add_working_days(date(2026, 1, 1), 10**9)
    with pytest.raises(CalendarError, match="9999"):
        PLAIN.add_working_days(date(9999, 12, 30), 2)
    with pytest.raises(CalendarError, match="centuries"):
        PLAIN.working_days_between(date(1, 1, 1), date(2026, 1, 1))


def test_the_end_of_a_day_is_its_last_second_on_the_houses_clock() -> None:
    assert HOUSE.end_of_day(date(2026, 7, 1)).astimezone(UTC) == datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)
    assert HOUSE.start_of_day(date(2026, 1, 1)).astimezone(UTC) == datetime(2025, 12, 31, 23, tzinfo=UTC)


def test_the_day_of_a_moment_is_the_houses() -> None:
    assert HOUSE.day_of(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == date(2026, 7, 2)


days = st.dates(date(2015, 1, 1), date(2045, 1, 1))


@settings(max_examples=60, deadline=None)
@given(days, st.integers(-120, 120).filter(bool))
def test_the_result_is_a_working_day_and_counting_leads_back_to_the_amount(day: date, amount: int) -> None:
    result = HOUSE.add_working_days(day, amount)

    assert HOUSE.is_working_day(result)
    assert HOUSE.working_days_between(day, result) == amount


@settings(max_examples=60, deadline=None)
@given(days, st.integers(1, 60))
def test_adding_and_subtracting_are_inverse_from_a_working_day(day: date, amount: int) -> None:
    first = HOUSE.add_working_days(day, 1)

    assert HOUSE.add_working_days(HOUSE.add_working_days(first, amount), -amount) == first


@settings(max_examples=60, deadline=None)
@given(days, st.integers(0, 30), st.integers(1, 60))
def test_a_later_start_never_ends_earlier(day: date, later: int, amount: int) -> None:
    assert HOUSE.add_working_days(day, amount) <= HOUSE.add_working_days(day + timedelta(days=later), amount)
