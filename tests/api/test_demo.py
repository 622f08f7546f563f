"""Demo people, their tokens, and the walls around a demo."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from api.demo_people import demo_people
from api.demo_tokens import LIFETIME_SECONDS, DemoTokens, demo_key
from engine.clock import VirtualClock
from engine.errors import Unauthenticated
from engine.settings import Settings
from tests.api.conftest import START, Caller

DEMO = Path(__file__).parents[2] / "demo"
SECRET = "een-heel-lang-geheim"
PER_HOUSE = {
    "process-director",
    "deputy-process-director",
    "manager",
    "referrer",
    "participant",
    "case-director",
    "agency-desk",
}
SHARED = {"data-protection-officer", "auditor", "designer", "operator", "administrator", "integrator"}


def read(name: str) -> Any:
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


def test_a_demo_person_gets_a_token_that_names_them(client: FlaskClient, anna: Caller) -> None:
    answer = client.post("/demo/tokens", json={"person": "anna"})

    assert (answer.status_code, answer.json["tokenType"], answer.json["expiresIn"]) == (
        201,
        "Bearer",
        LIFETIME_SECONDS,
    )
    assert anna("GET", "/berries/7").json["owner"]["firstName"] == "Anna de Vries"


def test_somebody_who_does_not_exist_gets_no_token(client: FlaskClient) -> None:
    answer = client.post("/demo/tokens", json={"person": "nobody"})

    assert (answer.status_code, answer.json["errors"][0]["code"]) == (400, "unknown-person")


def test_the_demo_people_are_listed(client: FlaskClient) -> None:
    people = client.get("/demo/people").json["results"]

    assert {"id", "name", "about", "houses", "organisation", "roles"} == set(people[0])
    assert "anna" in [person["id"] for person in people]


def test_a_demo_token_expires(anna: Caller, clock: VirtualClock) -> None:
    clock.advance(timedelta(seconds=LIFETIME_SECONDS + 31))

    answer = anna("GET", "/berries")

    assert (answer.status_code, answer.json["code"]) == (401, "expired-token")


def test_services_with_one_secret_take_each_other_s_tokens_and_others_do_not(settings: Settings) -> None:
    clock = VirtualClock(START)
    person = demo_people()["anna"].person
    token = DemoTokens(settings, clock, demo_key(SECRET)).issue(person)

    assert DemoTokens(settings, clock, demo_key(SECRET)).verify(token) == person
    for other in (demo_key(None), demo_key(SECRET + "!")):
        with pytest.raises(Unauthenticated):
            DemoTokens(settings, clock, other).verify(token)


def test_a_demo_with_a_secret_asks_for_it(app_with: Callable[..., Flask]) -> None:
    settings = Settings.from_environment({"KETENMOTOR_DEMO": "1", "KETENMOTOR_DEMO_SECRET": SECRET})
    client = app_with(settings=settings).test_client()

    assert client.post("/demo/tokens", json={"person": "anna"}).status_code == 403
    assert client.post("/demo/tokens", json={"person": "anna", "secret": "fout"}).status_code == 403
    assert client.post("/demo/tokens", json={"person": "anna", "secret": SECRET}).status_code == 201


def test_a_live_service_has_no_demo_routes(app_with: Callable[..., Flask]) -> None:
    client = app_with(demo=None).test_client()

    assert client.get("/demo/people").status_code == 404
    assert client.post("/demo/tokens", json={"person": "anna"}).status_code == 404


@pytest.mark.parametrize("path", ["/demo/people", "/api/v1/openapi.json", "/health/live"])
@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-IP"])
def test_a_forwarded_request_is_refused_everywhere(client: FlaskClient, path: str, header: str) -> None:
    answer = client.get(path, headers={header: "10.0.0.1"})

    assert (answer.status_code, answer.json["code"]) == (403, "forwarded-request")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.nl", "[::2]:80", ""])
def test_another_host_name_than_loopback_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/demo/people", headers={"Host": host})

    assert (answer.status_code, answer.json["code"]) == (403, "foreign-host")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "localhost:9"])
def test_loopback_is_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/demo/people", headers={"Host": host}).status_code == 200


def test_a_demo_with_a_secret_answers_to_any_host_name(app_with: Callable[..., Flask]) -> None:
    settings = Settings.from_environment({"KETENMOTOR_DEMO": "1", "KETENMOTOR_DEMO_SECRET": SECRET})

    answer = app_with(settings=settings).test_client().get("/demo/people", headers={"Host": "api.internal"})

    assert answer.status_code == 200


@given(st.text(max_size=60))
def test_no_text_is_mistaken_for_a_token(text: str) -> None:
    settings = Settings.from_environment({"KETENMOTOR_DEMO": "1"})

    with pytest.raises(Unauthenticated):
        DemoTokens(settings, VirtualClock(START), demo_key(None)).verify(text)


@pytest.mark.parametrize("house", ["noord", "zuid"])
def test_each_house_has_everyone_that_a_case_needs(house: str) -> None:
    people = [person.person for person in demo_people().values()]
    here = [person for person in people if person.houses == (house,)]

    assert set().union(*(person.roles for person in here)) >= PER_HOUSE
    referring = {person.organisation.split("-")[0] for person in here if "referrer" in person.roles}
    assert referring == {"politie", "ggz", "gemeente", "reclassering", "veilig", "om"}


def test_the_shared_offices_are_there_for_both_houses() -> None:
    shared = [person.person for person in demo_people().values() if len(person.person.houses) > 1]

    assert set().union(*(person.roles for person in shared)) == SHARED
    assert [person.subject for person in shared if person.machine] == ["koppeling"]


def test_ids_and_names_are_unique_and_organisations_are_known() -> None:
    people = read("people.json")["people"]
    known = {partner["id"] for partner in read("partners.json")["partners"]}
    offices = {"fg-bureau", "audit-bureau", "ketenbureau"}

    assert len({person["id"] for person in people}) == len(people)
    assert len({person["name"] for person in people}) == len(people)
    assert {person["organisation"] for person in people} <= known | offices


def test_the_two_houses_have_different_partners_on_loopback_only() -> None:
    partners = read("partners.json")["partners"]
    noord, zuid = ({p["kind"] for p in partners if p["houses"] == [house]} for house in ("noord", "zuid"))

    assert noord != zuid
    assert all(p["address"] is None or p["address"].startswith("http://127.0.0.1:") for p in partners)


def test_every_demo_file_says_that_it_is_fictitious() -> None:
    assert all("verzonnen" in read(path.name)["note"] for path in DEMO.glob("*.json"))
    assert "fictitious" in (DEMO / "README.md").read_text(encoding="utf-8")
