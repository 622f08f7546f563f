"""The matrix finds what leaks: a service that tells too much, in each of several ways, does not pass it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import httpx
import pytest
from sqlalchemy import true

from engine.access.fields import Reader
from engine.access.rows import ALWAYS
from engine.queries import case_course, cases, documents, operations
from engine.queries import tasks as task_queries
from tests.privacy.asking import READS
from tests.privacy.canaries import Canaries
from tests.privacy.conftest import Chain
from tests.privacy.matrix import Matrix
from tests.privacy.probes import CAUSE, NAME, start_probes
from tests.privacy.stop import Stop, look_at
from tests.privacy.walking import Planting, walk

HOUSE = "noord"
STEPS = 13
"""So far the case was reported to Veilig Thuis and weighed, and partners have been asked and invited."""
Stopped = tuple[Matrix, list[Stop]]
CASE = "/cases/{case_id}"
FEW = ("anna", "bram", "carla", "quirijn")
"""A referrer, a process director, a partner and an operator."""


@pytest.fixture(scope="module")
def stopped(chains: Callable[[str], Any]) -> Iterator[Stopped]:
    """A case on its way, one with a job, an incident and a document, and the matrix before them."""
    canaries = Canaries()
    with chains("sqlite") as chain:
        transport = httpx.WSGITransport(chain.client.application)
        with httpx.Client(transport=transport, base_url="http://127.0.0.1:8000") as client:
            service = Planting(client, canaries=canaries)
            cases = start_probes(service)
            *_, worlds = islice(walk(service), STEPS)
            cases.append(worlds[HOUSE].case)
            matrix = Matrix(chain, canaries, youngest=2)
            matrix.people = [chain.people[name] for name in FEW]
            yield matrix, [look_at(chain, case) for case in cases if case.house == HOUSE]


def faults(stopped: Stopped, *paths: str) -> str:
    """Ask everything, or just these operations, and return what the matrix has to say."""
    matrix, stops = stopped
    matrix.paths = paths or READS
    matrix.comparison.faults.clear()
    matrix.look(stops)
    return "\n".join(matrix.comparison.faults)


def planted(stopped: Stopped) -> str:
    """A canary that stands in the case."""
    return next(word for word in stopped[0].canaries.writers if word.startswith("Kanarie"))


def telling(
    monkeypatch: pytest.MonkeyPatch, chain: Chain, tell: Callable[[int, bytes], tuple[bytes, str]]
) -> None:
    """Let each answer say something more: `tell` gets status and body, and returns body and a header."""
    served = chain.client.application.wsgi_app

    def wsgi_app(environ: Any, start_response: Any) -> Iterable[bytes]:
        kept: list[Any] = []
        body = b"".join(served(environ, lambda *args: kept.extend(args)))
        status, headers = kept[:2]
        told, header = tell(int(status.split()[0]), body)
        shown = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*shown, ("X-More", header), ("Content-Length", str(len(told)))])
        return [told]

    monkeypatch.setattr(chain.client.application, "wsgi_app", wsgi_app)


def test_nothing_is_found_where_nothing_leaks(stopped: Stopped) -> None:
    assert faults(stopped) == ""


def test_a_field_that_is_shown_to_all(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "project", lambda self, variables: dict(variables))

    assert " reads " in faults(stopped, CASE)


def test_a_choice_that_is_shown_to_all(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    open_ones = Reader.project

    def project(reader: Reader, variables: Any) -> Any:
        chosen = {"referral": {"childInHousehold": True}} if "triage" in variables else {}
        return chosen | open_ones(reader, variables)

    monkeypatch.setattr(Reader, "project", project)

    assert "reads referral.childInHousehold" in faults(stopped, CASE)


def test_a_field_that_is_shown_to_nobody(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "project", lambda self, variables: {})

    assert "does not read" in faults(stopped, CASE)


def test_a_case_that_is_shown_to_all(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "visible_cases", lambda person: ALWAYS)

    assert "is told of {'zuid'} by GET /cases" in faults(stopped, "/cases")


def test_a_task_that_is_shown_to_all(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    seen_tasks = task_queries._seen_tasks.__wrapped__
    monkeypatch.setattr(task_queries, "_seen_tasks", lambda rule, reach: seen_tasks(rule, None))
    monkeypatch.setattr(task_queries, "where", lambda *args: true())

    assert "tasks, and may know of" in faults(stopped, "/tasks")


def test_a_course_that_is_shown_to_all(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    looking = case_course.onlooker
    monkeypatch.setattr(case_course, "onlooker", lambda *args: replace(looking(*args), coordinates=True))

    assert "is told of " in faults(stopped, f"{CASE}/timeline")


def test_a_refusal_that_says_what_is_there(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    word = planted(stopped)

    def tell(status: int, body: bytes) -> tuple[bytes, str]:
        return (body.replace(b"}", f', "hint": "{word}"}}'.encode(), 1) if status == 404 else body), "-"

    telling(monkeypatch, stopped[0].chain, tell)

    assert "is told" in faults(stopped, CASE)


@pytest.mark.parametrize(
    "hide",
    [
        str.upper,
        lambda word: word.encode().hex(),
        lambda word: hashlib.sha256(word.encode()).hexdigest(),
    ],
    ids=["in capitals", "in hex", "as a plain hash"],
)
def test_a_header_that_tells_in_disguise(
    stopped: Stopped, monkeypatch: pytest.MonkeyPatch, hide: Callable[[str], str]
) -> None:
    told = hide(planted(stopped))
    telling(monkeypatch, stopped[0].chain, lambda status, body: (body, told))

    assert "is told" in faults(stopped, CASE)


def test_an_answer_with_content_where_none_belongs(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    word = planted(stopped)

    def tell(status: int, body: bytes) -> tuple[bytes, str]:
        return body.replace(b'{"id"', f'{{"data": {{"x": "{word}"}}, "id"'.encode()), "-"

    telling(monkeypatch, stopped[0].chain, tell)

    assert "by GET /process-instances" in faults(stopped, "/process-instances/{instance_id}")


def test_the_cause_of_an_incident(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    cause = stopped[0].canaries.planted(CAUSE)
    shown = operations._incident
    monkeypatch.setattr(operations, "_incident", lambda row: replace(shown(row), detail=cause))

    assert f"is told {CAUSE} by GET /incidents" in faults(stopped, "/incidents")


def test_what_a_job_carries(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = stopped[0].canaries.planted(NAME)
    shown = operations._job
    monkeypatch.setattr(operations, "_job", lambda row: replace(shown(row), worker=carried))

    assert f"is told {NAME} by GET /jobs" in faults(stopped, "/jobs")


def test_the_name_of_a_document_that_is_not_theirs(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_reads", lambda *args: True)

    found = faults(stopped, f"{CASE}/documents")
    assert f"is told {NAME} by GET {CASE}/documents" in found
    assert "documents, and may read " in found
