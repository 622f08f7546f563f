"""Repetitions fire when they should, also after downtime and when the clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calendar import CalendarError, CatchUp, Cycle, Progress, parse_cycle

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NINE = datetime(2026, 3, 27, 9, tzinfo=AMSTERDAM)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def advance(text: str, passed: int, now: datetime, catch_up: CatchUp = CatchUp.LATEST) -> Progress:
    cycle = parse_cycle(text, AMSTERDAM)
    return cycle.advance(passed, activated=NINE, now=now, zone=AMSTERDAM, catch_up=catch_up)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P1D",
        "R0/P1D",
        "R/",
        "R3",
        "R/P0D",
        "R/-P1D",
        "R/PT1H/2026-01-01T00:00:00Z",
        "R-1/P1D",
        "* * * * *",
        "R/2026/P1D",
    ],
)
def test_what_is_no_cycle_is_refused(text: str) -> None:
    with pytest.raises(CalendarError):
        parse_cycle(text, AMSTERDAM)


def test_a_daily_cycle_stays_at_nine_on_the_clock_over_the_change_to_summer_time() -> None:
    cycle = parse_cycle("R/P1D", AMSTERDAM)

    moments = [cycle.occurrence(index, NINE, AMSTERDAM) for index in range(3)]

    assert [str(moment) for moment in moments] == [
        "2026-03-28 09:00:00+01:00",
        "2026-03-29 09:00:00+02:00",
        "2026-03-30 09:00:00+02:00",
    ]


def test_a_cycle_of_24_hours_is_exact_over_the_change_to_summer_time() -> None:
    assert (
        str(parse_cycle("R/PT24H", AMSTERDAM).occurrence(1, NINE, AMSTERDAM)) == "2026-03-29 10:00:00+02:00"
    )


def test_with_a_start_the_first_occurrence_is_the_start_and_the_count_includes_it() -> None:
    cycle = parse_cycle("R2/2026-04-01T08:00:00/P1W", AMSTERDAM)

    assert [cycle.occurrence(index, NINE, AMSTERDAM) for index in range(3)] == [
        at("2026-04-01T08:00:00"),
        at("2026-04-08T08:00:00"),
        None,
    ]


def test_before_its_moment_nothing_fires() -> None:
    assert advance("R3/PT1H", 0, NINE) == Progress((), 0, at("2026-03-27T10:00:00"))


def test_in_time_each_occurrence_fires_once() -> None:
    for policy in CatchUp:
        assert advance("R3/PT1H", 0, at("2026-03-27T10:00:05"), policy) == Progress(
            (at("2026-03-27T10:00:00"),), 1, at("2026-03-27T11:00:00")
        )


def test_after_downtime_all_fires_every_missed_occurrence() -> None:
    progress = advance("R3/PT1H", 0, at("2026-03-28T10:30:00"), CatchUp.ALL)

    assert [moment.hour for moment in progress.fire] == [10, 11, 12]
    assert (progress.passed, progress.due) == (3, None)


def test_after_downtime_latest_fires_the_last_missed_occurrence_only() -> None:
    progress = advance("R/PT1H", 0, at("2026-03-27T12:30:00"), CatchUp.LATEST)

    assert progress == Progress((at("2026-03-27T12:00:00"),), 3, at("2026-03-27T13:00:00"))


def test_after_downtime_none_fires_nothing_that_is_late() -> None:
    progress = advance("R/PT1H", 0, at("2026-03-27T12:30:00"), CatchUp.NONE)

    assert progress == Progress((), 3, at("2026-03-27T13:00:00"))


def test_all_of_a_year_of_seconds_comes_in_batches() -> None:
    now = at("2027-03-27T09:00:00")

    first = advance("R/PT1S", 0, now, CatchUp.ALL)
    second = advance("R/PT1S", first.passed, now, CatchUp.ALL)

    assert (len(first.fire), first.passed, second.passed) == (1_000, 1_000, 2_000)
    assert first.due is not None
    assert first.due <= now


def test_a_cycle_that_reaches_the_end_of_the_calendar_is_over() -> None:
    cycle = parse_cycle("R/9998-12-31T00:00:00/P1Y", AMSTERDAM)

    progress = cycle.advance(1, activated=NINE, now=at("9999-12-31T00:00:00"), zone=AMSTERDAM)

    assert (len(progress.fire), progress.due) == (1, None)


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(["R/PT7M", "R5/P1D", "R/P1M", "R9/2026-03-01T00:00:00Z/PT90M"]),
    st.lists(st.integers(0, 5_000), min_size=1, max_size=8),
    st.sampled_from([CatchUp.ALL, CatchUp.LATEST]),
)
def test_however_often_the_worker_looks_nothing_fires_twice_early_or_out_of_order(
    text: str, pauses: list[int], policy: CatchUp
) -> None:
    cycle, now, passed = parse_cycle(text, AMSTERDAM), NINE.astimezone(UTC), 0
    fired: list[datetime] = []
    for pause in pauses:
        now += timedelta(minutes=pause)
        progress = cycle.advance(passed, activated=NINE, now=now, zone=AMSTERDAM, catch_up=policy)
        assert all(moment <= now for moment in progress.fire)
        assert progress.due is None or progress.due > now
        fired.extend(progress.fire)
        passed = progress.passed

    assert fired == sorted(set(fired))
    if policy is CatchUp.ALL:
        assert fired == [cycle.occurrence(index, NINE, AMSTERDAM) for index in range(passed)]


def test_a_cycle_can_be_made_without_text() -> None:
    text = parse_cycle("R3/PT1H", AMSTERDAM)

    assert Cycle(3, None, text.interval) == text
