"""Compares what somebody is told with what the declarations say, as the oracle reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.access.person import Person
from tests.privacy.canaries import CANARY, Canaries, spelled
from tests.privacy.oracle import (
    COORDINATES,
    CUSTODIANS,
    FEWEST,
    READERS,
    Seen,
    declared,
    is_in_place,
    knows_called,
    knows_party,
    knows_task,
    leaves,
    readers_of,
    reads_document,
)
from tests.privacy.stop import Stop, task_id

OF_ROLE = {
    "/audit-log": {"auditor"},
    "/audit-log/data-processing": {"auditor"},
    "/audit-log/unusual": {"auditor"},
    "/jobs": {"operator"},
    "/incidents": {"operator"},
    "/process-definitions/{definition_id}/statistics": {"designer", "operator"},
}
"""What everybody else is refused, by the reference of access."""
WATCHERS = {"operator", "integrator"}
"""Who see that an instance is there and where it stands, in their houses."""
ACTS = ("task-completed", "message-sent", "message-received", "decision-made")
COURSE = ("stage-entered", "stage-left", "outcome-reached")


@dataclass
class Comparison:
    """Compares, and keeps what does not agree.

    Args:
        canaries: what was planted.
        faults: what does not agree, with how often.
        told: who was shown what, by path.
    """

    canaries: Canaries
    faults: Counter[str] = field(default_factory=Counter)
    told: set[tuple[str, str]] = field(default_factory=set)

    def fault(self, person: Person, what: str) -> None:
        """Note what does not agree."""
        self.faults[f"{person.subject} {what}"] += 1

    def compare_access(self, person: Person, path: str, status: int) -> None:
        """Compare who gets an answer with the reference of access."""
        allowed = OF_ROLE.get(path)
        if allowed is not None and (status == 200) != bool(allowed & person.roles):
            self.fault(person, f"gets {status} from GET {path}")

    def compare_parts(self, stop: Stop) -> None:
        """Compare who takes part in a case of the walk with whom the domain has take part by then."""
        for part in stop.parts if stop.stages else ():
            if not is_in_place(part, stop.house, stop.stages):
                self.faults[f"{part['role']} of {part['organisation']} takes part in {stop.house}"] += 1

    def compare_list(self, person: Person, stops: Iterable[Stop], path: str, body: Mapping[str, Any]) -> None:
        """Compare the rows of a list with what somebody may know of."""
        rows = body.get("results", ())
        for stop in stops:
            listed = stop.case_id in [one.get("id") for one in rows]
            if path == "/cases" and listed != follows(person, stop, stop.seen_by(person)):
                self.fault(person, "finds a case in the list that is not theirs, or not their own")
            if path == "/tasks":
                mine = {task_id(one) for one in stop.tasks if knows_task(person, one)}
                if body["count"] != len(mine) or {one["id"] for one in rows} - mine:
                    self.fault(person, f"is told of {body['count']} tasks, and may know of {len(mine)}")
            if path == "/process-instances":
                shown = {one["id"] for one in rows if one["id"].startswith(stop.case_id)}
                what = stop.seen_by(person)
                if unknown := {one for one in shown if not _knows_instance(person, stop, what, one)}:
                    self.fault(person, f"is told of {len(unknown)} processes that they may not know of")
        if path == "/retention" and body["count"] and not CUSTODIANS & person.roles:
            self.fault(person, "is told how long cases are kept")
        if beyond := {one["house"] for one in rows if one.get("house")} - set(person.houses):
            self.fault(person, f"is told of {beyond} by GET {path}")

    def compare_case(
        self, person: Person, stop: Stop, path: str, filled: str, status: int, body: Any
    ) -> None:
        """Compare an answer about a case: whether somebody gets one, and what it says.

        Args:
            person: who asks.
            stop: the case.
            path: of the operation.
            filled: the path with its ids.
            status: of the answer.
            body: of the answer, where it is JSON.
        """
        what = stop.seen_by(person)
        expected = _answered(person, stop, what, path, filled)
        if expected is not None and (status == 200) != expected:
            roles = sorted(what.roles)
            self.fault(person, f"as {roles} gets {status} from GET {path}, expected: {expected}")
        if status == 200 and isinstance(body, dict):
            self._compare_content(person, stop, what, path, filled, body)

    def _compare_content(
        self, person: Person, stop: Stop, what: Seen, path: str, filled: str, body: Mapping[str, Any]
    ) -> None:
        match path:
            case "/cases/{case_id}":
                self._compare_data(person, stop.variables, what, body["data"])
                self._compare_parties(person, what, path, body["parties"])
                self._compare_deadlines(person, stop, what, body["deadlines"])
            case "/process-instances/{instance_id}/variables":
                number = _number(filled)
                held = stop.called[number] if number else stop.variables
                self._compare_data(person, held, what, body["variables"])
            case "/cases/{case_id}/participants":
                self._compare_parties(person, what, path, body["results"])
            case "/cases/{case_id}/timeline":
                self._compare_course(person, stop, what, body["results"])
            case "/cases/{case_id}/documents":
                self._compare_documents(person, stop, what, body)

    def _compare_data(self, person: Person, held: Mapping[str, Any], what: Seen, data: Any) -> None:
        """Compare each value that is shown, also an empty one, with what is open of what is held."""
        shown, there = Counter(_values(data)), Counter(_values(held))
        values = {(path, spelled(value)): value for path, value in leaves(held)}
        for path, value in shown - there:
            if not (path.endswith("[]") and value == spelled({}) and what.opens_below(path)):
                self.fault(person, f"reads at {path} what is not there")
        for leaf in there:
            path, own = leaf[0], self.canaries.wrote(person.organisation, leaf[0], values[leaf])
            opens = what.opens(path, own=own)
            if opens is False and shown[leaf]:
                self.fault(person, f"as {sorted(what.roles)} reads {path}")
            if opens is True and shown[leaf] < there[leaf]:
                self.fault(person, f"as {sorted(what.roles)} does not read {path}")
            if opens is not False and shown[leaf]:
                self.told.add((person.subject, path))

    def compare_step(self, person: Person, stop: Stop, number: int, status: int, body: Any) -> None:
        """Compare what is shown of the variables of one step with what is open of them."""
        what, (process, held) = stop.seen_by(person), stop.scopes[number]
        known = bool(what.roles) and _knows_instance(person, stop, what, stop.instance_id(process))
        if (status == 200) != known:
            self.fault(person, f"as {sorted(what.roles)} gets {status} for the variables of a step")
        if status == 200:
            self._compare_data(person, held, what, body["variables"])

    def compare_text(self, person: Person, stop: Stop, document_id: str, text: str) -> None:
        """Compare the kinds of data that a document tells with those that its readers may know."""
        what, row = stop.seen_by(person), stop.documents[document_id]
        roles = what.roles & readers_of(what, row)
        for word in CANARY.findall(text):
            found = declared(self.canaries.paths[word])
            if found is None or not roles & READERS[found[1]]:
                self.fault(person, f"reads {self.canaries.paths[word]} in {row['template']}")

    def compare_figures(self, person: Person, path: str, told: Any) -> None:
        """Find a figure that tells of so few that it has to be kept back."""
        if isinstance(told, list):
            for one in told:
                self.compare_figures(person, path, one)
        elif isinstance(told, dict):
            if any(0 < (told.get(name) or 0) < FEWEST for name in ("count", "subjects")):
                self.fault(person, f"is told of fewer than {FEWEST} by GET {path}")
            self.compare_figures(person, path, list(told.values()))

    def compare_changes(self, person: Person, stop: Stop, path: str, headers: str, body: Any) -> None:
        """Nobody who is shown a part of a case is told how often the whole of it was changed."""
        told = f'"{stop.revision}"' in headers or (isinstance(body, dict) and body.get("revision"))
        if told and "{task_id}" not in path and not WATCHERS & person.roles:
            self.fault(person, f"is told by GET {path} how often the case was changed")

    def compare_form(self, person: Person, what: Seen, data: Any) -> None:
        """Compare what the form of somebody's own task shows with what it may show."""
        for path, value in leaves(data):
            if path and value is not None and not what.may_show(path, person.roles):
                self.fault(person, f"reads {path} in the form of a task")

    def _compare_deadlines(self, person: Person, stop: Stop, what: Seen, told: list[Any]) -> None:
        """Compare the terms that run with those of processes that somebody may know of."""
        known = Counter(
            due
            for number, due in stop.deadlines
            if _knows_instance(person, stop, what, stop.instance_id(number))
        )
        shown = Counter(one["due"] for one in told)
        if shown - known:
            self.fault(person, f"as {sorted(what.roles)} is told of a term of what they may not know to run")
        if known - shown:
            self.fault(person, f"as {sorted(what.roles)} is not told of a term")

    def _compare_parties(self, person: Person, what: Seen, path: str, parties: list[Any]) -> None:
        for part in parties:
            if not knows_party(what, part):
                self.fault(person, f"is told by GET {path} that {part['role']} takes part")

    def _compare_course(self, person: Person, stop: Stop, what: Seen, happened: list[Any]) -> None:
        since = stop.since(person)
        for one in happened:
            late = since is not None and datetime.fromisoformat(one["at"]) < since
            if late and one["kind"] in ACTS and not what.roles & COORDINATES:
                self.fault(person, f"is told of {one['kind']} before they took part")
            if one["kind"] in COURSE or knows_party(what, {"role": None, **one}):
                continue
            if not one["kind"].startswith("participant-"):  # those who coordinate are known to all
                self.fault(person, f"is told of {one['kind']} by {one['organisation']}")

    def _compare_documents(self, person: Person, stop: Stop, what: Seen, body: Mapping[str, Any]) -> None:
        mine = {id_ for id_, row in stop.documents.items() if reads_document(what, row)}
        if {one["id"] for one in body["results"]} != mine or body["count"] != len(mine):
            self.fault(person, f"is told of {body['count']} documents, and may read {len(mine)}")


def _answered(person: Person, stop: Stop, what: Seen, path: str, filled: str) -> bool | None:
    """Whether somebody gets an answer about a case; None where that is not declared for the whole of it."""
    there = stop.house in person.houses
    match path:
        case "/cases/{case_id}/audit-log":
            return "auditor" in person.roles and there
        case "/cases/{case_id}/retention":
            return bool(CUSTODIANS & person.roles) and there
        case "/cases/{case_id}/documents/{document_id}":
            return bool(what.roles) and reads_document(what, stop.documents[filled.rpartition("/")[2]])
        case "/process-instances/{instance_id}" | "/process-instances/{instance_id}/ad-hoc-activities":
            return _knows_instance(person, stop, what, filled.split("/")[2])
        case "/process-instances/{instance_id}/variables":
            number = _number(filled)
            goes_on = not number or number in stop.called
            return bool(what.roles) and goes_on and _knows_instance(person, stop, what, filled.split("/")[2])
        case _ if "{instance_id}" in path:  # each step
            watches = bool(WATCHERS & person.roles) and stop.house in person.houses
            return watches or bool(what.roles & COORDINATES)
        case "/tasks/{task_id}/form":
            mine = (one for one in stop.own_tasks() if one["assignee"] == person.subject)
            return filled in {f"/tasks/{task_id(one)}/form" for one in mine}
        case "/tasks/{task_id}":
            return any(
                knows_task(person, one) for one in stop.own_tasks() if filled == f"/tasks/{task_id(one)}"
            )
        case _ if "{case_id}" in path:
            return follows(person, stop, what)
    return None


def _knows_instance(person: Person, stop: Stop, what: Seen, instance_id: str) -> bool:
    if WATCHERS & person.roles and stop.house in person.houses:
        return True
    number = instance_id.partition(".")[2]
    return knows_called(what, int(number), stop.parts, stop.callers) if number else bool(what.roles)


def follows(person: Person, stop: Stop, what: Seen) -> bool:
    """Whether somebody knows that the case is there."""
    return bool(what.roles) or ("operator" in person.roles and stop.house in person.houses)


def _values(data: Any) -> Iterator[tuple[str, str]]:
    for path, value in leaves(data):
        if path:
            yield path, spelled(value)


def _number(filled: str) -> int:
    """The number of the process that a path is about; 0 is the case itself."""
    return int(filled.split("/")[2].partition(".")[2] or 0)
