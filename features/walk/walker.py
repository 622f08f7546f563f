"""The walk: people start cases, do their tasks and send their messages at moments of chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from engine.commands.services import Services
from features.steps.partners import Partners
from features.steps.service import Answer, Json, Service
from features.walk import looking
from features.walk.agenda import Agenda
from features.walk.filling import Filling, Offered
from features.walk.people import People

ZONE: Final = ZoneInfo("Europe/Amsterdam")
_TRIES: Final = 60
# Most of what a case may hear of (a withdrawal, a relapse, an answer) comes late, when nothing else goes on.
_COMES_SOON: Final = 0.35
_LATE: Final = timedelta(days=500)
_YEARS_TO_FINISH: Final = 10


class AstrayError(Exception):
    """The walk found a fault of the chain or of the engine."""


@dataclass(frozen=True)
class Plan:
    """How far to walk.

    Args:
        cases: how many are started.
        years: over how much virtual time.
        seed: what all chance comes from.
    """

    cases: int
    years: int
    seed: int


@dataclass
class Walker:
    """One walk through one service.

    Args:
        services: of the service, to look into its database.
        service: the service as its users see it.
        partners: the desks that its messages reach.
        plan: how far to walk.
        done: what people did, and how often.
        left: tasks that no demo person could take, and how often.
    """

    services: Services
    service: Service
    partners: Partners
    plan: Plan
    done: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._random = Random(self.plan.seed)
        self._agenda = Agenda(self._random)
        self._people = People(self.service.people(), self._random)
        self._now = self._clock()
        self._start = self._stuck_looked_at = self._now
        self._seen_tasks: set[tuple[str, int]] = set()
        self._seen_messages: set[str] = set()
        self._left_roots: set[str] = set()
        self._schemas: dict[str, Json] = {}
        self._names: dict[str, str] = {}
        self._numbers: dict[str, str] = {}

    def walk(self) -> Iterable[datetime]:
        """Walk to the end; tell the time at the beginning of each year on the way.

        Raises:
            AstrayError: an incident, a late timer, a stuck case, or a form that nobody can fill.
        """
        length = timedelta(days=365 * self.plan.years)
        for _ in range(self.plan.cases):
            self._agenda.at(self._start + self._random.random() * length, self._start_case)
        self._agenda.at(self._start + length + timedelta(days=365 * _YEARS_TO_FINISH), lambda: None)
        year = 0
        while (found := self._agenda.next()) is not None:
            moment, act = found
            while moment >= self._start + timedelta(days=365 * year):
                yield self._start + timedelta(days=365 * year)
                year += 1
            if self._move_to(moment):
                act()
                self._look()
            else:
                self._agenda.at(moment, act)
        self._check(finished=True)

    def _move_to(self, moment: datetime) -> bool:
        """Move the clock there, or to where timers have brought something about."""
        while self._now < moment:
            with self.services.database.read() as connection:
                due = looking.next_timer(connection) or moment
            self._now = min(moment, max(due, self._now) + timedelta(days=1))
            self.service.move_clock("PUT", "/clock", {"now": self._now.isoformat()})
            self._check(finished=False)
            if self._look() and self._now < moment:
                return False
        return True

    def _look(self) -> bool:
        """Put new tasks and awaited messages on the agenda; tell whether there were any."""
        found = False
        since = self._now - timedelta(days=31)
        with self.services.database.read() as connection:
            tasks = looking.open_tasks(connection, since)
            awaited = looking.awaited_messages(connection, since)
        for row in tasks:
            if (row.root_id, row.element) not in self._seen_tasks:
                self._seen_tasks.add((row.root_id, row.element))
                self._agenda.after_thought(self._now, lambda row=row: self._do(row))
                found = True
        for row in awaited:
            if row.id not in self._seen_messages:
                self._seen_messages.add(row.id)
                late = timedelta() if self._random.random() < _COMES_SOON else _LATE * self._random.random()
                self._agenda.after_thought(self._now + late, lambda row=row: self._send(row))
                found = True
        return found

    def _check(self, *, finished: bool) -> None:
        with self.services.database.read() as connection:
            faults = looking.open_incidents(connection) + looking.late_timers(connection, self._now)
            if finished or self._now >= self._stuck_looked_at + timedelta(days=7):
                self._stuck_looked_at = self._now
                faults += looking.stuck_cases(connection)
            if finished:
                faults += looking.unfinished_cases(connection, self._left_roots)
        if faults:
            raise AstrayError("\n".join(faults[:20]))

    def _start_case(self) -> None:
        houses = sorted({house for one in self._people.known.values() for house in one["houses"]})
        self._random.shuffle(houses)
        for house, name in ((place, name) for place in houses for name in self._people.of(place)):
            kinds = self.service.get(name, "/cases/types").expect(200)["results"]
            startable = [kind for kind in kinds if kind["startable"] and kind["house"] == house]
            if startable:
                self._start_as(name, house, self._random.choice(startable))
                return
        raise AstrayError("nobody can start a case")

    def _start_as(self, name: str, house: str, kind: Mapping[str, Any]) -> None:
        form = self.service.get(name, f"/process-definitions/{kind['definitionId']}/form").expect(200)
        filling = self._filling(house, form["schema"], {})

        def post(variables: Json) -> Answer:
            body = {"caseType": kind["caseType"], "house": house, "variables": variables}
            return self.service.change(name, "POST", "/cases", body)

        answer = self._fill(filling, post, f"start of {kind['caseType']} by {name}")
        self._numbers[answer.body["id"]] = answer.body["number"]
        self.done["cases"] += 1

    def _do(self, row: Row[Any]) -> None:
        with self.services.database.read() as connection:
            if not looking.task_is_open(connection, row.root_id, row.element):
                return
        task = f"{row.root_id}.{row.element}"
        refusals = []
        for name in self._people.candidates(row.house, row.candidate_groups, row.candidate_users):
            assignee = {"assignee": self._people.id_of(name)}
            answer = self.service.change(name, "PUT", f"/tasks/{task}/assignee", assignee)
            if not answer.refused:
                self._complete(name, task, row)
                return
            refusals.append(f"{name}: {answer.body['code']}")
        self._left_roots.add(row.root_id)
        groups = ", ".join((*row.candidate_groups, *row.candidate_users))
        self.left[f'"{row.name}" for {groups}: {"; ".join(refusals) or "no demo person is meant"}'] += 1

    def _complete(self, name: str, task: str, row: Row[Any]) -> None:
        form = self.service.get(name, f"/tasks/{task}/form").expect(200)
        filling = self._filling(row.house, form["schema"] or {}, form["data"])
        self._fill(
            filling,
            lambda variables: self.service.change(
                name, "POST", f"/tasks/{task}/completion", {"variables": variables}
            ),
            f'task "{row.name}" {task} by {name}',
        )
        self.done["tasks"] += 1
        self._settle()

    def _send(self, row: Row[Any]) -> None:
        with self.services.database.read() as connection:
            if not looking.is_awaited(connection, row.id):
                return
        for name in self._people.senders(row.house, row.senders):
            filling = self._filling(row.house, self._schema(row.form_id), {})
            for key in self._keys(row.root_id, name):
                body = {"name": row.name, "correlationKey": key, "house": row.house}
                answer = self.service.change(
                    name, "POST", "/messages", body | {"variables": filling.variables}
                )
                for _ in range(_TRIES):
                    if answer.status != 400:
                        break
                    filling.mend(_pointers(answer))
                    answer = self.service.change(
                        name, "POST", "/messages", body | {"variables": filling.variables}
                    )
                with self.services.database.read() as connection:
                    if not looking.is_awaited(connection, row.id):
                        self.done["messages"] += 1
                        self._settle()
                        return
        self.done["messages nobody could send"] += 1

    def _keys(self, root_id: str, name: str) -> list[str]:
        """What a sender may know a case by: references of messages that reached them, and its number."""
        organisation = self._people.known[name]["organisation"]
        references = [
            str(message.body["reference"])
            for desk in self.partners.desks()
            if desk.name == self._partner_name(organisation)
            for message in reversed(desk.messages())
        ]
        return [*references[:30], self._numbers.get(root_id, "")]

    def _partner_name(self, organisation: str) -> str:
        administrator = self.service.holders("administrator")[0]
        if organisation not in self._names:
            found = self.service.get(administrator, f"/partners/{organisation}")
            self._names[organisation] = "" if found.refused else found.body["name"]
        return self._names[organisation]

    def _fill(self, filling: Filling, post: Any, what: str) -> Answer:
        answer: Answer = post(filling.variables)
        for _ in range(_TRIES):
            if answer.status != 400:
                break
            filling.mend(_pointers(answer))
            answer = post(filling.variables)
        if answer.refused:
            raise AstrayError(f"{what}: {answer.status} {answer.reasons()}\n{filling.variables}")
        return answer

    def _filling(self, house: str, schema: Json, data: Json) -> Filling:
        offered = Offered(schema, data, self._people.organisations(house), self._now.astimezone(ZONE))
        return Filling(offered, self._random)

    def _schema(self, form_id: str | None) -> Json:
        if not self._schemas:
            designer = self.service.holders("designer")[0]
            for form in self.service.pages(designer, "/forms", latest="true"):
                schema = self.service.get(designer, f"/forms/{form['id']}").expect(200)["schema"]
                self._schemas[schema["id"]] = schema
        return self._schemas.get(form_id or "", {})

    def _settle(self) -> None:
        self.service.move_clock("POST", "/clock/advance", {"duration": "PT0S"})

    def _clock(self) -> datetime:
        operator = self.service.holders("operator")[0]
        return datetime.fromisoformat(self.service.get(operator, "/clock").expect(200)["now"])


def _pointers(answer: Answer) -> list[str]:
    return [
        error["pointer"].removeprefix("/variables")
        for error in answer.body.get("errors", ())
        if error["pointer"].startswith("/variables/")
    ]
