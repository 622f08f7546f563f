"""Whatever goes wrong, the caller learns what and the log where, and neither learns a person's data."""

import json
from collections.abc import Callable

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from api.problems import _STATUS
from engine import errors
from tests.api.conftest import Caller


def test_a_conflict_says_when_to_try_again(anna: Caller) -> None:
    answer = anna("POST", "/berries", json={"number": 1})

    assert answer.status_code == 409
    assert answer.json["code"] == "berry-exists"
    assert answer.headers["Retry-After"] == "2"


def test_a_missing_token_is_asked_for(client: FlaskClient) -> None:
    answer = client.get("/api/v1/berries")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_wrong_token_is_told_apart_from_none(client: FlaskClient) -> None:
    answer = client.get("/api/v1/berries", headers={"Authorization": "Bearer a.b.c"})

    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_a_failure_tells_neither_caller_nor_log_what_it_was_about(anna: Caller) -> None:
    with structlog.testing.capture_logs() as lines:
        answer = anna("GET", "/berries/rotten")

    assert answer.status_code == 500
    assert answer.json["code"] == "internal"
    failure = next(line for line in lines if line["event"] == "failure")
    assert failure["kind"] == "builtins.RuntimeError"
    assert any("tests/api/conftest.py" in frame for frame in failure["frames"])
    assert "Jan de Wit" not in answer.text + json.dumps(lines)


def test_an_oversized_body_is_refused(anna: Caller) -> None:
    answer = anna("POST", "/berries", json={"number": 99, "values": "x" * 20_000})

    assert (answer.status_code, answer.json["code"]) == (413, "too-large")


def test_a_body_of_another_media_type_is_refused(anna: Caller) -> None:
    answer = anna("POST", "/berries", data="number=1", content_type="text/plain")

    assert (answer.status_code, answer.json["code"]) == (415, "unsupported-media-type")


def test_a_missing_body_is_a_bad_request_that_names_what_is_missing(anna: Caller) -> None:
    answer = anna("POST", "/berries")

    assert answer.status_code == 400
    assert answer.json["errors"][0]["pointer"] == "/number"


@pytest.mark.parametrize("kind", [kind for kind in vars(errors).values() if isinstance(kind, type)])
def test_every_refusal_has_a_status(kind: type) -> None:
    if issubclass(kind, errors.Refusal) and kind is not errors.Refusal:
        assert kind in _STATUS


def test_too_many_requests_is_a_problem_document_too(app_with: Callable[..., Flask]) -> None:
    def exhausted() -> None:
        raise errors.TooManyRequests(retry_after=7)

    app = app_with()
    app.add_url_rule("/exhausted", view_func=exhausted)
    answer = app.test_client().get("/exhausted")

    assert (answer.status_code, answer.content_type) == (429, "application/problem+json")
    assert answer.headers["Retry-After"] == "7"
