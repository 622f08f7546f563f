"""The calendar of a house over REST: everybody in it reads it, an administrator sets it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.app import create_app
from api.services import Services
from engine.commands.houses import register_house
from tests.api.conftest import Caller

DUTCH_WORKING_DAYS = {
    "zone": "Europe/Amsterdam",
    "weekend": [5, 6],
    "closed": [],
    "extraWorkingDays": [],
    "equatedDays": {},
    "national": True,
    "opens": "07:00:00",
    "closes": "19:00:00",
}
CLOSED = {"closed": [{"first": "2026-12-24", "last": "2026-12-31", "label": "Kerst"}]}


@pytest.fixture
def people(services: Services) -> Callable[[str], Caller]:
    """Callers by id, where both houses are registered."""
    for house in ("noord", "zuid"):
        register_house(services.engine, house, house.title())
    client = create_app(services).test_client()

    def person(name: str) -> Caller:
        return Caller(client, client.post("/demo/tokens", json={"person": name}).json["accessToken"])

    return person


def test_people_see_the_houses_that_they_work_for(people: Callable[[str], Caller]) -> None:
    def seen(name: str) -> list[str]:
        return [house["id"] for house in people(name)("GET", "/houses").json["results"]]

    assert seen("anna") == ["noord"]
    assert seen("beatrix") == ["noord", "zuid"]


def test_a_calendar_that_was_never_set_is_that_of_dutch_working_days(people: Callable[[str], Caller]) -> None:
    answer = people("anna")("GET", "/houses/noord/calendar")

    assert answer.json == DUTCH_WORKING_DAYS
    assert people("anna")("GET", "/houses/zuid/calendar").status_code == 404
    assert people("anna")("GET", "/houses/oost/calendar").status_code == 404


def test_an_administrator_sets_a_calendar_that_nobody_else_changed_meanwhile(
    people: Callable[[str], Caller],
) -> None:
    beatrix = people("beatrix")
    seen = beatrix("GET", "/houses/noord/calendar").headers["ETag"]

    def enter(body: object) -> int:
        return int(
            beatrix("PUT", "/houses/noord/calendar", json=body, headers={"If-Match": seen}).status_code
        )

    assert enter(CLOSED) == 200
    assert beatrix("GET", "/houses/noord/calendar").json == DUTCH_WORKING_DAYS | CLOSED
    assert enter({}) == 412
    assert people("anna")("PUT", "/houses/noord/calendar", json=CLOSED).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Europe/Noordstad"},
        {"weekend": [7]},
        {"closed": [{"first": "2026-12-31", "last": "2026-12-24"}]},
        {"equatedDays": {"someday": "x"}},
        {"opens": "19:00:00", "closes": "07:00:00"},
        {"open": True},
    ],
)
def test_what_is_no_calendar_is_refused(people: Callable[[str], Caller], wrong: dict[str, object]) -> None:
    answer = people("beatrix")("PUT", "/houses/noord/calendar", json=wrong)

    assert (answer.status_code, answer.json["code"]) == (400, "invalid")
    assert people("anna")("GET", "/houses/noord/calendar").json == DUTCH_WORKING_DAYS


def test_an_administrator_enters_a_house_with_its_term(people: Callable[[str], Caller]) -> None:
    entry = {"name": "Oost", "organisation": "zvh-oost", "since": "2027-01-01"}
    beatrix = people("beatrix")
    assert beatrix("PUT", "/houses/oost", json=entry).json == {"id": "oost", "name": "Oost"}
    assert beatrix("PUT", "/houses/noord", json=entry | {"name": "Huis Noord"}).status_code == 200
    assert beatrix("PUT", "/houses/oost", json=entry | {"until": "2026-01-01"}).status_code == 400
    assert beatrix("PUT", "/houses/Oost!", json=entry).status_code == 400
    assert people("anna")("PUT", "/houses/oost", json=entry).json["code"] == "role-needed"


def test_who_does_not_work_for_a_house_enters_nothing_about_it(people: Callable[[str], Caller]) -> None:
    entry = {"name": "Oost", "organisation": "zvh-oost"}
    beatrix = people("beatrix")
    assert beatrix("PUT", "/houses/oost", json=entry).status_code == 200

    answer = beatrix("PUT", "/houses/oost", json=entry | {"organisation": "ketenbureau"})

    assert (answer.status_code, answer.json["code"]) == (403, "other-house")


@pytest.mark.parametrize("house", ["noord", "west"])
def test_no_administrator_makes_a_house_the_office_of_all_houses(
    people: Callable[[str], Caller], house: str
) -> None:
    entry = {"name": "Bureau", "organisation": "ketenbureau", "national": True}

    answer = people("beatrix")("PUT", f"/houses/{house}", json=entry)

    assert (answer.status_code, answer.json["code"]) == (403, "office")
