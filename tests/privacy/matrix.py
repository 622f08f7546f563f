"""Asks as everybody for everything there is, and compares what each is told with the declarations.

An oracle reads these by itself; canaries, one in each text, are looked for in every byte of every answer.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from engine.access.person import Person
from engine.run.stored import StoredVariables
from engine.store.tables.cases import participant
from engine.store.tables.documents import document
from engine.store.tables.history import stage
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.waits import task
from features.steps.world import World
from tests.privacy.asking import LISTS_OF_CASES, READS, Questions, harvest, is_shared, parameters
from tests.privacy.conftest import Chain
from tests.privacy.leaks import Digests, encoded_in
from tests.privacy.oracle import (
    CUSTODIANS,
    Seen,
    knows_party,
    knows_task,
    leaves,
    reads_document,
    seen,
)
from tests.privacy.walking import CANARY, Canaries

CONTENT = {
    "/cases/{case_id}": "data",
    "/process-instances/{instance_id}/variables": "variables",
    "/tasks/{task_id}/form": "data",
}
"""Where what is compared with the declarations stands; no other part of any answer may hold a canary."""
OF_ROLE = {
    "/audit-log": {"auditor"},
    "/audit-log/data-processing": {"auditor"},
    "/audit-log/unusual": {"auditor"},
    "/jobs": {"operator"},
    "/incidents": {"operator"},
    "/process-definitions/{definition_id}/statistics": {"designer", "operator"},
}
"""What everybody else is refused, by the reference of access."""
NEEDED = {"/audit-log/unusual": "?month=2025-12"}
"""What has to be asked along."""
COURSE = ("stage-entered", "stage-left", "outcome-reached")


@dataclass(frozen=True)
class Stop:
    """The case of one house at one moment, as the database has it."""

    house: str
    case_id: str
    number: str
    parts: list[Mapping[str, Any]]
    stages: frozenset[str]
    variables: Mapping[str, Any]
    active: bool
    instances: list[str]
    documents: Mapping[str, Mapping[str, Any]]
    tasks: list[Mapping[str, Any]]

    def last_task(self) -> Mapping[str, Any]:
        """The task of the case that waits last."""
        return [one for one in self.tasks if one["root_id"] == self.case_id][-1]

    def things(self) -> dict[str, list[str]]:
        """Ids to ask for: of the case, its youngest process, its documents and the task that waits last."""
        waits = [f"{one['root_id']}.{one['element']}" for one in self.tasks if one["root_id"] == self.case_id]
        return {
            "case_id": [self.case_id],
            "instance_id": [self.instances[0], *self.instances[1:][-1:]],
            "document_id": sorted(self.documents)[-3:],
            "task_id": waits[-1:],
        }


def look_at(chain: Chain, house: str, world: World) -> Stop:
    """Look at the case of a house."""
    of_root = {"root_id": world.case.id}
    with chain.services.database.read() as connection:
        row = connection.execute(select(root_instance).filter_by(**of_root)).mappings().one()
        state = chain.services.keys.open(row["state"], root_instance.c.state, (world.case.id,))
        parts = connection.execute(select(participant).filter_by(left_at=None, **of_root)).mappings()
        numbers = connection.scalars(
            select(process_instance.c.instance).filter_by(**of_root).order_by(process_instance.c.instance)
        )
        documents = connection.execute(
            select(
                document.c.id, document.c.template, document.c.categories, document.c.organisation
            ).filter_by(**of_root)
        ).mappings()
        waiting = select(task).where(task.c.state == "open").order_by(task.c.root_id, task.c.element)
        return Stop(
            house=house,
            case_id=world.case.id,
            number=world.case.number,
            parts=[dict(part) for part in parts],
            stages=frozenset(connection.scalars(select(stage.c.stage).filter_by(**of_root))),
            variables=StoredVariables(state).of_scope() or {},
            active=row["ended_at"] is None,
            instances=[world.case.id, *(f"{world.case.id}.{number}" for number in numbers if number)],
            documents={row["id"]: dict(row) for row in documents},
            tasks=[dict(one) for one in connection.execute(waiting).mappings()],
        )


class Matrix:
    """Asks as everybody, and says what anybody is told beside what is declared."""

    def __init__(self, chain: Chain, canaries: Canaries, house: str) -> None:
        self.chain = chain
        self.canaries = canaries
        self.house = house
        self.told: set[tuple[str, str]] = set()
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.digests = Digests()
        there = list(_people(chain, house))
        elsewhere = {role for one in there if house not in one.houses for role in one.roles}
        other = next(one for one in there if one.houses and house not in one.houses).houses
        nobody = Person("nobody", "Niemand", (), "nergens", frozenset())
        self.beyond = [Person("all-elsewhere", "Alles", other, "elders", frozenset(elsewhere)), nobody]
        self.people = [*there, *self.beyond]
        self.questions = Questions(harvest(self._all_there_is()))
        self.stops = 0

    def _all_there_is(self) -> dict[str, Any]:
        """What is shared, as whoever is told most of it lists it."""
        found: dict[str, Any] = {}
        for path in READS:
            if is_shared(path) and not parameters(path):
                answers = [self.chain.call(one, "GET", path).get_json() for one in self.people]
                rows = [one.get("results", one) if isinstance(one, dict) else one for one in answers]
                found[path] = max((one for one in rows if isinstance(one, list)), key=len, default=[])
        return found

    def look(self, stop: Stop) -> None:
        """Ask everything as everybody; of what all share each time another part, and all of it in the end."""
        self.digests.add(self.canaries.writers)
        for turn, person in enumerate(self._different(stop)):
            what = seen(person, stop.house, stop.parts, stop.stages)
            for path, filled in self.questions.of_case(stop.things()):
                self._ask(person, stop, what, path, filled)
            for path in self.questions.lists():
                self._ask(person, stop, what, path, path + NEEDED.get(path, ""))
            for place, (path, filled) in enumerate(self.questions.shared(turn + self.stops)):
                if (turn + place + self.stops) % 6 == 0:
                    self._ask(person, stop, what, path, filled)
        self.stops += 1

    def look_at_shared(self, stop: Stop) -> None:
        """Ask everybody for what all share."""
        for turn, person in enumerate(self.people):
            what = seen(person, stop.house, stop.parts, stop.stages)
            for path, filled in self.questions.shared(turn):
                self._ask(person, stop, what, path, filled)

    def _different(self, stop: Stop) -> Iterator[Person]:
        """One of those whom nothing sets apart: the same roles, in the case and beside it.

        Of the other house it is somebody with all roles at once: no rule takes away what another opens.
        """
        organisations = {part["organisation"] for part in stop.parts}
        known = set()
        for person in self.people:
            what = seen(person, stop.house, stop.parts, stop.stages)
            own = person.organisation if person.organisation in organisations else None
            kind = (person.houses, person.roles, what.roles, own)
            if kind not in known and (stop.house in person.houses or person in self.beyond):
                known.add(kind)
                yield person

    def _ask(self, person: Person, stop: Stop, what: Seen, path: str, filled: str) -> None:
        status, body = self._get(person, path, filled)
        allowed = OF_ROLE.get(path)
        if allowed is not None and (status == 200) != bool(allowed & person.roles):
            self._fault(person, f"gets {status} from GET {path}")
        if "{case_id}" in path:
            self._check_case(person, stop, what, path, filled, status)
        if status == 200 and isinstance(body, dict):
            if path in LISTS_OF_CASES:
                self._check_list(person, stop, what, path, body)
            elif path.endswith("/variables") and not filled.endswith(f"{stop.case_id}/variables"):
                self._check_open(person, what, body["variables"])
            elif "{case_id}" in path or path.endswith("/variables"):
                self._check_content(person, stop, what, path, body)

    def _check_content(
        self, person: Person, stop: Stop, what: Seen, path: str, body: Mapping[str, Any]
    ) -> None:
        """Compare what an answer about the case says of its data, its people and its course."""
        match path:
            case "/cases/{case_id}":
                self._compare(person, stop, what, body["data"])
                self._check_parties(person, what, path, body["parties"])
            case "/process-instances/{instance_id}/variables":
                self._compare(person, stop, what, body["variables"])
            case "/cases/{case_id}/participants":
                self._check_parties(person, what, path, body["results"])
            case "/cases/{case_id}/timeline":
                self._check_course(person, what, body["results"])

    def _check_list(self, person: Person, stop: Stop, what: Seen, path: str, body: Mapping[str, Any]) -> None:
        """Compare the rows of a list with what somebody may know of."""
        rows = body.get("results", ())
        listed = stop.case_id in [one.get("id") for one in rows]
        if path == "/cases" and listed != _follows(person, stop, what):
            self._fault(person, "finds a case in the list that is not theirs, or not their own")
        if path == "/tasks":
            mine = {f"{one['root_id']}.{one['element']}" for one in stop.tasks if knows_task(person, one)}
            if body["count"] != len(mine) or {one["id"] for one in rows} - mine:
                self._fault(person, f"is told of {body['count']} tasks, and may know of {len(mine)}")
        if path == "/retention" and body["count"] and not CUSTODIANS & person.roles:
            self._fault(person, "is told how long cases are kept")
        if beyond := {one["house"] for one in rows if one.get("house")} - set(person.houses):
            self._fault(person, f"is told of {beyond} by GET {path}")

    def _check_case(
        self, person: Person, stop: Stop, what: Seen, path: str, filled: str, status: int
    ) -> None:
        """Compare whether somebody gets an answer about a case with whether they may know of it."""
        if path.endswith("/audit-log"):
            expected = "auditor" in person.roles and stop.house in person.houses
        elif path.endswith("/retention"):
            expected = bool(CUSTODIANS & person.roles) and stop.house in person.houses
        elif path.endswith("/{document_id}"):
            expected = bool(what.roles) and reads_document(what, stop.documents[filled.rpartition("/")[2]])
        else:
            expected = _follows(person, stop, what)
        if (status == 200) != expected:
            roles = sorted(what.roles)
            self._fault(person, f"as {roles} gets {status} from GET {path}, expected: {expected}")

    def _check_parties(self, person: Person, what: Seen, path: str, parties: list[Any]) -> None:
        for part in parties:
            if not knows_party(what, part):
                self._fault(person, f"is told by GET {path} that {part['role']} takes part")

    def _check_course(self, person: Person, what: Seen, happened: list[Any]) -> None:
        for one in happened:
            if one["kind"] in COURSE or knows_party(what, {"role": None, **one}):
                continue
            if not one["kind"].startswith("participant-"):  # those who coordinate are known to all
                self._fault(person, f"is told of {one['kind']} by {one['organisation']}")

    def look_at_form(self, holder: Person, task_id: str) -> None:
        """Ask for a task that somebody has taken, as them, a colleague, a director and somebody elsewhere."""
        with self.chain.services.database.read() as connection:
            root_id = task_id.partition(".")[0]
            parts = connection.execute(
                select(participant).filter_by(left_at=None, root_id=root_id)
            ).mappings()
            what = seen(holder, self.house, [dict(part) for part in parts], frozenset())
        if self.house not in holder.houses:
            return
        _, form = self._get(holder, "/tasks/{task_id}/form", f"/tasks/{task_id}/form")
        for path, value in leaves(form["data"]):
            if value is not None and not what.may_show(path, holder.roles):
                self._fault(holder, f"reads {path} in the form of a task")
        for person in self.people:
            if person != holder and (
                person.organisation == holder.organisation or "operator" in person.roles
            ):
                status, _ = self._get(person, "/tasks/{task_id}/form", f"/tasks/{task_id}/form")
                if status not in (403, 404):
                    self._fault(person, "reads the form of a task that another has")

    def refused_writes(self, stop: Stop) -> None:
        """Try to change the case as everybody who may not: what a refusal says holds nothing of it."""
        things = {name: ids[0] for name, ids in stop.things().items() if ids}
        words = {"reason": "Proef"}
        tries: list[tuple[str, str, Any]] = [
            ("POST", f"/tasks/{things['task_id']}/completion", {"variables": {"x": 1}}),
            ("DELETE", f"/tasks/{things['task_id']}/assignee", None),
            ("PATCH", f"/process-instances/{stop.case_id}/variables", {"variables": {"x": 1}}),
            ("POST", f"/process-instances/{stop.case_id}/cancellation", words),
            ("PUT", f"/cases/{stop.case_id}/hold", words),
            ("POST", f"/cases/{stop.case_id}/destruction", words),
            ("POST", f"/cases/{stop.case_id}/emergency-access", words),
            ("POST", "/signals", {"name": "uitkomst", "house": stop.house}),
            ("POST", "/cases", {"caseType": "casus", "house": stop.house, "variables": {"x": 1}}),
        ]
        powers = {"operator", "integrator", *CUSTODIANS}
        for person in self._different(stop):
            if person.roles & powers and stop.house in person.houses:
                continue
            for method, path, body in tries:
                if path.startswith("/tasks") and knows_task(person, stop.last_task()):
                    continue
                self.asked[f"{method} {path.split('/')[1]}"] += 1
                answer = self.chain.call(person, method, path, json=body)
                self._search(person, f"{method} {path}", answer.get_data(as_text=True) + str(answer.headers))
                if answer.status_code < 400 and answer.get_json() != {
                    **answer.get_json(),
                    "state": "accepted",
                }:
                    self._fault(person, f"may {method} {path}")

    def _get(self, person: Person, path: str, filled: str) -> tuple[int, Any]:
        """Ask, and look for canaries outside the parts that hold content."""
        self.asked[path] += 1
        answer = self.chain.call(person, "GET", filled)
        told = answer.get_data(as_text=True)
        self.answered[path] += answer.status_code < 300
        body = answer.get_json(silent=True) if answer.status_code < 500 else None
        if answer.status_code >= 500:
            self._fault(person, f"gets {answer.status_code} from GET {path}")
        if CANARY.search(told):
            allowed = answer.status_code < 300 and "{document_id}" in path  # who reads it is compared
            rest = (
                ""
                if allowed
                else json.dumps(_without_content(body, person, path))
                if body is not None
                else told
            )
            self._search(person, f"GET {path}", rest + str(answer.headers))
        else:
            self._search(person, f"GET {path}", told + str(answer.headers))
        if CANARY.search(told):
            for hidden in encoded_in(told):
                self._fault(person, f"is told {hidden} by GET {path}")
        return answer.status_code, body

    def _rest(self, person: Person, path: str, answer: TestResponse, body: Any) -> str:
        """An answer without what is compared otherwise: content, and who reads a document."""
        if answer.status_code < 300 and "{document_id}" in path:
            return ""
        if body is None:
            return answer.get_data(as_text=True)
        return json.dumps(_without_content(body, person, path))

    def _search(self, person: Person, request: str, told: str) -> None:
        for leaked in {*CANARY.findall(told), *encoded_in(told), *self.digests.found_in(told)}:
            self._fault(person, f"is told {self.canaries.paths.get(leaked, leaked)} by {request}")

    def _compare(self, person: Person, stop: Stop, what: Seen, data: Any) -> None:
        """Compare what is shown of a case with what is open in it."""
        shown, there = Counter(_plain(data)), Counter(_plain(stop.variables))
        if surplus := shown - there:
            self._fault(person, f"reads what is not there: {sorted(surplus)[:3]}")
        for leaf in there:
            path, value = leaf
            opens = what.opens(path, self.canaries.writers.get(json.loads(value)))
            if opens is False and shown[leaf]:
                self._fault(person, f"as {sorted(what.roles)} reads {path}")
            if opens is True and shown[leaf] < there[leaf]:
                self._fault(person, f"as {sorted(what.roles)} does not read {path}")
            if opens is not False and shown[leaf]:
                self.told.add((person.subject, path))

    def _check_open(self, person: Person, what: Seen, data: Any) -> None:
        """Find what is shown of a called process and open to nobody in their place."""
        for path, value in _plain(data):
            if what.opens(path, self.canaries.writers.get(json.loads(value))) is False:
                self._fault(person, f"as {sorted(what.roles)} reads {path} in a called process")

    def _fault(self, person: Person, what: str) -> None:
        self.faults[f"{person.subject} {what}"] += 1


def _people(chain: Chain, house: str) -> Iterator[Person]:
    """Everybody of the house, and of the other one for each role; desks that get nothing only once."""
    others: dict[frozenset[str], Person] = {}
    desks = ("veilig-thuis", "wijkteam")
    for person in chain.people.values():
        if person.roles == {"agency-desk"} and not person.organisation.startswith(desks):
            continue
        if house in person.houses:
            yield person
        else:
            others.setdefault(person.roles, person)
    yield from others.values()
    beyond = next(iter({"noord", "zuid"} - {house}))
    for role in ("auditor", "operator", "integrator", "designer", "administrator"):
        yield Person(f"{role}-elsewhere", role, (beyond,), "elders", frozenset({role}), role == "integrator")


def _follows(person: Person, stop: Stop, what: Seen) -> bool:
    return bool(what.roles) or ("operator" in person.roles and stop.house in person.houses)


def _plain(data: Any) -> Iterator[tuple[str, str]]:
    for path, value in leaves(data):
        if isinstance(value, str) and CANARY.fullmatch(value):  # numbers may be written otherwise
            yield path, json.dumps(value)


def _without_content(body: Any, person: Person, path: str) -> Any:
    """An answer without the part that is compared, and without the reasons of the own organisation."""
    if isinstance(body, dict) and path in CONTENT:
        body = {name: value for name, value in body.items() if name != CONTENT[path]}
    return _without_own_reasons(body, person)


def _without_own_reasons(body: Any, person: Person) -> Any:
    if isinstance(body, list):
        return [_without_own_reasons(one, person) for one in body]
    if not isinstance(body, dict):
        return body
    own = body.get("organisation") == person.organisation or body.get("person") == person.subject
    return {
        name: _without_own_reasons(one, person)
        for name, one in body.items()
        if not (own and name == "reason")
    }
