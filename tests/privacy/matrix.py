"""Asks as everybody for everything there is; what is told is searched and compared with the declarations.

An oracle reads these by itself; canaries, one in each text, are looked for in every byte of every answer.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from engine.access.person import Person
from engine.store.tables.cases import participant
from tests.privacy.asking import (
    FORMATTED,
    LISTS_OF_CASES,
    PAGED,
    READS,
    Questions,
    harvest,
    is_shared,
    parameters,
    whole,
)
from tests.privacy.canaries import Canaries
from tests.privacy.comparison import Comparison
from tests.privacy.conftest import Chain, Told
from tests.privacy.leaks import Search, encoded_in
from tests.privacy.oracle import CUSTODIANS, knows_task, reads_document, seen
from tests.privacy.people import everybody, one_of_equals
from tests.privacy.stop import Stop, task_id
from tests.privacy.ways import Ways

VARIABLES = "/process-instances/{instance_id}/variables"
CONTENT = {
    "/cases/{case_id}": "data",
    VARIABLES: "variables",
    "/tasks/{task_id}/form": "data",
}
"""Where what is compared with the declarations stands; no other part of any answer may hold a canary."""
DOCUMENT = "/cases/{case_id}/documents/{document_id}"
DOCUMENTS = "/cases/{case_id}/documents"
RETENTION = "/cases/{case_id}/retention"
FORM = "/tasks/{task_id}/form"


class Matrix:
    """Asks as everybody, and says what anybody is told beside what is declared.

    Args:
        chain: the service.
        canaries: what is planted in it.
        youngest: of so many documents and tasks of a case; all, unless there are more.
    """

    def __init__(self, chain: Chain, canaries: Canaries, youngest: int = sys.maxsize) -> None:
        self.chain = chain
        self.canaries = canaries
        self.youngest = youngest
        self.paths: Sequence[str] = READS
        self.people = everybody(chain.people.values())
        self.comparison = Comparison(canaries)
        self.search = Search()
        self.ways = Ways(chain, self.comparison, self._search_told)
        self.asked: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self._questions = Questions(harvest(self._all_there_is()))
        self._read_as_text = {DOCUMENT, *filter(is_shared, READS)}
        self._looks = 0

    def _all_there_is(self) -> dict[str, Any]:
        """What is shared, as whoever is told most of it lists it."""
        found: dict[str, Any] = {}
        for path in READS:
            if is_shared(path) and not parameters(path):
                asked = whole(path, path)
                answers = [json.loads(self.chain.ask(one, asked).body) for one in self.people]
                rows = [one.get("results", one) if isinstance(one, dict) else one for one in answers]
                found[path] = max((one for one in rows if isinstance(one, list)), key=len, default=[])
        return found

    def look(self, stops: Sequence[Stop]) -> None:
        """Ask as everybody for what all share, for each list, and for all that there is of each case.

        Who does not work in the house of a case asks for it in every other look.
        """
        self.search.add(self.canaries.writers)
        for stop in stops:
            self.comparison.compare_parts(stop)
        for turn, person in enumerate(self.people, self._looks):
            lists: dict[str, Any] = {}
            for path, filled in self._asked_among(self._of_all(turn)):
                status, body = self._get(person, path, filled)
                self.comparison.compare_access(person, path, status)
                if status == 200 and path in LISTS_OF_CASES:
                    self.comparison.compare_list(person, stops, path, body)
                    lists[filled] = body["results"]
            for stop in stops:
                if stop.house not in person.houses and turn % 2:
                    continue
                things = stop.things(self.youngest, turn)
                for path, filled in self._asked_among(self._questions.of_case(things)):
                    status, body = self._get(person, path, filled, stop)
                    self.comparison.compare_case(person, stop, path, filled, status, body)
                    if status == 200 and path in PAGED:
                        lists[filled] = body["results"]
                self.look_at_scope(person, stop, turn)
            if turn % 2:
                self.ways.ask_otherwise(person, stops[turn // 2 % len(stops)], lists, turn // 2)
        self.ways.ask_as_stranger(stops)
        self._looks += 1

    def look_at_scope(self, person: Person, stop: Stop, turn: int) -> None:
        """Ask for what one step holds of its own: another step in each turn."""
        if not stop.scopes or VARIABLES not in self.paths:
            return
        number = sorted(stop.scopes)[turn % len(stop.scopes)]
        of = stop.instance_id(stop.scopes[number][0])
        filled = f"/process-instances/{of}/variables?scopeId={stop.case_id}.{number}"
        status, body = self._get(person, VARIABLES, filled, stop)
        self.comparison.compare_step(person, stop, number, status, body)

    def _of_all(self, turn: int) -> Iterator[tuple[str, str]]:
        yield from self._questions.shared(turn)
        for path in LISTS_OF_CASES:
            yield path, path

    def _asked_among(self, questions: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        return ((path, filled) for path, filled in questions if path in self.paths)

    def counts(self) -> str:
        """How much was asked, by how many, and how much was planted."""
        questions = self.asked.total() + self.ways.asked
        planted = len(self.canaries.writers)
        return f"{self._looks} looks, {len(self.people)} people, {questions} questions, {planted} canaries"

    def look_at_form(self, holder: Person, taken: str) -> None:
        """Ask for a task that somebody has taken: as them, as their colleagues and as each operator."""
        with self.chain.services.database.read() as connection:
            root_id = taken.partition(".")[0]
            rows = connection.execute(select(participant).filter_by(left_at=None, root_id=root_id)).mappings()
            parts = [dict(part) for part in rows]
        filled = f"/tasks/{taken}/form"
        status, form = self._get(holder, FORM, filled)
        assert status == 200, f"{holder.subject} gets {status} from GET {filled}"
        self.comparison.compare_form(
            holder, seen(holder, parts[0]["house"], parts, frozenset()), form["data"]
        )
        near = (
            person
            for person in self.people
            if person.subject != holder.subject
            and (person.organisation == holder.organisation or "operator" in person.roles)
        )
        for person in near:
            if self._get(person, FORM, filled)[0] not in (403, 404):
                self.comparison.fault(person, "reads the form of a task that another has")

    def refused_writes(self, stop: Stop) -> None:
        """Try to change the case as everybody who may not: what a refusal says holds nothing of it."""
        last = stop.own_tasks()[-1]
        words = {"reason": "Proef"}
        tries: list[tuple[str, str, Any]] = [
            ("POST", f"/tasks/{task_id(last)}/completion", {"variables": {"x": 1}}),
            ("DELETE", f"/tasks/{task_id(last)}/assignee", None),
            ("PATCH", f"/process-instances/{stop.case_id}/variables", {"variables": {"x": 1}}),
            ("POST", f"/process-instances/{stop.case_id}/cancellation", words),
            ("PUT", f"/cases/{stop.case_id}/hold", words),
            ("POST", f"/cases/{stop.case_id}/destruction", words),
            ("POST", f"/cases/{stop.case_id}/emergency-access", words),
            ("POST", "/signals", {"name": "uitkomst", "house": stop.house}),
            ("POST", "/cases", {"caseType": "casus", "house": stop.house, "variables": {"x": 1}}),
        ]
        powers = {"operator", "integrator", *CUSTODIANS}
        for person in one_of_equals(self.people, [stop]):
            if person.roles & powers and stop.house in person.houses:
                continue
            for method, path, body in tries:
                if path.startswith("/tasks") and knows_task(person, last):
                    continue
                self.asked[f"{method} {path.split('/')[1]}"] += 1
                answer = self.chain.call(person, method, path, json=body)
                self._search(person, f"{method} {path}", answer.get_data(as_text=True), str(answer.headers))
                if answer.status_code < 400 and answer.get_json() != {
                    **answer.get_json(),
                    "state": "accepted",
                }:
                    self.comparison.fault(person, f"may {method} {path}")

    def _get(self, person: Person, path: str, filled: str, stop: Stop | None = None) -> tuple[int, Any]:
        """Ask, and look for canaries outside the parts that are compared."""
        self.asked[path] += 1
        asked = whole(path, filled)
        answer = self.chain.ask(person, asked)
        self.ways.ask_again(person, path, asked, answer)
        self.answered[path] += answer.status < 300
        if answer.status >= 500:
            self.comparison.fault(person, f"gets {answer.status} from GET {path}")
        if answer.status == 200 and path == DOCUMENT and stop is not None:
            self.comparison.compare_text(person, stop, filled.rpartition("/")[2], answer.body)
        if answer.status == 200 and path == FORMATTED and answer.body.startswith("{"):
            self.comparison.compare_figures(person, path, json.loads(answer.body))
        body = None
        if answer.status < 300 and path not in self._read_as_text:
            body = json.loads(answer.body)
        if stop is not None and answer.status == 200:
            self.comparison.compare_changes(person, stop, path, answer.headers, body)
        if self.search.found_in(answer.body) or self.search.found_in(answer.headers):
            self._search(person, f"GET {path}", *_beside_content(answer, body, person, path, stop))
            for hidden in encoded_in(answer.body):
                self.comparison.fault(person, f"is told {hidden} by GET {path}")
        return answer.status, body

    def _search_told(self, person: Person, request: str, answer: Told) -> None:
        self._search(person, request, answer.body, answer.headers)

    def _search(self, person: Person, request: str, *told: str) -> None:
        for leaked in {word for part in told for word in self.search.found_in(part)}:
            name = self.canaries.paths.get(leaked, leaked)
            self.comparison.fault(person, f"is told {name} by {request}")


def _beside_content(answer: Told, body: Any, person: Person, path: str, stop: Stop | None) -> tuple[str, str]:
    """Body and headers of an answer without what is compared, and the reasons of the own organisation."""
    if answer.status < 300 and path == DOCUMENT:  # who reads it is compared, and its name is part of it
        others = [line for line in answer.headers.splitlines() if not line.startswith("Content-Disposition:")]
        return "", "\n".join(others)
    if body is None:
        try:
            body = json.loads(answer.body)
        except ValueError:
            return answer.body, answer.headers
    if answer.status < 300 and path in CONTENT:
        body = {name: value for name, value in body.items() if name != CONTENT[path]}
    if answer.status < 300 and path == DOCUMENTS and stop is not None:
        what = stop.seen_by(person)
        mine = {id_ for id_, row in stop.documents.items() if reads_document(what, row)}
        rows = [{**row, "name": ""} if row["id"] in mine else row for row in body["results"]]
        body = {**body, "results": rows}
    custodian = answer.status < 300 and path == RETENTION  # who is one is compared; they decide by two
    return json.dumps(_without_reasons(body, person, of_others=custodian)), answer.headers


def _without_reasons(body: Any, person: Person, *, of_others: bool) -> Any:
    if isinstance(body, list):
        return [_without_reasons(one, person, of_others=of_others) for one in body]
    if not isinstance(body, dict):
        return body
    own = body.get("organisation") == person.organisation or body.get("person") == person.subject
    return {
        name: _without_reasons(one, person, of_others=of_others)
        for name, one in body.items()
        if not (name == "reason" and (own or of_others))
    }
