"""What one person does: start a case, do a task, send a message."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from engine.commands.services import Services
from engine.feel import Environment
from engine.model.nodes import StartEvent
from features.steps.service import Answer, Json, Service
from features.walk import looking
from features.walk.course import Course
from features.walk.filling import Filling, Offered
from features.walk.keys import Keys
from features.walk.people import People

ZONE: Final = ZoneInfo("Europe/Amsterdam")
EXCEPTION = "protection"
"""An exception that every hold of the chain makes."""
_TRIES: Final = 60
_SAME_PERSON: Final = 0.15
_REMEMBERED: Final = 50


class AstrayError(Exception):
    """The walk found a fault of the chain or of the engine."""


@dataclass
class Acting:
    """People at work in the service.

    Args:
        services: of the service, to look into its database.
        service: the service as its users see it.
        people: who they are.
        keys: what they know of cases.
        random: where chance comes from.
        course: what they did.
        undoable: tasks that none of them could take, and why.
        unanswered: ids of subscriptions for messages that nobody sends.
    """

    services: Services
    service: Service
    people: People
    keys: Keys
    random: Random
    course: Course
    undoable: dict[tuple[str, int], str] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._schemas: dict[str, Json] = {}
        self._partners: list[Json] = []
        self._persons: dict[str, list[Json]] = {}

    def start_case(self, now: datetime) -> None:
        """Start a case in some house; sometimes about somebody whom a case was about before."""
        houses = self.people.houses
        self.random.shuffle(houses)
        for house, name in ((place, name) for place in houses for name in self.people.of(place)):
            kinds = self.service.get(name, "/cases/types").expect(200)["results"]
            startable = [kind for kind in kinds if kind["startable"] and kind["house"] == house]
            if startable:
                startable.sort(key=lambda kind: str(kind["caseType"]))
                if self._start_as(name, house, self.random.choice(startable), now):
                    return
        raise AstrayError("nobody can start a case")

    def _start_as(self, name: str, house: str, kind: Mapping[str, Any], now: datetime) -> bool:
        definition = kind["definitionId"]
        form = self.service.get(name, f"/process-definitions/{definition}/form").expect(200)
        filling = self._filling(house, form["schema"], {}, now)
        before = self._persons.setdefault(f"{house} {definition}", [])
        if before and self.random.random() < _SAME_PERSON:
            filling.type_in(self.random.choice(before))
            self.course.done["cases about the same person"] += 1

        def post(variables: Json) -> Answer:
            body = {"caseType": kind["caseType"], "house": house, "variables": variables}
            return self.service.change(name, "POST", "/cases", body)

        answer = self._sent(filling, post)
        if answer.status == 403:  # the regime of the case takes no part of that organisation
            self.course.done["cases refused"] += 1
            return False
        self._require(answer, filling, f"start of {kind['caseType']} by {name}")
        self.keys.learn(answer.body, filling.variables)
        before.append(filling.variables)
        del before[:-_REMEMBERED]
        self.course.done["cases"] += 1
        return True

    def start_by_message(self, now: datetime) -> None:
        """Send one of the messages that start something of their own."""
        house = self.random.choice(self.people.houses)
        with self.services.database.read() as connection:
            starts = [row for row in looking.message_starts(connection) if row.house in ("", house)]
            row = self.random.choice(starts)
            process = self.services.definitions.process(connection, row.definition_id).process
        node = process.scope.nodes[row.element_id]
        assert isinstance(node, StartEvent), "a message starts a process at its start event"
        sender, form = node.properties.sender, node.properties.form_id
        if sender is None or form is None:
            return
        senders = sender.evaluate({}, Environment(now=now))
        for name in self.people.senders(house, [senders] if isinstance(senders, str) else senders):
            body = {"name": row.name, "house": house}
            with self.services.database.read() as connection:
                numbers = looking.case_numbers(connection, house)
            filling = self._filling(house, self._schema(form), {}, now)
            filling.name_cases(numbers, "number")
            self._publish(name, body, filling, row.name)
            self.course.done["messages that start"] += 1
            return

    def do(self, row: Row[Any], now: datetime) -> None:
        """Let the first who may claim a task do it."""
        with self.services.database.read() as connection:
            if not looking.task_is_open(connection, row.root_id, row.element):
                return
        task = f"{row.root_id}.{row.element}"
        names = self.people.candidates(row.house, row.candidate_groups, row.candidate_users)
        refusals = []
        for name in self._and_one_more(names, row.house, row.candidate_groups):
            assignee = {"assignee": self.people.id_of(name)}
            answer = self.service.change(name, "PUT", f"/tasks/{task}/assignee", assignee)
            if not answer.refused:
                self._complete(name, task, row, now)
                return
            refusals.append(answer.body["code"])
        groups = ", ".join((*row.candidate_groups, *row.candidate_users))
        why = ", ".join(sorted(set(refusals))) or "nobody is meant"
        why = f'"{row.name}" for {groups}: {why}'
        self.undoable[row.root_id, row.element] = why
        self.course.left[why] += 1

    def _and_one_more(self, names: Sequence[str], house: str, wanted: Iterable[str]) -> Iterator[str]:
        """These people, and when that was not enough, one whom an organisation takes on."""
        yield from names
        more = self.people.take_on(house, wanted)
        if more is not None:
            self.course.done["people taken on"] += 1
            yield more

    def _complete(self, name: str, task: str, row: Row[Any], now: datetime) -> None:
        form = self.service.get(name, f"/tasks/{task}/form").expect(200)
        filling = self._filling(row.house, form["schema"] or {}, form["data"], now)

        with self.services.database.read() as connection:
            held = looking.is_held(connection, row.root_id, row.element)
            numbers = looking.case_numbers(connection, row.house)
        filling.name_cases(numbers, "caseNumber")  # whoever mends a number that was mistyped looks it up
        # The work of a walk does not wait for a hold: it goes on to protect somebody.
        reason = {"exception": {"ground": EXCEPTION, "reason": "wandeling"}} if held else {}

        def post(variables: Json) -> Answer:
            body = {"variables": variables, **reason}
            return self.service.change(name, "POST", f"/tasks/{task}/completion", body)

        self._fill(filling, post, f'task "{row.name}" {task} by {name}')
        self.course.done["tasks"] += 1
        self.course.tasks[row.name] += 1

    def send(self, row: Row[Any], now: datetime) -> None:
        """Send a message that is awaited: whoever may, and knows what it is about."""
        with self.services.database.read() as connection:
            if not looking.is_awaited(connection, row.id):
                return
        key = None if row.key_index is None else self.keys.of(row)
        everybody = self.people.senders(row.house, row.senders)
        sender = next(self._and_one_more(everybody, row.house, row.senders), None)
        if sender is None or (key is None and row.key_index is not None):
            known = "no key" if sender else "no sender"
            self.unanswered.add(row.id)
            self.course.unknown[f"{row.name} to {row.element_id}: {known}"] += 1
            return
        body = {"name": row.name, "correlationKey": key, "house": row.house}
        filling = self._filling(row.house, self._schema(row.form_id), {}, now)
        message = self._publish(sender, body, filling, row.name)
        with self.services.database.read() as connection:
            state = looking.message_state(connection, message)
        if state != "correlated":
            where = f"{row.root_id} at {row.element_id}"
            raise AstrayError(f"message {state}: {row.name} by {sender}, which {where} waits for")
        self.course.done["messages"] += 1
        self.course.messages[row.name] += 1

    def _publish(self, name: str, body: Mapping[str, Any], filling: Filling, what: str) -> str:
        def post(variables: Json) -> Answer:
            return self.service.change(name, "POST", "/messages", {**body, "variables": variables})

        return str(self._fill(filling, post, f"message {what} by {name}").body["id"])

    def _fill(self, filling: Filling, post: Callable[[Json], Answer], what: str) -> Answer:
        answer = self._sent(filling, post)
        self._require(answer, filling, what)
        return answer

    def _require(self, answer: Answer, filling: Filling, what: str) -> None:
        if answer.refused:
            raise AstrayError(f"{what}: {answer.status} {answer.reasons()}\n{filling.variables}")

    def _sent(self, filling: Filling, post: Callable[[Json], Answer]) -> Answer:
        """The answer to a form; what the service finds wrong with it is typed anew."""
        answer = post(filling.variables)
        for _ in range(_TRIES):
            if answer.status != 400:
                break
            self.course.done["forms typed anew"] += 1
            filling.mend(_pointers(answer))
            answer = post(filling.variables)
        return answer

    def _filling(self, house: str, schema: Json, data: Json, now: datetime) -> Filling:
        names = self.people.organisations(house)
        offered = Offered(schema, data, names, self._register(house), now.astimezone(ZONE))
        return Filling(offered, self.random)

    def _register(self, house: str) -> Mapping[str, str]:
        """The kinds of the partners of a house by their ids."""
        if not self._partners:
            self._partners = self.service.pages(self.service.holders("administrator")[0], "/partners")
        return {
            one["id"]: one["kind"]
            for one in self._partners
            if any(partnership["house"] == house for partnership in one["partnerships"])
        }

    def _schema(self, form_id: str | None) -> Json:
        if not self._schemas:
            designer = self.service.holders("designer")[0]
            for form in self.service.pages(designer, "/forms", latest="true"):
                schema = self.service.get(designer, f"/forms/{form['id']}").expect(200)["schema"]
                self._schemas[schema["id"]] = schema
        return self._schemas.get(form_id or "", {})


def _pointers(answer: Answer) -> list[str]:
    return [
        error["pointer"].removeprefix("/variables")
        for error in answer.body.get("errors", ())
        if error["pointer"].startswith("/variables/")
    ]
