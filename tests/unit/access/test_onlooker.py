"""Who may know what of the course of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from engine.access.onlooker import Period, onlooker
from engine.access.participation import Participation
from engine.access.person import Person
from engine.model.manifest import NO_MANIFEST, Role

START = datetime(2026, 1, 5, tzinfo=UTC)
DAY = timedelta(days=1)
MANIFEST = replace(
    NO_MANIFEST,
    roles={
        "lead": Role(id="lead", label="Lead", coordinates=True),
        "guest": Role(id="guest", label="Guest"),
    },
)
LEO = Person("leo", "Leo", ("noord",), "hall", frozenset({"lead"}))
GUS = Person("gus", "Gus", ("noord",), "shop", frozenset({"guest"}))


def period(person: str, organisation: str, role: str, since: int, until: int | None = None) -> Period:
    end = None if until is None else START + until * DAY
    return Period(part=Participation(person, organisation, role), since=START + since * DAY, until=end)


PERIODS = [
    period("leo", "hall", "lead", 9),
    period("gus", "shop", "guest", 3),
    period("gone", "mill", "guest", 0, 2),
    period("mate", "shop", "guest", 0, 2),
    period("old", "hall", "lead", 0, 2),
]


def test_who_coordinates_knows_all_however_late_they_come() -> None:
    leo = onlooker(LEO, "noord", PERIODS, MANIFEST)

    assert all(leo.knows_period(one) for one in PERIODS)
    assert leo.knows_stage(START + DAY)
    assert leo.knows_act(START, "gone", "mill")


def test_others_know_their_own_acts_and_the_stages_since_they_came() -> None:
    gus = onlooker(GUS, "noord", PERIODS, MANIFEST)

    assert [gus.knows_period(one) for one in PERIODS] == [True, True, False, False, False]
    assert gus.knows_stage(None)
    assert gus.knows_stage(START + 3 * DAY)
    assert not gus.knows_stage(START + 2 * DAY)
    assert gus.knows_act(START + 3 * DAY, "mate", "shop")
    assert not gus.knows_act(START + 2 * DAY, "mate", "shop")
    assert not gus.knows_act(START + 4 * DAY, "leo", "hall")
    assert not gus.knows_act(START + 4 * DAY, None, None)


def test_who_takes_no_part_knows_stages_alone() -> None:
    operator = Person("olga", "Olga", ("noord",), "", frozenset({"operator"}))
    olga = onlooker(operator, "noord", PERIODS, MANIFEST)

    assert olga.knows_stage(START)
    assert not any(olga.knows_period(one) for one in PERIODS)
    assert not olga.knows_act(START + 9 * DAY, None, "")


def test_a_participation_of_another_house_is_nobodys() -> None:
    assert onlooker(LEO, "zuid", PERIODS, MANIFEST).roles == frozenset()
