"""Health, metrics, logs and traces tell operators enough, and nothing about persons."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.log_lines import configure_logging
from api.services import Services
from api.tracing import read_traceparent
from engine.store.database import Database
from tests.api.conftest import Caller

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


def test_a_live_process_says_so_without_a_token(client: FlaskClient) -> None:
    assert client.get("/health/live").json == {"status": "live"}
    assert client.get("/health/ready").json == {"status": "ready"}


def test_a_service_whose_database_is_away_is_not_ready(app_with: Callable[..., Flask]) -> None:
    def away() -> None:
        raise ConnectionError("host=db password=geheim")

    client = app_with(readiness={"database": away}).test_client()
    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json["code"]) == (503, "not-ready")
    assert "database" in answer.json["detail"]
    assert "geheim" not in answer.text
    assert client.get("/health/live").status_code == 200


def test_metrics_count_by_route_and_never_name_a_path_or_a_person(anna: Caller) -> None:
    anna("GET", "/berries/7")
    anna.client.get("/api/v1/jan-de-wit")
    anna("JANDEWIT", "/berries/7")

    text = anna.client.get("/metrics").text

    assert 'route="/api/v1/berries/<string:number>",status="200"} 1.0' in text
    assert 'route="unknown",status="404"} 1.0' in text
    assert 'method="other"' in text
    assert "jan-de-wit" not in text
    assert "JANDEWIT" not in text
    assert "anna" not in text


def test_the_log_has_one_line_a_request_without_path_query_or_person(anna: Caller) -> None:
    with structlog.testing.capture_logs() as lines:
        anna("GET", "/berries/7?colour=jan-de-wit", headers={"traceparent": f"00-{TRACE}-{SPAN}-01"})

    assert len(lines) == 1
    assert lines[0]["route"] == "/api/v1/berries/<string:number>"
    assert (lines[0]["status"], lines[0]["trace_id"]) == (400, TRACE)
    assert "jan-de-wit" not in json.dumps(lines)
    assert "anna" not in json.dumps(lines).lower()


def test_a_log_line_is_json_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    configure_logging("warning")
    try:
        structlog.get_logger("test").info("left out")
        structlog.get_logger("test").warning("kept", count=3)
    finally:
        structlog.configure(**before)

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["count"]) == ("kept", "warning", 3)


def test_a_trace_of_the_caller_goes_on() -> None:
    trace = read_traceparent(f"00-{TRACE}-{SPAN}-01")

    assert (trace.trace_id, trace.parent_id, trace.flags) == (TRACE, SPAN, "01")
    assert trace.traceparent == f"00-{TRACE}-{trace.span_id}-01"
    assert trace.span_id != SPAN


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01-more",
    ],
)
def test_a_wrong_trace_header_begins_a_new_trace(header: str) -> None:
    trace = read_traceparent(header)

    assert trace.trace_id != TRACE
    assert (len(trace.trace_id), trace.parent_id) == (32, "")


def test_a_later_version_of_the_trace_header_is_read_as_far_as_known() -> None:
    assert read_traceparent(f"01-{TRACE}-{SPAN}-01-more").trace_id == TRACE


def test_a_request_to_a_service_whose_database_is_away_may_be_repeated(
    services: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = create_app(services).test_client()
    token = client.post("/demo/tokens", json={"person": "anna"}).json["accessToken"]
    away = Database(f"sqlite:///{tmp_path}")
    monkeypatch.setattr(services.engine.database, "engine", away.engine)

    answers = [
        Caller(client, token)("GET", "/tasks"),
        Caller(client, token)("POST", "/cases", json={"caseType": "x"}, headers={"Idempotency-Key": "k"}),
    ]

    assert [(found.status_code, found.json["code"]) for found in answers] == [
        (503, "database-unavailable")
    ] * 2
    assert all(int(found.headers["Retry-After"]) > 0 for found in answers)
    away.close()
