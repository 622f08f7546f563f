"""The walk: people start cases, do their tasks and send their messages at moments of chance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any, Final

from sqlalchemy import Row

from api.demo_people import DemoPerson
from engine.commands.services import Services
from engine.model.nodes import StartEvent, SubProcess
from engine.model.process import walk
from features.coverage.report import MODELS, read
from features.steps.partners import Partners
from features.steps.service import Service
from features.walk import looking
from features.walk.acting import Acting, AstrayError
from features.walk.agenda import Agenda
from features.walk.course import Course
from features.walk.exceptions import Exceptions
from features.walk.keys import Keys
from features.walk.people import People

_YEAR: Final = timedelta(days=365)
_STRIDE_HOURS: Final = (6, 30)
# What may happen to a case seldom does; what it asked for comes soon, late, after every term, or never.
_EVENT_COMES, _EVENT_DAYS = 0.15, 700
_ANSWER_NEVER, _ANSWER_FORGOTTEN, _ANSWER_COMES_SOON = 0.03, 0.1, 0.7
_LATE_DAYS, _FORGOTTEN_DAYS = 150, 400
_TROUBLES: Final = (503, 422)
"""Out of reach for now, which is tried again; and rejected for good."""
_TROUBLES_A_YEAR: Final = 12
_STARTS_A_YEAR: Final = 6
_RARE_A_YEAR: Final = 3
_STUCK_EVERY: Final = timedelta(days=7)


@dataclass(frozen=True)
class Plan:
    """How far to walk.

    Args:
        cases: how many are started.
        years: over how much virtual time.
        seed: what all chance comes from.
        years_to_finish: how long it goes on after that; 0 leaves cases unfinished.
    """

    cases: int
    years: float
    seed: int
    years_to_finish: int = 10


@dataclass
class Walker:
    """One walk through one service.

    Args:
        services: of the service, to look into its database.
        service: the service as its users see it.
        partners: the desks that its messages reach.
        staff: who works there.
        plan: how far to walk.
        course: what happened on the way.
    """

    services: Services
    service: Service
    partners: Partners
    staff: dict[str, DemoPerson]
    plan: Plan
    course: Course = field(default_factory=Course)

    def __post_init__(self) -> None:
        self._random = Random(self.plan.seed)
        self._agenda = Agenda(self._random)
        people = People(self.service, self.staff, self._random)
        self._keys = Keys(self.services, self.partners)
        self._acting = Acting(self.services, self.service, people, self._keys, self._random, self.course)
        self._exceptions = Exceptions(
            self.services, self.service, people, self._agenda, self._random, self.course
        )
        self._start = self.now = self._stuck_looked_at = self._clock()
        self._looked_at = self.now
        self._seen: set[object] = set()
        self._closed: set[str] = set()
        self._starts = _event_starts()

    def walk(self) -> Iterable[datetime]:
        """Walk to the end; tell the time at the beginning of each year on the way.

        Raises:
            AstrayError: an incident, something late or lost, a stuck case, or a form that nobody can fill.
        """
        self._plan_ahead()
        last = self._start + (self.plan.years + self.plan.years_to_finish) * _YEAR
        year = 0
        while self.now < last:
            while self.now >= self._start + year * _YEAR:
                yield self._start + year * _YEAR
                year += 1
            self._move(last)
            for act in self._agenda.take(self.now):
                act()
            self._look()
        self._finish()

    def _plan_ahead(self) -> None:
        length = self.plan.years * _YEAR
        for _ in range(self.plan.cases):
            self._at_random(length, self._acting.start_case)
        for _ in range(min(self.plan.cases, round(_STARTS_A_YEAR * self.plan.years))):
            self._at_random(length, self._acting.start_by_message)
        rare = (self._exceptions.close_house, self._exceptions.hold_case, self._exceptions.open_in_emergency)
        for act in rare:
            for _ in range(min(self.plan.cases, round(_RARE_A_YEAR * self.plan.years))):
                self._at_random(length, act)
        for _ in range(min(self.plan.cases, round(_TROUBLES_A_YEAR * self.plan.years))):
            self._at_random(length, self._trouble)

    def _at_random(self, length: timedelta, act: object) -> None:
        assert callable(act)
        moment = self._start + self._random.random() * length
        self._agenda.at(moment, lambda: act(self.now))

    def _trouble(self, now: datetime) -> None:
        """Let a desk be out of reach for a while, or reject what it is sent."""
        desk = self._random.choice(self.partners.desks())
        desk.answer_with(self._random.choice(_TROUBLES))
        self._agenda.at(now + timedelta(hours=self._random.randint(1, 48)), lambda: desk.answer_with(202))
        self.course.done["desks in trouble"] += 1

    def _move(self, last: datetime) -> None:
        """Move the clock by one stride; over days on which nobody and nothing has to do anything, at once."""
        with self.services.database.read() as connection:
            coming = [moment for moment in (looking.next_timer(connection), self._agenda.first) if moment]
        stride = timedelta(minutes=self._random.randint(*(60 * hours for hours in _STRIDE_HOURS)))
        self.now = min(last, max(self.now, min(coming, default=last)) + stride)
        self.service.move_clock("PUT", "/clock", {"now": self.now.isoformat()})
        self._check()

    def _look(self) -> None:
        """Put new tasks and awaited messages on the agenda."""
        self.course.done["messages to partners"] += self._keys.take_in()
        since, self._looked_at = self._looked_at, self.now
        with self.services.database.read() as connection:
            tasks = looking.open_tasks(connection, since)
            awaited = looking.awaited_messages(connection, since)
        before, self._seen = self._seen, set()
        for row in tasks:
            if self._is_new((row.root_id, row.element), before):
                self._agenda.after_thought(self.now, lambda row=row: self._acting.do(row, self.now))
        for row in awaited:
            if self._is_new(row.id, before):
                self._answer(row)

    def _answer(self, row: Row[Any]) -> None:
        delay = self._delay(row.element_id)
        if delay is not None:
            self._agenda.after_thought(self.now + delay, lambda: self._acting.send(row, self.now))
        elif row.element_id not in self._starts:
            self._acting.unanswered.add(row.id)
            self.course.unanswered[f"{row.name} to {row.element_id}"] += 1

    def _delay(self, element_id: str) -> timedelta | None:
        """How long it takes until somebody thinks of a message; None when nobody ever does."""
        chance = self._random.random()
        if element_id in self._starts:
            early = self._random.random() ** 2  # most cases end early: so do their events come
            return timedelta(days=_EVENT_DAYS * early) if chance < _EVENT_COMES else None
        if chance < _ANSWER_NEVER:
            return None
        if chance < _ANSWER_FORGOTTEN:
            return timedelta(days=_FORGOTTEN_DAYS * (1 + self._random.random()))
        return (
            timedelta() if chance < _ANSWER_COMES_SOON else timedelta(days=_LATE_DAYS * self._random.random())
        )

    def _is_new(self, key: object, before: set[object]) -> bool:
        self._seen.add(key)
        return key not in before

    def _check(self) -> None:
        with self.services.database.read() as connection:
            faults = looking.incidents(connection) + looking.late(connection, self.now)
            if self.now >= self._stuck_looked_at + _STUCK_EVERY:
                faults += looking.undestroyed(connection, self.now)
                undoable, unanswered = self._acting.undoable, frozenset(self._acting.unanswered)
                faults += looking.stuck(connection, self._starts, undoable, unanswered)
                self._take_in_ended()
                self._stuck_looked_at = self.now
        if faults:
            raise AstrayError("\n".join(faults[:20]))

    def _take_in_ended(self) -> None:
        with self.services.database.read() as connection:
            for root_id in looking.ended_since(connection, self._stuck_looked_at):
                if root_id not in self._closed:
                    self._closed.add(root_id)
                    self.course.close(connection, root_id)
                    self._keys.forget(root_id)

    def _finish(self) -> None:
        """Take in what has not ended: a case among it is a fault."""
        self._take_in_ended()
        with self.services.database.read() as connection:
            self.course.destroyed.update(looking.destroyed(connection))
            running = looking.running(connection, self._start + self.plan.years * _YEAR)
            faults = [
                f"unfinished: {looking.standing(connection, root_id, self._acting.undoable)}"
                for root_id in running
            ]
            for root_id in running:
                self.course.close(connection, root_id)
        if faults and self.plan.years_to_finish:
            raise AstrayError("\n".join(faults[:20]))

    def _clock(self) -> datetime:
        operator = self.service.holders("operator")[0]
        return datetime.fromisoformat(self.service.get(operator, "/clock").expect(200)["now"])


@cache
def _event_starts() -> frozenset[str]:
    """The ids of the start events of event subprocesses."""
    processes = (process for path in MODELS.glob("*.bpmn") for process in read(path).processes)
    nodes = (node for process in processes for _, node in walk(process.scope))
    return frozenset(
        start.id
        for node in nodes
        if isinstance(node, SubProcess) and node.triggered_by_event
        for start in node.scope.nodes.values()
        if isinstance(start, StartEvent)
    )
