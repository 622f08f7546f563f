"""A caller who asks too much is told to wait; others notice nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine.clock import VirtualClock
from engine.settings import Settings
from tests.api.conftest import Caller


@pytest.fixture
def limited(app_with: Callable[..., Flask]) -> FlaskClient:
    """A service that takes three requests in a minute from a person, and five from a system."""
    settings = Settings.from_environment(
        {"KETENMOTOR_DEMO": "1", "KETENMOTOR_RATE_LIMIT": "3", "KETENMOTOR_MACHINE_RATE_LIMIT": "5"}
    )
    return app_with(settings=settings).test_client()


def as_caller(client: FlaskClient, person: str) -> Caller:
    return Caller(client, client.post("/demo/tokens", json={"person": person}).json["accessToken"])


def test_a_person_who_asks_too_much_waits_and_others_do_not(
    limited: FlaskClient, clock: VirtualClock
) -> None:
    anna, bram = as_caller(limited, "anna"), as_caller(limited, "bram")
    assert [anna("GET", "/berries").status_code for _ in range(3)] == [200, 200, 200]

    refused = anna("GET", "/berries")

    assert (refused.status_code, refused.json["code"]) == (429, "too-many-requests")
    assert refused.headers["Retry-After"] == "20"
    assert bram("GET", "/berries").status_code == 200
    clock.advance(timedelta(seconds=20))
    assert anna("GET", "/berries").status_code == 200
    assert anna("GET", "/berries").status_code == 429


def test_a_minute_of_rest_gives_the_whole_allowance_back(limited: FlaskClient, clock: VirtualClock) -> None:
    anna = as_caller(limited, "anna")
    first = [anna("GET", "/berries").status_code for _ in range(4)]
    clock.advance(timedelta(minutes=1))

    assert [anna("GET", "/berries").status_code for _ in range(4)] == first == [200, 200, 200, 429]


def test_a_system_has_a_limit_of_its_own(limited: FlaskClient) -> None:
    system = as_caller(limited, "koppeling")

    statuses = [system("GET", "/berries").status_code for _ in range(6)]

    assert statuses == [200, 200, 200, 200, 200, 429]


def test_what_is_open_to_all_is_not_counted(limited: FlaskClient) -> None:
    assert {limited.get("/api/v1/openapi.json").status_code for _ in range(9)} == {200}


def test_zero_is_no_limit(app_with: Callable[..., Flask]) -> None:
    settings = Settings.from_environment({"KETENMOTOR_DEMO": "1", "KETENMOTOR_RATE_LIMIT": "0"})
    anna = as_caller(app_with(settings=settings).test_client(), "anna")

    assert {anna("GET", "/berries").status_code for _ in range(20)} == {200}
