"""The matrix: one case per house goes through its stages, and at each everybody asks for everything there is.

What each person is told is compared with the declarations, which an oracle reads by itself; canaries, one in
each text, are looked for in every byte of every answer, and in the end in log, metrics and database. On
SQLite the case of one house is looked at, on PostgreSQL that of the other, behind its walls, in turn.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import make_url, select, text

from engine.access.person import Person
from engine.run.stored import StoredVariables
from engine.store.metadata import metadata
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
from tests.privacy.walking import CANARY, Canaries, walk

CONTENT = ("data", "variables")
FEWEST_STAGES = 9
HELD, EMERGENCY = 2, 6
"""The stops before which a director holds the case and a manager takes emergency access."""
BOTH = (0, HELD, EMERGENCY)
"""The stops at which both kinds of database are asked; the others are shared out, in turn."""
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
            elif "{case_id}" in path or filled.endswith(f"{stop.case_id}/variables"):
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
                self._compare(person, stop, what, body.get("variables", body))
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
            rest = "" if allowed else json.dumps(_without_content(body, person)) if body is not None else told
            self._search(person, f"GET {path}", rest + str(answer.headers))
        else:
            self._search(person, f"GET {path}", told + str(answer.headers))
        if CANARY.search(told):
            for hidden in encoded_in(told):
                self._fault(person, f"is told {hidden} by GET {path}")
        return answer.status_code, body

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


def _without_content(body: Any, person: Person) -> Any:
    """An answer without the parts that hold content, and without the reasons of the own organisation."""
    if isinstance(body, list):
        return [_without_content(one, person) for one in body]
    if not isinstance(body, dict):
        return body
    own = body.get("organisation") == person.organisation or body.get("person") == person.subject
    left_out = (*CONTENT, "reason") if own else CONTENT
    return {name: _without_content(one, person) for name, one in body.items() if name not in left_out}


def _dump(chain: Chain) -> str:
    """Every byte of the database: the files of SQLite with its log, or all rows of PostgreSQL."""
    url = make_url(str(chain.services.database.engine.url))
    if url.get_backend_name() == "sqlite":
        folder = Path(str(url.database)).parent
        return b"".join(path.read_bytes() for path in sorted(folder.glob("*.sqlite*"))).decode("latin-1")
    rows = []
    with chain.services.database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(text(f'select t::text from "{table.name}" t')):
                rows.append(f"{row[0]} {_bytes_in(row[0])}")
    assert len(rows) > len(metadata.sorted_tables)
    return "\n".join(rows)


def _bytes_in(row: str) -> str:
    """Columns of bytes are shown in hex: what they spell, beside it."""
    parts = (part.strip('")(').removeprefix("\\\\x").removeprefix("\\x") for part in row.split(","))
    spelled = []
    for part in parts:
        if len(part) > 1 and len(part) % 2 == 0 and all(sign in "0123456789abcdef" for sign in part):
            spelled.append(bytes.fromhex(part).decode("latin-1"))
    return " ".join(spelled)


@pytest.mark.parametrize(("kind", "house"), [("sqlite", "noord"), ("postgresql", "zuid")])
def test_nobody_is_told_more_or_less_than_is_declared(
    chains: Callable[[str], Any], capfd: pytest.CaptureFixture[str], kind: str, house: str
) -> None:
    canaries = Canaries()
    with chains(kind) as chain:
        matrix = Matrix(chain, canaries, house)
        before: set[tuple[frozenset[str], bool]] = set()
        transport = httpx.WSGITransport(chain.client.application)
        with httpx.Client(transport=transport, base_url="http://127.0.0.1:8000") as client:

            def looking(worlds: Mapping[str, World]) -> Callable[[str, str], None]:
                people = {person.name.split()[0]: person for person in chain.people.values()}
                return lambda name, task_id: matrix.look_at_form(people[name], task_id)

            for worlds in walk(client, canaries, looking):
                stop = look_at(chain, house, worlds[house])
                if (stop.stages, stop.active) in before:
                    continue
                before.add((stop.stages, stop.active))
                numbered = len(before) - 1
                if numbered not in BOTH and numbered % 2 != (kind == "sqlite"):
                    continue  # the other kind of database stops here
                if numbered in (HELD, EMERGENCY):
                    _act(chain, stop, canaries, numbered)
                    stop = look_at(chain, house, worlds[house])
                matrix.look(stop)
                if numbered in (HELD, EMERGENCY):
                    matrix.refused_writes(stop)
            matrix.look_at_shared(stop)
        metrics = chain.client.get("/metrics").get_data(as_text=True)
        exported = json.dumps(
            [
                chain.done("zeno", "GET", f"/audit-log{part}?pageSize=1000&house={one}")
                for part in ("", "/data-processing")
                for one in ("noord", "zuid")
            ]
        )
        dump = _dump(chain)

    assert dict(matrix.faults) == {}
    assert set(matrix.asked) >= set(READS) == set(matrix.questions.asked), "an operation that nobody asked"
    assert {path for path in READS if not matrix.answered[path]} == set(), "an operation that nobody may ask"
    assert len(before) >= FEWEST_STAGES
    assert len(canaries.writers) > 2 * 30
    assert len({path for _, path in matrix.told}) > 20  # something is open, and was shown
    logged = capfd.readouterr()
    for where, found in {
        "log": logged.out + logged.err,
        "metrics": metrics,
        "dump": dump,
        "export": exported,
    }.items():
        assert not CANARY.findall(found), where
        assert not encoded_in(found), where
        assert not matrix.digests.found_in(found), where


def _act(chain: Chain, stop: Stop, canaries: Canaries, number: int) -> None:
    """Have the house's director hold the case, or its manager open it in an emergency, each for a reason."""
    role = "process-director" if number == HELD else "manager"
    person = next(one for one in chain.people.values() if role in one.roles and stop.house in one.houses)
    reason = {"reason": canaries.new(person.organisation, "reason")}
    method, act = ("PUT", "hold") if number == HELD else ("POST", "emergency-access")
    chain.done(person, method, f"/cases/{stop.case_id}/{act}", json=reason)
