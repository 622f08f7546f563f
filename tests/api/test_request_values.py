"""Values that are well-formed and yet impossible: refused by name, never a failure of ours."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.api.test_resources import TWO_TASKS, Ask, ask, deploy, start  # noqa: F401 - fixture

HUGE = "99999999999999999999"


def codes(answer: Any) -> list[tuple[str, str]]:
    assert answer.content_type == "application/problem+json", answer.text
    return [(found["pointer"], found["code"]) for found in answer.json["errors"]]


@pytest.mark.parametrize(
    "path",
    [
        "/process-instances?version=" + HUGE,
        "/process-definitions?version=-" + HUGE,
        "/process-instances?startedAfter=0001-01-01T00:00:00%2B14:00",
        "/process-instances?startedAfter=9999-12-31T23:59:59-14:00",
        "/process-instances?businessKey=a%00b",
        "/process-instances?a%00b=c",
        "/process-instances?businessKey=%ff",
    ],
)
def test_a_query_that_nothing_can_keep_is_refused(ask: Ask, path: str) -> None:  # noqa: F811
    answer = ask("integrator")("GET", path)

    assert answer.status_code == 400
    assert codes(answer)[0][0].startswith("?")


@pytest.mark.parametrize("path", ["/clock?x=1", "/jwks?x=1", "/process-instances/x?y=1"])
def test_a_query_where_none_is_read_is_refused(ask: Ask, path: str) -> None:  # noqa: F811
    answer = ask("integrator")("GET", path)

    assert (answer.status_code, codes(answer)[0][1]) == (400, "unknown")


@pytest.mark.parametrize("part", ["a%00", "%ff"])
def test_a_path_that_nothing_can_keep_is_unknown(ask: Ask, part: str) -> None:  # noqa: F811
    assert ask("designer")("GET", f"/process-definitions/{part}/xml").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": int(HUGE)},
        {"version": "1"},
        {"version": 1.0},
        {"version": True},
        {"uniqueBusinessKey": "yes"},
        {"uniqueBusinessKey": 1},
    ],
)
def test_a_number_or_flag_of_another_type_is_refused(ask: Ask, wrong: dict[str, object]) -> None:  # noqa: F811
    deploy(ask("designer"), TWO_TASKS)

    answer = start(ask("integrator"), **wrong)

    assert (answer.status_code, codes(answer)[0][0]) == (400, f"/{next(iter(wrong))}")


def test_a_lease_of_centuries_is_refused(ask: Ask) -> None:  # noqa: F811
    body = {"type": "print", "worker": "w", "lockDuration": "P999999999D"}

    assert codes(ask("integrator")("POST", "/jobs/activations", json=body)) == [("/lockDuration", "type")]


def uploaded(caller: Caller, *names: str) -> Any:
    files = [(io.BytesIO(TWO_TASKS), name) for name in names]
    return caller("POST", "/deployments", data={"resources": files}, content_type="multipart/form-data")


@pytest.mark.parametrize("names", [("p.bpmn", "p.bpmn"), ("a\0.bpmn",), ("x" * 300 + ".bpmn",)])
def test_files_without_a_usable_name_of_their_own_are_refused(ask: Ask, names: tuple[str, ...]) -> None:  # noqa: F811
    answer = uploaded(ask("designer"), *names)

    assert answer.status_code == 400
    assert "file-name" in {found["rule"] for found in answer.json["errors"]}


def test_an_id_that_no_index_holds_is_refused(ask: Ask) -> None:  # noqa: F811
    answer = deploy(
        ask("designer"), TWO_TASKS.replace(b'process id="p"', b'process id="' + b"p" * 300 + b'"')
    )

    assert answer.status_code == 400
    assert "long-name" in {found["rule"] for found in answer.json["errors"]}
