"""Each operation of the OpenAPI document leaves the entry that is expected of it, whoever asks.

Generated: an operation that nobody has said anything of fails, so that no new route can be forgotten.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from engine.access.person import Person
from engine.model.manifest import ENGINE_ROLES
from engine.store.tables.audit import audit_entry, audit_stream
from tests.privacy.conftest import Chain
from tests.privacy.test_hidden_as_absent import (
    BESIDE,
    BODIES,
    DOCUMENT,
    ELSEWHERE,
    METHODS,
    PARTNER,
    REASON,
    REFERRAL,
    ROOT,
    Hidden,
    Operation,
    _path,
    _prepared,
)

ALL = Person(
    "alle",
    "Alle",
    ("noord",),
    "zvh-noord",
    ENGINE_ROLES
    | {"process-director", "participant", "manager", "steering-group", "data-protection-officer"},
)
FORM = (ROOT / "forms" / "reminder.form").read_bytes().replace(b'"id": "reminder"', b'"id": "own-reminder"')
TRACE = "a" * 32
NOBODY = Person("nobody", "Niemand", (), "nergens", frozenset())

RECORDED = {
    "auditLog": ("read", "list-audit-log"),
    "dataProcessing": ("read", "list-audit-log"),
    "unusualAccess": ("read", "list-unusual-access"),
    "cases": ("search", "list-cases"),
    "newCase": ("change", "start-case"),
    "search": ("search", "search-cases"),
    "case": ("read", "read-case"),
    "caseAuditLog": ("read", "read-case-audit-log"),
    "noDestruction": ("change", "withdraw-destruction"),
    "destruction": ("change", "destroy-case"),
    "documents": ("search", "list-documents"),
    "document": ("export", "export-document"),
    "emergencyAccess": ("change", "open-in-emergency"),
    "noHold": ("change", "lift-hold"),
    "hold": ("change", "place-hold"),
    "caseParticipants": ("read", "list-participants"),
    "keeping": ("read", "read-keeping"),
    "extension": ("change", "extend-retention"),
    "caseTimeline": ("read", "read-timeline"),
    "newDeployment": ("change", "deploy"),
    "destructionRecords": ("read", "list-destruction-records"),
    "enter": ("change", "enter-house"),
    "enterCalendar": ("change", "set-calendar"),
    "incidents": ("search", "list-incidents"),
    "resolve": ("change", "resolve-incident"),
    "jobs": ("search", "list-jobs"),
    "activate": ("read", "activate-jobs"),
    "changeRetries": ("change", "set-retries"),
    "complete": ("change", "complete-job"),
    "throwError": ("change", "throw-job-error"),
    "fail": ("change", "fail-job"),
    "extend": ("change", "extend-lock"),
    "freeze": ("change", "freeze-measure"),
    "publish": ("change", "publish-message"),
    "addPartner": ("change", "register-partner"),
    "enterPartner": ("change", "change-partner"),
    "processInstances": ("search", "list-instances"),
    "newProcessInstance": ("change", "start-instance"),
    "processInstance": ("read", "read-instance"),
    "choices": ("read", "ad-hoc-activities"),
    "choose": ("change", "choose-activities"),
    "cancel": ("change", "cancel-instance"),
    "elementInstances": ("read", "list-elements"),
    "migrate": ("change", "migrate-instance"),
    "modify": ("change", "modify-instance"),
    "sequenceFlows": ("read", "list-flows"),
    "resume": ("change", "resume-instance"),
    "suspend": ("change", "suspend-instance"),
    "variables": ("read", "read-variables"),
    "changeVariables": ("change", "write-variables"),
    "awaited": ("read", "waiting"),
    "keptCases": ("search", "list-kept-cases"),
    "broadcast": ("send", "broadcast-signal"),
    "tasks": ("search", "list-tasks"),
    "task": ("read", "read-task"),
    "release": ("change", "release-task"),
    "assign": ("change", "assign-task"),
    "completeByForm": ("change", "complete-task"),
    "taskForm": ("read", "read-task-form"),
}
"""By operation: the act, and the command or query. Done or refused, it is one entry."""
ONLY_REFUSED = {
    "elementStatistics": ("read", "statistics"),
    "evaluate": ("read", "evaluate-decision"),
    "evaluateFeel": ("read", "evaluate-expression"),
    "measure": ("read", "read-measure"),
    "freezes": ("read", "list-freezes"),
    "setClock": ("change", "move-clock"),
    "advance": ("change", "advance-clock"),
}
"""About nobody, so that it is no entry when it is done; being refused it is one."""
LAST = ("release", "suspend", "cancel", "complete", "destruction")
OPEN_TO_ALL = {
    "caseTypes",
    "clock",
    "decisions",
    "decisionXml",
    "forms",
    "form",
    "houses",
    "calendar",
    "signatureKeys",
    "measures",
    "partners",
    "partner",
    "processDefinitions",
    "processDefinition",
    "startForm",
    "xml",
}
"""What files and registers say: nothing of it is about anybody, and nobody of the house is refused."""
OWN_PARTNER = PARTNER | {"partnerships": [{"house": "noord", "since": "2020-01-01"}]}
BODIES_OF_ALL: dict[str, Any] = BODIES | {
    "newCase": {"caseType": "casus", "variables": REFERRAL},
    "search": {"caseType": "casus", "fields": {"subject.name": "Sam Verzonnen"}},
    "setClock": {"now": "2026-01-05T09:00:00Z"},
    "advance": {"duration": "PT0S"},
    "evaluateFeel": {"expression": "1 + 1"},
    "enter": {"name": "Noord", "organisation": "zvh-noord"},
    "activate": {"type": "send-letter", "worker": "w", "maxJobs": 1},
    "extension": {"until": "2090-01-01T00:00:00Z", **REASON},
    "freeze": {"year": 2025, "house": "noord"},
    "publish": {"name": "nobody-waits", "house": "noord"},
    "addPartner": OWN_PARTNER | {"id": "nieuw"},
    "enterPartner": OWN_PARTNER,
    "assign": {"assignee": "alle"},
    "newProcessInstance": {"processId": "letter", "house": "noord", "variables": {"letterNumber": "B-10"}},
    "broadcast": {"name": "nobody-waits", "house": "noord"},
}
QUERIES = {"unusualAccess": "?month=2026-01", "measure": "?from=2026-01-01&to=2026-02-01"}
DONE_BY_ALL = {
    "auditLog",
    "dataProcessing",
    "unusualAccess",
    "cases",
    "newCase",
    "search",
    "caseAuditLog",
    "newDeployment",
    "destructionRecords",
    "enter",
    "enterCalendar",
    "incidents",
    "resolve",
    "jobs",
    "activate",
    "changeRetries",
    "addPartner",
    "enterPartner",
    "assign",
    "publish",
    "case",
    "caseParticipants",
    "caseTimeline",
    "documents",
    "keeping",
    "extension",
    "hold",
    "noHold",
    "task",
    "taskForm",
    "release",
    "processInstances",
    "newProcessInstance",
    "processInstance",
    "cancel",
    "elementInstances",
    "sequenceFlows",
    "resume",
    "suspend",
    "variables",
    "changeVariables",
    "awaited",
    "keptCases",
    "broadcast",
    "tasks",
}
"""What is done when somebody of the house with all roles asks it, and not refused for some reason."""


@dataclass
class Watched:
    """A service, and the entries that it has added since somebody looked."""

    chain: Chain
    hidden: Hidden
    heads: dict[str, int] = field(default_factory=dict)

    def new(self) -> list[Any]:
        added: list[Any] = []
        with self.chain.services.database.read() as connection:
            for stream, sequence in connection.execute(
                select(audit_stream.c.stream, audit_stream.c.sequence)
            ):
                seen = self.heads.get(stream, 0)
                if sequence > seen:
                    later = (audit_entry.c.stream == stream, audit_entry.c.sequence > seen)
                    added += connection.execute(select(audit_entry).where(*later)).mappings()
                self.heads[stream] = sequence
        return added


@pytest.fixture(scope="module")
def watched(chains: Callable[[str], Any]) -> Iterator[Watched]:
    with chains("sqlite") as chain:
        ids = _prepared(chain)
        measures = chain.done("bram", "GET", "/measures")["results"]
        found = Watched(chain, Hidden(chain, ids | {"measure_id": measures[0]["id"]}))
        found.new()
        yield found


def operations() -> Sequence[Operation]:
    """All of the document, what ends things last."""
    found = [
        Operation(one["operationId"], method.upper(), path, "requestBody" in one)
        for path, item in DOCUMENT["paths"].items()
        for method, one in item.items()
        if method in METHODS
    ]
    return sorted(found, key=lambda one: LAST.index(one.id) if one.id in LAST else -1)


def _asked(watched: Watched, person: Person, operation: Operation, **options: Any) -> Any:
    path = _path(operation, watched.hidden, str) + QUERIES.get(operation.id, "")
    if operation.id == "newDeployment":
        options["data"] = {"resources": [(io.BytesIO(FORM), "own.form")], "house": "noord"}
    elif operation.has_body:
        options |= {
            "data": json.dumps(BODIES_OF_ALL[operation.id]),
            "content_type": "application/json",
        }
    method = options.pop("method", operation.method)
    headers = options.pop("headers", {}) | {"traceparent": f"00-{TRACE}-{'b' * 16}-01"}
    return watched.chain.call(person, method, path, headers=headers, **options)


def _expected(operation: Operation, answer: Any) -> list[tuple[str, str, bool]]:
    refused = answer.status_code in (403, 404)
    if not refused and answer.status_code >= 400:
        return []
    if answer.get_json(silent=True) == {"jobs": []}:
        return []  # nothing was read
    if operation.id in ONLY_REFUSED:
        return [(*ONLY_REFUSED[operation.id], True)] if refused else []
    return [(*RECORDED[operation.id], refused)] if operation.id in RECORDED else []


def test_something_is_said_of_each_operation() -> None:
    assert {one.id for one in operations()} == RECORDED.keys() | ONLY_REFUSED.keys() | OPEN_TO_ALL


@pytest.mark.parametrize("person", [ELSEWHERE, BESIDE, NOBODY, ALL], ids=lambda one: str(one.subject))
def test_each_operation_leaves_one_entry(watched: Watched, person: Person) -> None:
    done = set()
    for operation in operations():
        answer = _asked(watched, person, operation)
        entries = watched.new()

        told = [(one["act"], one["operation"], one["refused"]) for one in entries]
        what = f"{operation.id} {answer.status_code} {answer.get_data(as_text=True)[:200]}"
        assert told == _expected(operation, answer), what
        for one in entries:
            _is_of(one, person)
        if answer.status_code < 400:
            done.add(operation.id)
        # Asked again for what has not changed, or for its headers alone, it is read as before.
        if operation.method == "GET" and entries:
            tag = {"If-None-Match": answer.headers.get("ETag", '"none"')}
            for again in ({"headers": tag}, {"method": "HEAD"}):
                _asked(watched, person, operation, **again)
                repeated = [(one["act"], one["operation"], one["refused"]) for one in watched.new()]
                assert repeated == told, f"{what}: {again}"
    if person is ALL:
        assert done >= DONE_BY_ALL, DONE_BY_ALL - done


def _is_of(entry: Any, person: Person) -> None:
    """Who, where, when and in which trace."""
    assert entry["person"] == person.subject
    assert entry["organisation"] == person.organisation
    assert entry["roles"] == tuple(sorted(person.roles))
    assert entry["at"].isoformat() == "2026-01-05T09:00:00+00:00"
    assert entry["trace_id"] == TRACE
    if entry["case_id"] is not None:
        assert entry["stream"] == f"case:{entry['case_id']}"
        assert entry["case_number"].startswith(entry["house"])
    else:
        assert entry["stream"] == f"person:{entry['house']}/{person.subject}"


def test_a_dry_run_reads_and_changes_nothing(watched: Watched) -> None:
    modify = next(one for one in operations() if one.id == "modify")
    running = {"processId": "letter", "house": "noord", "variables": {"letterNumber": "B-11"}}
    started = watched.chain.done("koppeling", "POST", "/process-instances", json=running)["id"]
    job = watched.chain.done("quirijn", "GET", f"/process-instances/{started}/element-instances")["results"]
    active = next(one["id"] for one in job if one["state"] == "active")
    watched.new()
    path = f"/process-instances/{started}/modification"
    body = {"activate": [], "terminate": [active], "dryRun": True, **REASON}
    answer = watched.chain.call("quirijn", modify.method, path, json=body)

    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert [(one["act"], one["operation"]) for one in watched.new()] == [("read", "modify-instance")]
