"""Terms: what is due when, and why, the Algemene termijnenwet included."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calendar import (
    CalendarError,
    ClosedPeriod,
    Direction,
    HouseCalendar,
    Suspension,
    Term,
    Unit,
    reckon,
)
from engine.calendar.statutory import is_open_day

HOUSE = HouseCalendar(closed=(ClosedPeriod(date(2026, 7, 27), date(2026, 8, 7), "zomersluiting"),))


def due(term: Term, start: str, calendar: HouseCalendar = HOUSE) -> str:
    return reckon(term, date.fromisoformat(start), calendar).due.date().isoformat()


@pytest.mark.parametrize(
    ("amount", "unit", "start", "expected"),
    [
        (5, "working days", "2026-11-18", "2026-11-25"),
        (5, "days", "2026-11-18", "2026-11-23"),
        (3, "days", "2026-11-18", "2026-11-21"),
        (2, "weeks", "2026-11-21", "2026-12-05"),
        (1, "months", "2026-01-31", "2026-02-28"),
        (0, "days", "2026-11-21", "2026-11-21"),
        (1, "working days", "2026-07-24", "2026-08-10"),
    ],
)
def test_a_plain_term_after(amount: int, unit: Unit, start: str, expected: str) -> None:
    assert due(Term(amount, unit), start) == expected


@pytest.mark.parametrize(
    ("amount", "unit", "start", "expected"),
    [
        (2, "working days", "2026-11-23", "2026-11-19"),
        (8, "weeks", "2026-11-21", "2026-09-26"),
        (6, "months", "2026-08-31", "2026-02-28"),
    ],
)
def test_a_plain_term_before(amount: int, unit: Unit, start: str, expected: str) -> None:
    assert due(Term(amount, unit, "before"), start) == expected


@pytest.mark.parametrize(
    ("amount", "unit", "start", "expected"),
    [
        pytest.param(3, "days", "2026-11-18", "2026-11-23", id="a Saturday moves to Monday (article 1)"),
        pytest.param(
            2,
            "days",
            "2026-11-20",
            "2026-11-23",
            id="a Sunday moves to Monday, two days need no two open days",
        ),
        pytest.param(
            3, "days", "2026-11-20", "2026-11-24", id="Saturday to Monday lacks an open day (article 2)"
        ),
        pytest.param(5, "days", "2026-04-30", "2026-05-06", id="5 May counts outside lustrum years"),
        pytest.param(
            2, "weeks", "2025-04-12", "2025-04-28", id="27 April on a Sunday: the 26th, then the weekend"
        ),
        pytest.param(
            1, "weeks", "2026-03-27", "2026-04-07", id="Good Friday, Easter, Easter Monday (article 3)"
        ),
        pytest.param(3, "days", "2026-12-24", "2026-12-29", id="Christmas and a weekend: two open days"),
        pytest.param(90, "days", "2026-08-23", "2026-11-23", id="90 days is still covered"),
        pytest.param(91, "days", "2026-08-22", "2026-11-21", id="91 days is not (article 4)"),
        pytest.param(12, "weeks", "2026-08-29", "2026-11-23", id="12 weeks is covered"),
        pytest.param(13, "weeks", "2026-08-22", "2026-11-21", id="13 weeks is not"),
        pytest.param(3, "months", "2026-08-21", "2026-11-23", id="3 months is covered"),
        pytest.param(4, "months", "2026-07-21", "2026-11-21", id="4 months is not"),
        pytest.param(
            1, "days", "2026-07-27", "2026-07-28", id="a house's closure lengthens no statutory term"
        ),
        pytest.param(1, "working days", "2026-07-27", "2026-07-28", id="nor statutory working days"),
    ],
)
def test_a_statutory_term(amount: int, unit: Unit, start: str, expected: str) -> None:
    assert due(Term(amount, unit, statutory=True), start) == expected


def test_a_day_put_on_a_par_by_decree_lengthens_a_statutory_term_only() -> None:
    house = HouseCalendar(equated_days={date(2026, 5, 15): "dag na Hemelvaart"})

    assert due(Term(2, "days", statutory=True), "2026-05-13", house) == "2026-05-18"
    assert due(Term(1, "working days", statutory=True), "2026-05-13", house) == "2026-05-18"
    assert due(Term(2, "days"), "2026-05-13", house) == "2026-05-15"
    assert due(Term(1, "working days"), "2026-05-13", house) == "2026-05-15"


def test_a_statutory_term_counted_back_does_not_move_on() -> None:
    reckoning = reckon(Term(2, "weeks", "before", statutory=True), date(2026, 11, 21), HOUSE)

    assert reckoning.due.date() == date(2026, 11, 7)
    assert any("artikel 1, tweede lid" in step for step in reckoning.steps)


def test_a_statutory_term_counted_back_still_holds_two_open_days() -> None:
    assert due(Term(3, "days", "before", statutory=True), "2026-11-23") == "2026-11-19"


def test_hours_are_exact_and_never_move() -> None:
    start = datetime(2026, 3, 28, 12, tzinfo=UTC)

    reckoning = reckon(Term(24, "hours", statutory=True), start, HOUSE)

    assert reckoning.due == start + timedelta(hours=24)
    assert reckoning.steps == (
        "Begin: zaterdag 28 maart 2026 om 13:00 uur.",
        "Termijn: 24 uur erna.",
        "Een termijn in uren wordt niet verlengd (Algemene termijnenwet, artikel 4).",
        "Uiterlijk: zondag 29 maart 2026 om 14:00 uur.",
    )


def test_hours_before_and_from_a_date_start_at_midnight() -> None:
    assert (
        reckon(Term(2, "hours", "before"), date(2026, 11, 21), HOUSE).due.isoformat()
        == "2026-11-20T22:00:00+01:00"
    )


def test_the_start_day_is_the_houses_day() -> None:
    late = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)

    assert reckon(Term(1, "days"), late, HOUSE).due.isoformat() == "2026-11-19T23:59:59+01:00"


def test_the_steps_tell_how_a_statutory_date_came_about() -> None:
    assert reckon(Term(3, "days", statutory=True), date(2026, 11, 20), HOUSE).steps == (
        "Begin: vrijdag 20 november 2026.",
        "Termijn: 3 dagen erna. De begindag telt niet mee.",
        "De laatste dag is maandag 23 november 2026.",
        "De termijn bevat geen twee werkdagen (Algemene termijnenwet, artikel 2): "
        "verlengd tot en met dinsdag 24 november 2026.",
        "Uiterlijk: dinsdag 24 november 2026, einde van de dag.",
    )


def test_the_steps_name_the_closed_days_that_were_skipped() -> None:
    assert reckon(Term(1, "working days"), date(2026, 12, 24), HOUSE).steps[2] == (
        "Niet meegeteld: 2 weekenddagen; Eerste kerstdag (vrijdag 25 december 2026)."
    )
    assert "nog 4 gesloten dagen" in reckon(Term(1, "working days"), date(2026, 7, 24), HOUSE).steps[2]


@pytest.mark.parametrize(
    "arguments",
    [(-1, "days"), (10**12, "hours"), (1, "years"), (1, "days", "during")],
)
def test_a_term_that_means_nothing_is_refused(arguments: tuple[int, Unit]) -> None:
    with pytest.raises(CalendarError):
        Term(*arguments)


def test_a_start_without_offset_is_refused() -> None:
    for unit in get_args(Unit):
        with pytest.raises(CalendarError, match="zone"):
            reckon(Term(1, unit), datetime(2026, 1, 1), HOUSE)  # noqa: DTZ001


def test_a_date_beyond_the_calendar_is_refused() -> None:
    for unit in get_args(Unit):
        with pytest.raises(CalendarError, match="9999"):
            reckon(Term(1_000, unit), date(9999, 12, 30), HOUSE)


days = st.dates(date(2015, 1, 1), date(2045, 1, 1))
units = st.sampled_from(get_args(Unit))


@settings(max_examples=80, deadline=None)
@given(days, st.integers(0, 90), st.sampled_from(["days", "weeks", "months", "working days"]))
def test_a_covered_statutory_term_never_ends_on_a_closed_day_and_never_gets_shorter(
    start: date, amount: int, unit: Unit
) -> None:
    amount = min(amount, {"weeks": 12, "months": 3}.get(unit, 90))
    plain, statutory = (
        reckon(Term(amount, unit), start, HouseCalendar()),
        reckon(Term(amount, unit, statutory=True), start, HouseCalendar()),
    )

    assert statutory.due >= plain.due
    if unit != "working days" or amount:
        assert is_open_day(statutory.due.date(), {})


@settings(max_examples=80, deadline=None)
@given(days, units, st.integers(0, 60), st.integers(0, 10))
def test_a_longer_term_is_never_nearer(start: date, unit: Unit, amount: int, more: int) -> None:
    def ends(amount: int, direction: Direction) -> datetime:
        return reckon(Term(amount, unit, direction), start, HOUSE).due

    assert ends(amount, "after") <= ends(amount + more, "after")
    assert ends(amount, "before") >= ends(amount + more, "before")


@settings(max_examples=80, deadline=None)
@given(days, st.integers(0, 60), st.integers(0, 10), st.integers(0, 10))
def test_a_later_or_longer_statutory_term_is_never_due_earlier(
    start: date, amount: int, more: int, later: int
) -> None:
    first = reckon(Term(amount, "days", statutory=True), start, HOUSE)
    second = reckon(Term(amount + more, "days", statutory=True), start + timedelta(days=later), HOUSE)

    assert first.due <= second.due


@settings(max_examples=60, deadline=None)
@given(days, units, st.integers(0, 60), st.sampled_from(get_args(Direction)), st.booleans())
def test_the_last_step_names_the_due_day(
    start: date, unit: Unit, amount: int, direction: Direction, statutory: bool
) -> None:
    reckoning = reckon(Term(amount, unit, direction, statutory), start, HOUSE)

    assert reckoning.steps[-1].startswith("Uiterlijk: ")
    assert f" {reckoning.due.day} " in reckoning.steps[-1]
    assert reckoning.due.tzinfo is not None


def stopped(*days: str) -> list[Suspension]:
    """Suspensions from 09:00 on one day until 09:00 on another."""
    pairs = (day.split("/") for day in days)
    return [
        Suspension(*(datetime.fromisoformat(f"{end}T09:00+01:00") for end in (begin, last)))
        for begin, last in pairs
    ]


@pytest.mark.parametrize(
    ("term", "suspensions", "expected"),
    [
        (Term(4, "weeks"), stopped("2026-01-10/2026-01-20"), "2026-02-12"),
        (Term(4, "weeks"), stopped("2026-01-10/2026-01-20", "2026-01-15/2026-01-22"), "2026-02-14"),
        (Term(4, "weeks"), stopped("2025-12-20/2026-01-08"), "2026-02-05"),
        (Term(4, "weeks"), stopped("2026-02-02/2026-02-09"), "2026-02-02"),
        (Term(4, "weeks"), stopped("2026-02-01/2026-02-09"), "2026-02-10"),
        (Term(5, "working days"), stopped("2026-01-07/2026-01-12"), "2026-01-15"),
        (Term(5, "working days"), stopped("2026-01-10/2026-01-11"), "2026-01-12"),
        (Term(4, "weeks", statutory=True), stopped("2026-01-10/2026-01-15"), "2026-02-09"),
        (Term(48, "hours"), stopped("2026-01-06/2026-01-08"), "2026-01-09"),
    ],
)
def test_a_suspended_term_runs_on_with_its_rest(
    term: Term, suspensions: list[Suspension], expected: str
) -> None:
    found = reckon(term, datetime.fromisoformat("2026-01-05T09:00+01:00"), HOUSE, suspensions)
    assert found.due.date().isoformat() == expected


def test_what_cannot_be_suspended_is_refused() -> None:
    with pytest.raises(CalendarError, match="counted back"):
        reckon(Term(2, "weeks", "before"), date(2026, 1, 5), HOUSE, stopped("2026-01-01/2026-01-02"))
    with pytest.raises(CalendarError, match="before it begins"):
        stopped("2026-01-02/2026-01-01")


@given(
    st.integers(1, 120),
    st.lists(st.tuples(st.integers(-20, 150), st.integers(0, 40)), max_size=5),
)
@settings(max_examples=100)
def test_days_that_count_are_neither_more_nor_fewer_for_being_suspended(
    amount: int, stretches: list[tuple[int, int]]
) -> None:
    begin = date(2026, 1, 5)
    noon = datetime(2026, 1, 5, 12, tzinfo=UTC)
    suspensions = [
        Suspension(noon + timedelta(first), noon + timedelta(first + length)) for first, length in stretches
    ]
    last = reckon(Term(amount, "days"), begin, HOUSE, suspensions).due.date()

    def counts(day: date) -> bool:
        return not any(HOUSE.day_of(each.begin) < day <= HOUSE.day_of(each.end) for each in suspensions)

    days = [begin + timedelta(number) for number in range(1, (last - begin).days + 1)]
    assert sum(map(counts, days)) == amount
