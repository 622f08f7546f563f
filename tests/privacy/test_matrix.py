"""The matrix: one case per house goes through its stages, and at each everybody asks for everything there is.

What each person is told is compared with the declarations, which an oracle reads by itself; canaries, one in
each text, are looked for in every byte of every answer, and in the end in log, metrics and database.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import make_url, select

from engine.access.person import Person
from engine.run.stored import StoredVariables
from engine.store.tables.cases import participant
from engine.store.tables.history import stage
from engine.store.tables.instances import root_instance
from features.steps.world import World
from tests.privacy.conftest import Chain
from tests.privacy.oracle import Seen, leaves, seen
from tests.privacy.walking import CANARY, ROOT, Canaries, walk

DOCUMENT = json.loads((ROOT / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8"))
READS = [path for path, item in DOCUMENT["paths"].items() if "get" in item]
OF_A_CASE = [path for path in READS if "{case_id}" in path or "{instance_id}" in path]
LISTS = [path for path in READS if "{" not in path]
AT_EACH_STOP = ("/cases", "/tasks")
CONTENT = ("data", "variables")
FEATURE = "afsluiting.feature"
SCENARIO = "Na twee nazorgcontacten en twaalf maanden is de casus afgesloten en ziet niemand hem nog"
FEWEST_STAGES = 7


@dataclass(frozen=True)
class Stop:
    """The case of one house at one moment, as the database has it."""

    house: str
    case_id: str
    parts: list[Mapping[str, Any]]
    stages: frozenset[str]
    variables: Mapping[str, Any]
    active: bool


def stops(chain: Chain, worlds: Mapping[str, World]) -> list[Stop]:
    """Look at the case of each house."""
    found = []
    with chain.services.database.read() as connection:
        for house, world in worlds.items():
            of_root = {"root_id": world.case.id}
            row = connection.execute(select(root_instance).filter_by(**of_root)).mappings().one()
            state = chain.services.keys.open(row["state"], root_instance.c.state, (world.case.id,))
            parts = connection.execute(select(participant).filter_by(left_at=None, **of_root)).mappings()
            reached = connection.scalars(select(stage.c.stage).filter_by(**of_root))
            variables = StoredVariables(state).of_scope() or {}
            stop = Stop(
                house,
                world.case.id,
                [dict(part) for part in parts],
                frozenset(reached),
                variables,
                row["ended_at"] is None,
            )
            found.append(stop)
    return found


class Matrix:
    """Asks as everybody, and says what anybody is told beside what is declared."""

    def __init__(self, chain: Chain, canaries: Canaries) -> None:
        self.chain = chain
        self.canaries = canaries
        self.told: set[tuple[str, str]] = set()
        self.asked = 0
        self.faults: list[str] = []
        self.people = list(chain.people.values())

    def look(self, stop: Stop) -> None:
        """Ask everything of one case as everybody."""
        for person in self._around(stop):
            what = seen(person, stop.house, stop.parts, stop.stages)
            answer = self._get(person, f"/cases/{stop.case_id}", what)
            follows = "operator" in person.roles and stop.house in person.houses
            if (answer is not None) != (bool(what.roles) or follows):
                self.faults.append(f"{person.subject} {'sees' if answer else 'does not see'} the case")
            if answer is not None:
                self._compare(person, stop, what, answer["data"])
                self._ask_more(person, stop, what)  # hidden is as absent: another test asks that of all

    def _around(self, stop: Stop) -> list[Person]:
        """Everybody of its house, and of the others one for each role."""
        others = {p.roles: p for p in self.people if stop.house not in p.houses}
        return [p for p in self.people if stop.house in p.houses] + list(others.values())

    def _ask_more(self, person: Person, stop: Stop, what: Seen) -> None:
        for path in OF_A_CASE:
            if path == "/cases/{case_id}" or "{document_id}" in path:
                continue  # documents declare their readers by themselves
            found = self._get(person, path.format(case_id=stop.case_id, instance_id=stop.case_id), what)
            if found is not None and "variables" in found:
                self._compare(person, stop, what, found["variables"])

    def look_at_lists(self, stops: list[Stop], paths: Collection[str]) -> None:
        """Ask for lists, and for the tasks that they name, as everybody."""
        for person in self.people:
            stop = next((one for one in stops if one.house in person.houses), stops[0])
            what = seen(person, stop.house, stop.parts, stop.stages)
            for path in paths:
                found = self._get(person, path, what)
                if path == "/tasks" and found:
                    self._look_at_tasks(person, found["results"], what)

    def _look_at_tasks(self, person: Person, tasks: list[Any], what: Seen) -> None:
        for task in tasks:
            self._get(person, f"/tasks/{task['id']}", what)
            form = self._get(person, f"/tasks/{task['id']}/form", what)
            for path, value in leaves(form["data"] if form else {}):
                if value is not None and not what.may_show(path, person.roles):
                    self.faults.append(f"{person.subject} reads {path} in the form of a task")

    def _get(self, person: Person, path: str, what: Seen) -> Any:
        """Ask, and look for canaries outside the parts that hold content."""
        self.asked += 1
        answer = self.chain.call(person, "GET", path)
        text = answer.get_data(as_text=True) + str(answer.headers)
        body = answer.get_json(silent=True) if CANARY.search(text) or answer.status_code < 300 else None
        if CANARY.search(text):
            rest = json.dumps(_without_content(body, person)) + str(answer.headers)
            if leaked := CANARY.findall(rest):
                self.faults.append(f"{person.subject} is told {leaked[:3]} by GET {path}")
        return body if answer.status_code < 300 else None

    def _compare(self, person: Person, stop: Stop, what: Seen, data: Any) -> None:
        """Compare what is shown of a case with what is open in it."""
        shown, there = Counter(_plain(data)), Counter(_plain(stop.variables))
        if surplus := shown - there:
            self.faults.append(f"{person.subject} reads what is not there: {sorted(surplus)[:3]}")
        for leaf in there:
            path, text = leaf
            writer = self.canaries.writers.get(json.loads(text)) if CANARY.search(text) else None
            opens = what.opens(path, writer)
            if opens is False and shown[leaf]:
                self.faults.append(f"{person.subject} as {sorted(what.roles)} reads {path}")
            if opens is True and shown[leaf] < there[leaf]:
                self.faults.append(f"{person.subject} as {sorted(what.roles)} does not read {path}")
            if opens is not False and shown[leaf]:
                self.told.add((person.subject, path))


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


def test_nobody_is_told_more_or_less_than_is_declared(
    chains: Callable[[str], Any], capfd: pytest.CaptureFixture[str]
) -> None:
    canaries = Canaries()
    with chains("sqlite") as chain:
        matrix, stages = Matrix(chain, canaries), set()
        transport = httpx.WSGITransport(chain.client.application)
        with httpx.Client(transport=transport, base_url="http://127.0.0.1:8000") as client:
            for worlds in walk(client, FEATURE, SCENARIO, canaries):
                found = stops(chain, worlds)
                new = [stop for stop in found if (stop.house, stop.stages, stop.active) not in stages]
                for stop in new:
                    stages.add((stop.house, stop.stages, stop.active))
                    matrix.look(stop)
                if new:
                    matrix.look_at_lists(found, AT_EACH_STOP)
            matrix.look_at_lists(found, LISTS)
        metrics = chain.client.get("/metrics").get_data(as_text=True)
        database = Path(str(make_url(str(chain.services.database.engine.url)).database))
        dump = b"".join(path.read_bytes() for path in sorted(database.parent.glob("*.sqlite*")))

    assert matrix.faults == []
    assert len(stages) >= 2 * FEWEST_STAGES
    assert len(canaries.writers) > 2 * 20
    assert len({path for _, path in matrix.told}) > 20  # something is open, and was shown
    logged = capfd.readouterr()
    assert not CANARY.search(metrics + logged.out + logged.err)
    assert not CANARY.search(dump.decode("latin-1"))
