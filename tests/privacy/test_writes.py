"""Every route that writes, as every kind of person: who may not is refused, and then nothing has changed.

Generated from the OpenAPI document: a route that writes and has no probe here fails. Who may is told by the
tables that also make the reference of access, and by the manifest.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from engine.access.operations import ROLES, Operation
from engine.access.people import groups
from engine.access.person import Person
from engine.model.manifest import Manifest
from engine.store.metadata import metadata
from tests.privacy.conftest import Chain, statements
from tests.privacy.people import everybody
from tests.privacy.test_hidden_as_absent import (
    BESIDE,
    BODIES,
    DOCUMENT,
    ELSEWHERE,
    METHODS,
    NEVER,
    NOISE,
    REFERRAL,
    Hidden,
)
from tests.privacy.test_hidden_as_absent import OPEN as OPEN_PATHS
from tests.privacy.test_hidden_as_absent import _absent as absent_id
from tests.privacy.test_hidden_as_absent import _prepared as prepared

HOUSE = "noord"
REFUSED = (403, 404)
STARTED = {"processId": "letter", "house": HOUSE, "variables": {"letterNumber": "B-10"}}
MESSAGE = {"name": "leeg", "correlationKey": "x", "variables": {}, "house": HOUSE}
WRITTEN_BY_READING = ("audit", "answered_request", "read_")


@dataclass(frozen=True, slots=True)
class Probe:
    """How a route is asked to write, and who may.

    Args:
        may: by an operation of the engine, or by what the manifest says.
        body: that is valid.
        shared: it concerns what all houses share: the role alone decides.
    """

    may: Operation | Callable[[Person, Manifest], bool]
    body: Any = None
    shared: bool = False

    def permits(self, person: Person, manifest: Manifest) -> bool:
        """Whether somebody may do it in the house."""
        if self.may is Operation.MANAGE_HOUSES or self.shared or HOUSE in person.houses:
            if isinstance(self.may, Operation):
                return bool(person.roles & ROLES[self.may])
            return self.may(person, manifest)
        return False


def _custody(act: str) -> Callable[[Person, Manifest], bool]:
    return lambda person, manifest: bool(person.roles & getattr(manifest.custody, act))


def _emergency(person: Person, manifest: Manifest) -> bool:
    return any(manifest.roles[role].emergency_access for role in person.roles if role in manifest.roles)


def _refers(person: Person, _: Manifest) -> bool:
    return bool(person.roles & {"referrer", "process-director"})


def _does_task(person: Person, _: Manifest) -> bool:
    return bool(groups(person) & {"process-director"}) or person.subject == "anna"


def _freezes(person: Person, _: Manifest) -> bool:
    return bool(person.roles & {"programme-team"})


OPEN: Mapping[str, str] = {
    "search": "it reads: each case that is found is looked at by who may",
    "publish": "anybody of the house may send; who waits for somebody else is as nobody, see below",
}
"""Routes that refuse nobody of the house."""
PROBES: Mapping[str, Probe] = {
    "newCase": Probe(_refers, {"caseType": "casus", "house": HOUSE, "variables": REFERRAL}),
    "destruction": Probe(_custody("destroys")),
    "noDestruction": Probe(_custody("destroys")),
    "emergencyAccess": Probe(_emergency),
    "hold": Probe(_custody("holds")),
    "noHold": Probe(_custody("holds")),
    "extension": Probe(_custody("extends")),
    "setClock": Probe(Operation.MOVE_CLOCK, {"now": "2030-01-01T00:00:00Z"}, shared=True),
    "advance": Probe(Operation.MOVE_CLOCK, {"duration": "PT1M"}, shared=True),
    "evaluate": Probe(Operation.EVALUATE, {"variables": {}, "house": HOUSE}),
    "newDeployment": Probe(Operation.DEPLOY),
    "evaluateFeel": Probe(Operation.EVALUATE, {"expression": "1", "house": HOUSE}),
    "enter": Probe(Operation.MANAGE_HOUSES, {"name": "Noord", "organisation": "zvh-noord"}, shared=True),
    "enterCalendar": Probe(Operation.MANAGE_HOUSES),
    "resolve": Probe(Operation.RESOLVE_INCIDENT),
    "activate": Probe(Operation.WORK_ON_JOBS, {"type": "none", "worker": "w", "maxJobs": 1}, shared=True),
    "changeRetries": Probe(Operation.MANAGE_JOBS),
    "complete": Probe(Operation.WORK_ON_JOBS),
    "throwError": Probe(Operation.WORK_ON_JOBS),
    "fail": Probe(Operation.WORK_ON_JOBS),
    "extend": Probe(Operation.WORK_ON_JOBS),
    "freeze": Probe(_freezes, {"year": 2020}, shared=True),
    "addPartner": Probe(
        Operation.MANAGE_HOUSES,
        {
            "id": "nieuw",
            "name": "Nieuw",
            "kind": "police",
            "address": None,
            "partnerships": [{"house": HOUSE, "since": "2020-01-01"}],
        },
    ),
    "enterPartner": Probe(
        Operation.MANAGE_HOUSES,
        BODIES["enterPartner"] | {"partnerships": [{"house": HOUSE, "since": "2020-01-01"}]},
    ),
    "newProcessInstance": Probe(Operation.START_INSTANCE, STARTED),
    "broadcast": Probe(Operation.BROADCAST_SIGNAL, {"name": "nobody-waits", "house": HOUSE}),
    "choose": Probe(Operation.WRITE_VARIABLES),
    "cancel": Probe(Operation.CANCEL_INSTANCE),
    "migrate": Probe(Operation.MIGRATE_INSTANCE),
    "modify": Probe(Operation.MODIFY_INSTANCE),
    "resume": Probe(Operation.SUSPEND_INSTANCE),
    "suspend": Probe(Operation.SUSPEND_INSTANCE),
    "changeVariables": Probe(Operation.WRITE_VARIABLES),
    "release": Probe(_does_task),
    "assign": Probe(_does_task),
    "completeByForm": Probe(_does_task),
}


@dataclass(frozen=True, slots=True)
class Route:
    """A route that writes."""

    id: str
    method: str
    path: str
    media_type: str | None


def routes() -> list[Route]:
    """All of them."""
    return [
        Route(
            one["operationId"],
            method.upper(),
            path,
            next(iter(one.get("requestBody", {}).get("content", {})), None),
        )
        for path, item in DOCUMENT["paths"].items()
        for method, one in item.items()
        if method in METHODS and method != "get"
    ]


def test_each_route_that_writes_has_a_probe() -> None:
    assert {one.id for one in routes()} == {*PROBES, *OPEN}


def _kinds(chain: Chain) -> list[Person]:
    """One of those who have the same roles, of the house if there is one; and who takes part in the case."""
    people = sorted(everybody(chain.people.values()), key=lambda one: HOUSE in one.houses)
    return [*{one.roles: one for one in people}.values(), chain.people["anna"], BESIDE, ELSEWHERE]


def _call(chain: Chain, person: Person, route: Route, ids: Mapping[str, str], **headers: str) -> Any:
    path = route.path.format(**ids, definition_id=NEVER, measure_id="K1")
    options: dict[str, Any] = {}
    if route.media_type == "application/json":
        body = PROBES[route.id].body or BODIES[route.id]
        text = json.dumps(body).replace(NEVER, ids["instance_id"]).replace('"eva"', f'"{person.subject}"')
        options = {"data": text, "content_type": route.media_type}
    elif route.media_type is not None:
        options = {"data": {"resources": [(io.BytesIO(b"<x/>"), "x.bpmn")], "house": HOUSE}}
    return chain.call(person, route.method, path, headers=headers, **options)


def _content(chain: Chain) -> Mapping[str, object]:
    """All rows of all tables but those that tell who asked."""
    with chain.services.across_houses().database.read() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
            if not table.name.startswith(WRITTEN_BY_READING)
        }


SEEN: Mapping[str, tuple[str, ...]] = {
    "cases": ("/cases/{case_id}", "/cases/{case_id}/retention"),
    "process-instances": ("/process-instances/{instance_id}",),
    "incidents": ("/process-instances/{instance_id}",),
    "jobs": (),
    "tasks": ("/tasks/{task_id}",),
}
"""What is read by who may know of the things of a route."""


def _sees(chain: Chain, person: Person, things: tuple[str, ...], ids: Mapping[str, str]) -> bool:
    return any(chain.call(person, "GET", path.format(**ids)).status_code != 404 for path in things)


@pytest.fixture(scope="module")
def written(chains: Callable[[str], Any]) -> Iterator[Hidden]:
    """Something of every kind in one house; who may is decided alike on each database."""
    with chains("sqlite") as chain:
        yield Hidden(chain, prepared(chain))


def _manifest(chain: Chain) -> Manifest:
    with chain.services.database.read() as connection:
        manifest = chain.services.definitions.manifest(connection, HOUSE)
    assert manifest is not None
    return manifest


def test_who_may_not_write_is_refused_and_changes_nothing(written: Hidden) -> None:
    chain, manifest = written.chain, _manifest(written.chain)
    of_case = written.ids | {"instance_id": written.ids["case_id"]}
    before, faults, asked = _content(chain), [], 0
    people = [one for one in _kinds(chain) if HOUSE in one.houses]  # of those outside, who could most
    for person in [*people, ELSEWHERE, Person("nobody", "Niemand", (), "nergens", frozenset())]:
        known = {root for root, things in SEEN.items() if _sees(chain, person, things, of_case)}
        for route in routes():
            if route.id in OPEN or PROBES[route.id].permits(person, manifest):
                continue
            asked += 1
            answer = _call(chain, person, route, of_case)
            told = f"{person.subject} ({', '.join(sorted(person.roles))}): {route.id} {answer.status_code}"
            hides = "{" in route.path and route.path.split("/")[1] in SEEN.keys() - known
            if answer.status_code not in REFUSED:
                faults.append(f"{told} {answer.get_data(as_text=True)[:200]}")
            elif answer.status_code == 403 and hides:
                faults.append(f"{told}: is told that it is there")
    assert faults == [], "\n".join(faults)
    assert asked > 500
    assert _content(chain) == before


ORDER = ("assign", "completeByForm", "release", "destruction", "migrate", "modify", "complete", "cancel")
"""A task is taken before it is done; after the last ones the thing is another one, or gone."""
GONE = {"throwError": "the job is complete", "fail": "the job is complete"}


def test_who_may_write_is_not_refused_and_lends_their_key_to_nobody(written: Hidden) -> None:
    chain, manifest = written.chain, _manifest(written.chain)
    found = {one.id: one for one in routes() if one.id not in GONE.keys() | OPEN.keys()}
    for route in sorted(found.values(), key=lambda one: ORDER.index(one.id) if one.id in ORDER else -1):
        probe = PROBES[route.id]
        permitted = [one for one in _kinds(chain) if probe.permits(one, manifest)]
        key = {"Idempotency-Key": "theirs"}
        answers = (_call(chain, one, route, written.ids, **key) for one in permitted)
        done = next((one for one in answers if one.status_code not in REFUSED), None)
        assert done is not None, f"{route.id}: nobody may"
        for person in (BESIDE, ELSEWHERE):
            if not probe.permits(person, manifest):
                answer = _call(chain, person, route, written.ids, **key)
                assert answer.status_code in REFUSED, f"{route.id}: {answer.get_data(as_text=True)}"


IN_BODIES: Mapping[str, tuple[Any, str, str]] = {
    "publish": ({"name": "case-withdrawn", "correlationKey": "THIS", "variables": {}}, "{number}", "noord-2"),
    "newProcessInstance": ({"processId": "THIS", "variables": {}}, "letter", "lettre"),
    "newCase": ({"caseType": "THIS", "variables": {}}, "letter", "lettre"),
    "broadcast": ({"name": "THIS"}, "case-withdrawn", "case-withdrewn"),
    "activate": ({"type": "THIS", "worker": "w", "maxJobs": 1}, "send-letter", "send-lettre"),
}
"""What a body names: something that is there in another house, and nothing."""


@pytest.mark.parametrize("operation", IN_BODIES)
@pytest.mark.parametrize("person", [ELSEWHERE, BESIDE], ids=["elsewhere", "beside"])
def test_what_a_body_names_is_hidden_as_absent(written: Hidden, person: Person, operation: str) -> None:
    body, there, absent = IN_BODIES[operation]
    if person is BESIDE and operation in ("newProcessInstance", "newCase"):
        return  # what is deployed in the house is open in it
    chain = written.chain
    number = chain.done("bram", "GET", f"/cases/{written.ids['case_id']}")["number"]
    route = next(one for one in routes() if one.id == operation)
    told = []
    chain.call(person, "GET", "/houses")
    for name in (absent, absent, there.format(number=number)):  # what is kept is kept after the first
        text = json.dumps(body).replace("THIS", name)
        with statements() as sent:
            answer = chain.call(person, route.method, route.path, data=text, content_type="application/json")
        said = answer.get_json()
        said.pop("id", None)
        kept = {name: value for name, value in answer.headers if name not in NOISE}
        told.append((answer.status_code, json.dumps(said).replace(name, ""), kept, sent))
    assert told[1] == told[2]


def test_head_and_options_and_other_methods_tell_nothing(written: Hidden) -> None:
    chain, ids = written.chain, written.ids | {"instance_id": written.ids["case_id"]}
    chain.call(ELSEWHERE, "GET", "/houses")
    for path in DOCUMENT["paths"]:
        if "{" not in path or OPEN_PATHS.match(path):
            continue
        offered = {one.upper() for one in DOCUMENT["paths"][path]}
        for method in ({"HEAD"} if "GET" in offered else set()) | {
            "OPTIONS",
            "TRACE",
            "PATCH",
            "DELETE",
        } - offered:
            told = []
            for change in (absent_id, str):
                kind = path.split("/")[1]
                given = {name: change(value) for name, value in ids.items()}
                filled = path.format(**given, definition_id=change(ids.get(kind, NEVER)), measure_id="x")
                with statements() as sent:
                    answer = chain.call(ELSEWHERE, method, filled)
                kept = {name: value for name, value in answer.headers if name not in NOISE}
                told.append((answer.status_code, answer.get_data(), kept, sent))
            assert told[0] == told[1], f"{method} {path}"
