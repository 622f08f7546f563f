"""To whom a thing is hidden it does not exist: the same answer, byte for byte, by the same statements.

Generated: every operation of the OpenAPI document with an id in its path is asked for something that is there
and hidden, and for something that never was. Statements are counted, not timed.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from engine.access.person import Person
from engine.model.manifest import ENGINE_ROLES
from tests.privacy.conftest import Chain, statements

ROOT = Path(__file__).parents[2]
DOCUMENT = json.loads((ROOT / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8"))
METHODS = ("get", "post", "put", "patch", "delete")
OPEN = re.compile(r"/measures/|/houses/\{house_id\}$")
"""Nothing is hidden behind these names: files declare measures for all, administrators enter any house."""
NEVER = str(UUID(int=0x01A20070_02B5_7000_B9EA_7AFEF28E59C0))
NOISE = {"Date", "traceparent", "Content-Length"}

ELSEWHERE = Person(
    "eva", "Eva", ("zuid",), "zvh-zuid", ENGINE_ROLES | {"process-director", "participant", "manager"}
)
"""Holds every role that opens an operation, in another house."""
BESIDE = Person("bea", "Bea", ("noord",), "woningcorporatie", frozenset({"participant", "referrer"}))
"""Works in the house, and takes no part in anything."""

REFERRAL = {
    "subject": {"name": "Sam Verzonnen", "birthDate": "1990-05-17", "address": "Voorbeeldstraat 1"},
    "referral": {
        "reason": "Overlast",
        "goal": "Aanpak",
        "regularHelp": "Wijkteam",
        "personInformed": "informed",
    },
}
REASON = {"reason": "Nodig"}
MODIFICATION = {"activate": [{"elementId": "x"}], "terminate": [], **REASON}
PARTNER = {
    "name": "Partner",
    "kind": "police",
    "partnerships": [{"house": "zuid", "since": "2020-01-01"}],
    "address": None,
}
BODIES: dict[str, Any] = {
    "destruction": REASON,
    "emergencyAccess": REASON,
    "hold": REASON,
    "extension": {"until": "2030-01-01T00:00:00Z", **REASON},
    "evaluate": {"variables": {}},
    "enterCalendar": {"zone": "Europe/Amsterdam"},
    "changeRetries": {"retries": 2},
    "complete": {"fence": 1, "variables": {}},
    "throwError": {"fence": 1, "code": "x"},
    "fail": {"fence": 1, "message": "x"},
    "extend": {"fence": 1, "lockDuration": "PT1M"},
    "enterPartner": PARTNER,
    "choose": {"elementInstanceId": f"{NEVER}.3", "activate": [{"elementId": "x"}]},
    "cancel": REASON,
    "suspend": REASON,
    "migrate": {"targetVersion": 1, "mapping": [], **REASON},
    "modify": MODIFICATION,
    "changeVariables": {"variables": {"x": 1}},
    "assign": {"assignee": "eva"},
    "completeByForm": {"variables": {}},
}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation with an id in its path."""

    id: str
    method: str
    path: str
    has_body: bool


def operations() -> list[Operation]:
    """All of them."""
    return [
        Operation(found["operationId"], method.upper(), path, "requestBody" in found)
        for path, item in DOCUMENT["paths"].items()
        for method, found in item.items()
        if method in METHODS and "{" in path and not OPEN.match(path)
    ]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is there, by the name of the path parameter."""

    chain: Chain
    ids: dict[str, str]

    def definition_of(self, path: str) -> str:
        """The id of the definition of the kind that a path is about."""
        return self.ids[path.split("/")[1]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def hidden(request: pytest.FixtureRequest, chains: Callable[[str], Any]) -> Iterator[Hidden]:
    """Something of every kind in one house."""
    with chains(request.param) as chain:
        yield Hidden(chain, _prepared(chain))


def _prepared(chain: Chain) -> dict[str, str]:
    letter = (ROOT / "docs" / "how-to" / "models" / "letter.bpmn").read_bytes()
    form = (
        (ROOT / "forms" / "reminder.form").read_bytes().replace(b'"id": "reminder"', b'"id": "own-reminder"')
    )
    table = (ROOT / "bpmn" / "stagnation.dmn").read_bytes().replace(b'"stagnation"', b'"own-stagnation"')
    files = [("letter.bpmn", letter), ("own.form", form), ("own.dmn", table)]
    data = {"resources": [(io.BytesIO(content), name) for name, content in files], "house": "noord"}
    deployed = chain.done("lieke", "POST", "/deployments", data=data)["resources"]
    definitions = {one["kind"]: one for one in deployed}
    case = chain.done("anna", "POST", "/cases", json={"caseType": "casus", "variables": REFERRAL})["id"]
    found = [chain.done(who, "GET", "/tasks")["results"] for who in ("anna", "bram")]
    task = next(one["id"] for tasks in found for one in tasks)
    start = {"processId": "letter", "house": "noord", "variables": {"letterNumber": "B-9"}}
    for number in range(2):  # the first key of all is read from the key store once
        key = {"Idempotency-Key": str(number)}
        instance = chain.done("koppeling", "POST", "/process-instances", json=start, headers=key)["id"]
    wanted = {"type": "send-letter", "worker": "w", "maxJobs": 2}
    first, second = chain.done("koppeling", "POST", "/jobs/activations", json=wanted)["jobs"]
    failure = {"fence": first["fence"], "message": "x", "retries": 0}
    chain.done("koppeling", "POST", f"/jobs/{first['id']}/failure", json=failure)
    incident = chain.done("quirijn", "GET", "/incidents")["results"][0]["id"]
    return {
        "case_id": case,
        "instance_id": instance,
        "task_id": task,
        "job_id": second["id"],
        "incident_id": incident,
        "document_id": NEVER,
        "house_id": "noord",
        "partner_id": "politie-noord",
        "decision_id": definitions["decision"]["key"],
        "process-definitions": definitions["process"]["id"],
        "decisions": definitions["decision"]["id"],
        "forms": definitions["form"]["id"],
    }


def _absent(id_: str) -> str:
    """An id of the same shape that nothing has."""
    uuid, dot, number = id_.partition(".")
    if re.fullmatch(r"[0-9a-f-]{36}", uuid):
        return f"{NEVER}{dot}{number}"
    return "n" * len(id_)


def _path(operation: Operation, hidden: Hidden, change: Callable[[str], str]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        return change(hidden.definition_of(operation.path) if name == "definition_id" else hidden.ids[name])

    return re.sub(r"\{(\w+)\}", value, operation.path)


def _asked(chain: Chain, person: Person, operation: Operation, path: str, **headers: str) -> Any:
    """The answer without what differs by request, and the statements that it took."""
    options: dict[str, Any] = {}
    if operation.has_body:  # an id of the body lies in what the path names
        text = json.dumps(BODIES[operation.id]).replace(NEVER, path.split("/")[2].partition(".")[0])
        options = {"data": text, "content_type": "application/json"}
    with statements() as sent:
        answer = chain.call(person, operation.method, path, headers=headers, **options)
    kept = {name: value for name, value in answer.headers if name not in NOISE}
    return answer.status_code, answer.get_data(), kept, sent


@pytest.mark.parametrize("operation", operations(), ids=lambda one: one.id)
@pytest.mark.parametrize("person", [ELSEWHERE, BESIDE], ids=["elsewhere", "beside"])
def test_hidden_is_as_absent(hidden: Hidden, person: Person, operation: Operation) -> None:
    if person is BESIDE and not re.search(r"case|instance|task", operation.path):
        return  # what the house itself has deployed and registered is open in it
    there, nowhere = (_path(operation, hidden, change) for change in (str, _absent))
    variants: list[dict[str, str]] = [{}]
    if operation.method != "GET":
        variants += [{"If-Match": '"1"'}, {"Idempotency-Key": "a-key"}]
    hidden.chain.call(person, "GET", "/houses")  # from now on it is known whom they work for
    for headers in variants:
        absent = _asked(hidden.chain, person, operation, nowhere, **headers)
        found = _asked(hidden.chain, person, operation, there, **headers)

        status, body, kept, sent = absent
        assert status in (403, 404), body
        assert found[0:3] == (status, body.replace(nowhere.encode(), there.encode()), kept)
        assert found[3] == sent, f"{headers}: {len(found[3])} statements for what is hidden, {len(sent)} else"
