"""The virtual clock and the public keys over REST."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.services import Services
from engine.clock import SystemBusinessClock
from features.steps.partners import Partners
from tests.api.conftest import Caller
from tests.integration.reading import open_tasks
from tests.integration.work.world import deploy_sending, message_to_partner, register, start


@pytest.fixture
def client(services: Services) -> FlaskClient:
    return create_app(services).test_client()


@pytest.fixture
def operator(client: FlaskClient) -> Caller:
    return as_person(client, "quirijn")


def as_person(client: FlaskClient, person: str) -> Caller:
    return Caller(client, client.post("/demo/tokens", json={"person": person}).json["accessToken"])


def test_moving_the_clock_sends_and_tries_again_before_it_answers(
    services: Services, client: FlaskClient, operator: Caller
) -> None:
    partners = Partners(lambda: client.get("/api/v1/jwks").json)
    desk = partners.named("desk")
    register(services.engine, "desk", address=partners.address("desk"))
    desk.answer_with(503)
    deploy_sending(services.engine, message_to_partner(retries=5))
    start(services.engine)

    settled = operator("POST", "/clock/advance", json={"duration": "PT0S"})
    assert (settled.status_code, desk.attempts) == (200, 1)
    desk.answer_with(202)
    later = operator("POST", "/clock/advance", json={"duration": "P1M"})
    partners.close()

    assert later.json == {"now": "2026-02-05T09:00:00Z", "events": 1}
    assert len(desk.messages()) == 1, "it checked the signature by the published keys"
    assert list(open_tasks(services.engine)) == ["look"]
    assert operator("GET", "/clock").json == {"now": "2026-02-05T09:00:00Z"}


def test_time_only_moves_forward(operator: Caller) -> None:
    moved = operator("PUT", "/clock", json={"now": "2026-03-01T00:00:00+01:00"})
    back = operator("PUT", "/clock", json={"now": "2026-02-01T00:00:00Z"})
    wrong = operator("POST", "/clock/advance", json={"duration": "tomorrow"})
    negative = operator("POST", "/clock/advance", json={"duration": "-P1D"})

    assert moved.json == {"now": "2026-02-28T23:00:00Z", "events": 0}
    assert [answer.status_code for answer in (back, wrong, negative)] == [400, 400, 400]
    assert wrong.json["errors"][0]["pointer"] == "/duration"


def test_only_an_operator_moves_the_clock(client: FlaskClient) -> None:
    anna = as_person(client, "anna")

    assert anna("GET", "/clock").status_code == 200
    assert anna("POST", "/clock/advance", json={"duration": "P1D"}).status_code == 403


def test_real_time_cannot_be_moved(services: Services) -> None:
    real = replace(services, engine=replace(services.engine, business_clock=SystemBusinessClock()))
    operator = as_person(create_app(real).test_client(), "quirijn")

    assert operator("GET", "/clock").status_code == 404
    assert operator("PUT", "/clock", json={"now": "2036-01-01T00:00:00Z"}).status_code == 404
    assert operator("POST", "/clock/advance", json={"duration": "P1D"}).status_code == 404


def test_the_public_keys_are_open_to_all_and_hold_no_private_part(client: FlaskClient) -> None:
    answer = client.get("/api/v1/jwks")

    [key] = answer.json["keys"]
    assert (answer.status_code, key["alg"], key["kty"]) == (200, "PS256", "RSA")
    assert set(key) == {"alg", "kid", "kty", "use", "n", "e"}
