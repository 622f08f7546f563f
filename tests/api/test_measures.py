"""Figures over REST: who sees which, what a frozen year answers, and as JSON and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, update

from api.app import create_app
from api.services import Services
from engine.commands.deploy import deploy
from engine.commands.houses import register_house
from engine.commands.reading import Resource
from engine.measures import Period
from engine.store.columns import Digest
from engine.store.tables.history import measure
from tests.api.conftest import Caller
from tests.unit.measures.declared import VALUES, figure

YEAR = "?from=2025-01-01&to=2025-12-31"


def declared(**more: Any) -> bytes:
    """Measures of cases (K) and of houses (S)."""
    readers = {"house": ["manager"], "national": ["manager"], "byHouse": ["mayor"]}
    by = figure("count", {"rows": "begun"}, by=["kind"])
    definitions = [
        {"id": "K", "label": "Instroom", "definition": "Begonnen.", "version": 2, "figures": [by]}
        | {"readers": {"house": ["manager"], "byHouse": ["mayor"]}},
        {"id": "S", "label": "Score", "definition": "Score.", "version": 1}
        | {"figures": [figure("maximum", {"rows": "score.x"})], "readers": readers},
    ]
    freezers = {"national": ["mayor"], "house": ["manager"]}
    whole = {
        "measures": 1,
        "name": "Maten",
        "values": VALUES,
        "definitions": definitions,
        "freezers": freezers,
    }
    return json.dumps(whole | more).encode()


def write(
    services: Services,
    name: str,
    number: int,
    value: object = True,
    house: str = "noord",
    on: str = "2025-03-04",
) -> None:
    """Write rows of so many subjects."""
    rows = [
        {
            "id": str(uuid4()),
            "subject": Digest(f"{house}{n}".encode()),
            "house": house,
            "process_id": "p",
            "element_id": "e",
            "name": name,
            "value": json.dumps(value),
            "measured_on": date.fromisoformat(on),
        }
        for n in range(number)
    ]
    with services.engine.database.write() as connection:
        connection.execute(insert(measure), rows)


@pytest.fixture
def people(services: Services) -> Callable[[str], Caller]:
    """Callers by id: Egbert manages Noord, Odette Zuid, Nynke is mayor, Bram directs."""
    for house in ("noord", "zuid"):
        register_house(services.engine, house, house.title())
    deploy(services.engine, None, [Resource("measures.json", declared())])
    client = create_app(services).test_client()

    def person(name: str) -> Caller:
        return Caller(client, client.post("/demo/tokens", json={"person": name}).json["accessToken"])

    return person


def total(answer: Any) -> tuple[object, ...]:
    found = answer.json["figures"][0]["total"]
    return found["value"], found["count"], found["subjects"], found["suppressed"]


def test_a_manager_sees_their_own_house_and_small_cells_of_it_not(
    people: Callable[[str], Caller], services: Services
) -> None:
    write(services, "begun", 12)
    write(services, "kind", 9, "a")
    write(services, "begun", 4, house="zuid")
    answer = people("egbert")("GET", f"/measures/K{YEAR}")
    assert (answer.json["house"], answer.json["from"], answer.json["to"]) == (
        "noord",
        "2025-01-01",
        "2025-12-31",
    )
    assert (answer.json["version"], answer.json["frozen"]) == (2, None)
    assert total(answer) == (12, 12, 12, False)
    cells = answer.json["figures"][0]["cells"]
    assert [(cell["key"], cell["label"], cell["value"], cell["suppressed"]) for cell in cells] == [
        ("", "", None, True),
        ("a", "Aa", None, True),
    ]
    assert total(people("odette")("GET", f"/measures/K{YEAR}&house=zuid")) == (None, None, None, True)
    # Days stand for their quarters, and of quarters nothing is broken down.
    quarter = people("egbert")("GET", "/measures/K?from=2025-02-20&to=2025-03-02")
    assert (quarter.json["from"], quarter.json["to"]) == ("2025-01-01", "2025-03-31")
    assert (total(quarter)[0], quarter.json["figures"][0]["cells"]) == (12, [])


def test_nothing_is_told_of_people_before_the_quarter_is_over(
    people: Callable[[str], Caller], services: Services
) -> None:
    egbert = people("egbert")
    with services.engine.database.read() as connection:
        today = services.engine.now(connection).date()
    running = Period.of_quarter(today)
    write(services, "begun", 12, on=running.first.isoformat())
    refused = egbert("GET", f"/measures/K?from={running.first}&to={running.last}")
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (400, "period-not-over")
    assert str(running.last) in refused.json["errors"][0]["detail"]
    whole = egbert("GET", f"/measures/K?from={today.year - 1}-01-01&to={running.last}")
    assert (total(whole)[0], whole.json["to"]) != (12, str(running.last))
    assert date.fromisoformat(whole.json["to"]) == running.first - timedelta(1)
    assert date.fromisoformat(egbert("GET", "/measures/K").json["to"]) < running.first
    # Scores are of houses: they are told as they come.
    assert egbert("GET", f"/measures/S?from={today}&to={today}&house=noord").status_code == 200


def test_others_see_nothing_of_a_house(people: Callable[[str], Caller]) -> None:
    assert people("bram")("GET", f"/measures/K{YEAR}").json["code"] == "role-needed"
    assert people("egbert")("GET", f"/measures/K{YEAR}&house=zuid").json["code"] == "other-house"
    assert people("egbert")("GET", "/measures/X").status_code == 404
    assert people("bram")("GET", "/measures").json == {"count": 0, "results": []}
    listed = people("egbert")("GET", "/measures").json["results"]
    assert [one["id"] for one in listed] == ["K", "S"]
    faults = people("egbert")("GET", "/measures/K?from=2025-13-01&to=x&colour=red").json["errors"]
    assert {fault["pointer"] for fault in faults} == {"?from", "?to", "?colour"}
    assert (
        people("egbert")("GET", "/measures/K?from=2025-02-01&to=2025-01-01").json["errors"][0]["code"]
        == "period"
    )


def test_all_houses_are_seen_by_total_alone(people: Callable[[str], Caller], services: Services) -> None:
    write(services, "begun", 12)
    write(services, "begun", 7, house="zuid")
    found = people("nynke")("GET", f"/measures/K{YEAR}").json
    assert found["house"] is None
    cells = found["figures"][0]["cells"]
    assert [(c["dimension"], c["key"], c["value"]) for c in cells if c["dimension"] == "house"] == [
        ("house", "noord", 12),
        ("house", "zuid", 7),
    ]
    one = people("nynke")("GET", f"/measures/K{YEAR}&house=zuid").json["figures"][0]
    assert (one["total"]["value"], one["cells"]) == (7, [])


def test_the_highest_house_is_named_only_to_who_may_know(
    people: Callable[[str], Caller], services: Services
) -> None:
    write(services, "score.x", 1, 3)
    write(services, "score.x", 1, 5, house="zuid")
    named = people("nynke")("GET", f"/measures/S{YEAR}").json["figures"][0]
    assert (named["total"]["value"], named["total"]["houses"]) == (5, ["zuid"])
    unnamed = people("egbert")("GET", f"/measures/S{YEAR}").json["figures"][0]
    assert (unnamed["total"]["value"], unnamed["total"]["houses"], unnamed["cells"]) == (5, [], [])
    assert total(people("egbert")("GET", f"/measures/S{YEAR}&house=noord"))[0] == 3


def test_a_frozen_year_answers_the_same_until_it_is_corrected(
    people: Callable[[str], Caller], services: Services
) -> None:
    nynke, egbert = people("nynke"), people("egbert")
    write(services, "begun", 12)

    def freeze(caller: Caller, **body: Any) -> Any:
        return caller("POST", "/measures/K/freezes", json=body)

    assert freeze(egbert, year=2025).json["code"] == "role-needed"
    assert freeze(nynke, year=2026).json["code"] == "year-not-over"
    assert freeze(egbert, year=2025, house="noord").json["code"] == "shared-measures"
    made = freeze(nynke, year=2025)
    assert (made.status_code, made.json) == (201, {"year": 2025, "house": None, "version": 1})
    write(services, "begun", 20)
    write(services, "begun", 9, house="zuid")
    deploy(services.engine, None, [Resource("measures.json", declared(suppressBelow=20))])
    for caller in (nynke, egbert):
        found = caller("GET", f"/measures/K{YEAR}")
        assert (total(found)[0], found.json["frozen"]["version"]) == (12, 1)
    assert freeze(nynke, year=2025).json["code"] == "frozen"

    again = freeze(nynke, year=2025, reason="Nagekomen aanmeldingen")
    assert again.json["version"] == 2
    found = egbert("GET", f"/measures/K{YEAR}").json
    assert (total_of(found), found["frozen"]["version"]) == (32, 2)
    assert found["frozen"]["reason"] == "Nagekomen aanmeldingen"
    assert total(nynke("GET", f"/measures/K{YEAR}&version=1"))[0] == 12
    assert egbert("GET", f"/measures/K{YEAR}&version=3").status_code == 404
    assert [one["version"] for one in egbert("GET", "/measures/K/freezes").json["results"]] == [1, 2]
    assert nynke("GET", again.headers["Location"].removeprefix("/api/v1")).json["frozen"]["version"] == 2


def test_an_earlier_version_does_not_tell_which_few_were_corrected(
    people: Callable[[str], Caller], services: Services
) -> None:
    nynke, egbert = people("nynke"), people("egbert")
    write(services, "begun", 12)
    nynke("POST", "/measures/K/freezes", json={"year": 2025})
    write(services, "begun", 1, house="noord2")
    with services.engine.database.write() as connection:  # one more subject of noord
        connection.execute(update(measure).where(measure.c.house == "noord2").values(house="noord"))
    nynke("POST", "/measures/K/freezes", json={"year": 2025, "reason": "Eén nagekomen"})
    assert total(egbert("GET", f"/measures/K{YEAR}"))[0] == 13
    assert total(egbert("GET", f"/measures/K{YEAR}&version=1")) == (None, None, None, True)
    assert total(nynke("GET", f"/measures/K{YEAR}&version=1"))[0] == 12  # who froze it answers for it


def test_a_table_holds_no_formula(people: Callable[[str], Caller], services: Services) -> None:
    named = json.loads(declared())
    named["definitions"][0]["figures"][0]["label"] = "=HYPERLINK(1)"
    deploy(services.engine, None, [Resource("measures.json", json.dumps(named).encode())])
    (line, *_) = csv.DictReader(StringIO(people("egbert")("GET", f"/measures/K{YEAR}&format=csv").text))
    assert line["label"] == "'=HYPERLINK(1)"


def total_of(answer: dict[str, Any]) -> object:
    return answer["figures"][0]["total"]["value"]


def test_a_house_may_have_measures_of_its_own(people: Callable[[str], Caller], services: Services) -> None:
    write(services, "begun", 12)
    own = json.loads(declared())
    own["definitions"][0]["figures"] = [figure("count", {"rows": "begun"}, id="own")]
    deploy(services.engine, None, [Resource("own.json", json.dumps(own).encode())], house="noord")
    egbert = people("egbert")
    assert egbert("GET", f"/measures/K{YEAR}").json["figures"][0]["id"] == "own"
    assert people("nynke")("GET", f"/measures/K{YEAR}").json["figures"][0]["id"] == "it"
    made = egbert("POST", "/measures/K/freezes", json={"year": 2025, "house": "noord"})
    assert made.json == {"year": 2025, "house": "noord", "version": 1}
    assert people("nynke")("POST", "/measures/K/freezes", json={"year": 2025}).json["version"] == 1
    assert egbert("GET", f"/measures/K{YEAR}").json["figures"][0]["id"] == "own"


def test_figures_come_as_a_table_too(people: Callable[[str], Caller], services: Services) -> None:
    write(services, "begun", 12)
    egbert = people("egbert")
    answer = egbert("GET", f"/measures/K{YEAR}", headers={"Accept": "text/csv"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    (line, *_) = csv.DictReader(StringIO(answer.text))
    assert (line["measure"], line["house"], line["figure"], line["value"], line["suppressed"]) == (
        *("K", "noord", "it", "12", "false"),
    )
    assert egbert("GET", f"/measures/K{YEAR}&format=csv").text == answer.text
    assert egbert("GET", f"/measures/K{YEAR}&format=xml").status_code == 400


def own_and_region() -> bytes:
    """A measure that referrers read of their own organisation, and the steering group of its region."""
    readers = {"house": ["manager", "steering-group"], "ownOrganisation": ["referrer"]}
    by = figure("count", {"rows": "begun"}, by=["kind"])
    one = {"id": "K", "label": "Instroom", "definition": "Begonnen.", "version": 3, "figures": [by]}
    whose = {"name": "whose", "label": "Van wie", "type": "organisation"}
    return declared(
        values=[*VALUES, whose],
        definitions=[one | {"readers": {**readers, "region": ["steering-group"], "byHouse": ["mayor"]}}],
    )


def test_a_referrer_sees_the_cases_of_their_own_organisation_alone(
    people: Callable[[str], Caller], services: Services
) -> None:
    deploy(services.engine, None, [Resource("measures.json", own_and_region())])
    write(services, "begun", 12)
    write(services, "whose", 7, "politie-noord")  # five cases of nobody
    write(services, "begun", 9, house="zuid")
    write(services, "whose", 9, "politie-noord", house="zuid")
    answer = people("anna")("GET", f"/measures/K{YEAR}")
    assert total(answer) == (7, 7, 7, False)
    assert (answer.json["house"], answer.json["organisation"]) == ("noord", "politie-noord")
    assert total(people("carla")("GET", f"/measures/K{YEAR}")) == (0, 0, 0, False)
    assert people("anna")("GET", f"/measures/K{YEAR}&house=zuid").status_code == 403
    assert people("gerrit")("GET", f"/measures/K{YEAR}").status_code == 403
    assert people("anna")("GET", "/measures").json["count"] == 1
    people("nynke")("POST", "/measures/K/freezes", json={"year": 2025})  # a frozen year is of houses
    assert people("anna")("GET", f"/measures/K{YEAR}").json["frozen"] is None
    assert people("anna")("GET", f"/measures/K{YEAR}&version=1").status_code == 404
    assert people("anna")("GET", "/measures/K/freezes").json["count"] == 0


def test_the_steering_group_sees_its_region_as_far_as_nobody_elses_few_are_left(
    people: Callable[[str], Caller], services: Services
) -> None:
    deploy(services.engine, None, [Resource("measures.json", own_and_region())])
    for house in ("noord", "oost"):
        register_house(services.engine, house, house.title(), region="boven")
    write(services, "begun", 12)
    write(services, "begun", 9, house="zuid")  # a region by itself
    assert total(people("matthijs")("GET", f"/measures/K{YEAR}")) == (12, 12, 12, False)
    write(services, "begun", 3, house="oost")  # 15 less one's own 12 would tell
    answer = people("matthijs")("GET", f"/measures/K{YEAR}&region=boven")
    assert total(answer) == (None, None, None, True)
    assert (answer.json["house"], answer.json["region"]) == (None, "boven")
    write(services, "begun", 4, house="oost", on="2025-05-06")
    write(services, "begun", 8, house="oost", on="2025-06-06")
    answer = people("matthijs")("GET", f"/measures/K{YEAR}")
    assert total(answer)[:2] == (27, 27)
    assert "house" not in {cell["dimension"] for cell in answer.json["figures"][0]["cells"]}
    assert total(people("matthijs")("GET", f"/measures/K{YEAR}&house=noord"))[0] == 12
    for place in ("house=oost", "region=zuid"):
        assert people("matthijs")("GET", f"/measures/K{YEAR}&{place}").status_code == 403
    assert people("matthijs")("GET", f"/measures/K{YEAR}&region=boven&house=noord").status_code == 400
    assert people("egbert")("GET", f"/measures/K{YEAR}&region=boven").status_code == 403


def test_a_frozen_year_of_a_region_stays_as_it_was(
    people: Callable[[str], Caller], services: Services
) -> None:
    deploy(services.engine, None, [Resource("measures.json", own_and_region())])
    for house in ("noord", "oost"):
        register_house(services.engine, house, house.title(), region="boven")
        write(services, "begun", 8, house=house)
    people("nynke")("POST", "/measures/K/freezes", json={"year": 2025})
    write(services, "begun", 30, house="oost", on="2025-07-07")
    answer = people("matthijs")("GET", f"/measures/K{YEAR}")
    assert total(answer)[0] == 16
    assert (answer.json["frozen"]["version"], answer.json["frozen"]["house"]) == (1, None)
    found = people("matthijs")("GET", "/measures/K/freezes?region=boven").json["results"]
    assert [one["year"] for one in found] == [2025]
