"""The matrix finds what leaks: a service that tells too much, in each of several ways, does not pass it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import httpx
import pytest
from sqlalchemy import true

import api.resources.cases as case_routes
from engine.access.fields import Reader
from engine.access.person import Person
from engine.access.rows import ALWAYS
from engine.queries import case_course, case_search, cases, documents, operations
from engine.queries import tasks as task_queries
from features.steps.partners import Message
from tests.privacy.asking import FORMS, READS, whole
from tests.privacy.canaries import Canaries
from tests.privacy.conftest import Chain
from tests.privacy.deliveries import too_much
from tests.privacy.leaks import Search
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
        lambda word: word[:9],
    ],
    ids=["in capitals", "in hex", "as a plain hash", "cut off"],
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


def otherwise(stopped: Stopped, *names: str, path: str = "/tasks") -> str:
    """Ask as these people in all other ways, and return what the matrix has to say."""
    matrix, stops = stopped
    matrix.comparison.faults.clear()
    for name in names:
        person = matrix.chain.people[name]
        rows = json.loads(matrix.chain.ask(person, whole(path, path)).body)["results"]
        for turn in range(12):
            matrix.ways.ask_otherwise(person, stops[-1], {path: rows}, turn)
    return "\n".join(matrix.comparison.faults)


def test_nothing_is_found_otherwise_where_nothing_leaks(stopped: Stopped) -> None:
    assert otherwise(stopped, "quirijn", "bram", "carla", path="/cases") == ""
    assert otherwise(stopped, "bram", "carla") == ""


def test_a_filter_that_finds_by_what_is_hidden(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_queries, "_whole", lambda person: true())

    assert "finds otherwise by elementId in GET /tasks" in otherwise(stopped, "carla")


def test_a_cursor_that_opens_what_another_saw(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    operator, listing = stopped[0].chain.people["quirijn"], case_routes.list_cases

    def list_cases(source: Any, person: Person, filters: Any, wanted: Any) -> Any:
        return listing(source, operator if wanted.after else person, filters, wanted)

    monkeypatch.setattr(case_routes, "list_cases", list_cases)

    assert "reads by the cursor of another" in otherwise(stopped, "quirijn", "carla", path="/cases")


def test_a_search_by_what_somebody_may_not_read(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_search, "_opens", lambda *args: True)

    assert "carla as ['participant'] searches by subject.bsn" in otherwise(stopped, "carla", path="/cases")


def test_an_answer_that_other_headers_change(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, _ = stopped
    monkeypatch.setattr(matrix.ways, "every", 1)
    served = matrix.chain.client.application.wsgi_app

    def wsgi_app(environ: Any, start_response: Any) -> Iterable[bytes]:
        body = b"".join(served(environ, start_response))
        return [body + environ.get("HTTP_RANGE", "").encode()]

    monkeypatch.setattr(matrix.chain.client.application, "wsgi_app", wsgi_app)

    assert f"gets another answer from GET {CASE} by its headers" in faults(stopped, CASE)


def test_a_stranger_who_is_told_whether_something_is_there(
    stopped: Stopped, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = iter(range(1000))

    def tell(status: int, body: bytes) -> tuple[bytes, str]:
        return (body + b" " * (next(refused) % 7) if status == 401 else body), "-"

    telling(monkeypatch, stopped[0].chain, tell)

    assert "gets other answers to some questions" in faults(stopped, "/clock")


def test_somebody_who_takes_part_too_early_and_of_another_partner(stopped: Stopped) -> None:
    matrix, (*_, stop) = stopped
    matrix.comparison.faults.clear()
    part = next(part for part in stop.parts if part["role"] == "participant")
    other = {**part, "organisation": "reclassering-noord"}

    matrix.comparison.compare_parts(replace(stop, parts=[part, other]))
    matrix.comparison.compare_parts(replace(stop, parts=[part], stages=frozenset({"referral"})))

    assert list(matrix.comparison.faults) == [
        "participant of reclassering-noord takes part in noord",
        f"participant of {part['organisation']} takes part in noord",
    ]


def test_a_term_of_what_is_not_known_to_run(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "known_numbers", lambda *args: frozenset(range(1000)))

    assert "carla as ['participant'] is told of a term" in faults(stopped, CASE)


def test_how_often_a_case_was_changed(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    tag, revision = case_routes.with_etag, stopped[1][-1].revision
    monkeypatch.setattr(case_routes, "with_etag", lambda answer, _: tag(answer, revision))

    assert f"carla is told by GET {CASE} how often the case was changed" in faults(stopped, CASE)


def test_a_letter_that_tells_more_than_its_readers_may_know(
    stopped: Stopped, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = stopped[0].canaries.planted("subject.bsn").encode()
    monkeypatch.setattr(stopped[0], "youngest", 9)

    def tell(status: int, body: bytes) -> tuple[bytes, str]:
        return body.replace(b"</body>", number + b"</body>"), "-"

    telling(monkeypatch, stopped[0].chain, tell)

    assert "anna reads subject.bsn in handover-letter" in faults(stopped, f"{CASE}/documents/{{document_id}}")


def test_a_figure_of_few(stopped: Stopped, monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(status: int, body: bytes) -> tuple[bytes, str]:
        return body.replace(b'"count":0,"subjects":0', b'"count":4,"subjects":4'), "-"

    telling(monkeypatch, stopped[0].chain, tell)

    found = "".join(faults(stopped, "/measures/{measure_id}") for _ in FORMS)
    assert "is told of fewer than 5" in found


def test_a_message_that_tells_a_partner_more_than_a_report_says() -> None:
    canaries, search = Canaries(), Search()
    reason = canaries.new("zvh-noord", "triage.reason")
    name = canaries.new("zvh-zuid", "subject.name")
    search.add(canaries.writers)
    wire = {"id": "1", "reference": "r", "messageName": "melding", "sender": "noord", "sentAt": "now"}

    def sent(desk: str = "Veilig Thuis Noord", **payload: str) -> list[str]:
        message = Message("1", {**wire, "payload": payload}, {})
        return list(too_much({desk: [message]}, canaries, search))

    assert sent(incident=reason) == ["Veilig Thuis Noord is told triage.reason as incident by melding"]
    assert sent(personName=name) == ["Veilig Thuis Noord is told personName of another house"]
    assert sent(plan="x") == ["Veilig Thuis Noord is told ['plan'] by melding"]
    assert sent("GGZ Noord") == ["GGZ Noord is sent melding by noord"]
    assert sent(feedbackWanted="yes") == []
