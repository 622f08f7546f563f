"""What people do beside their tasks: close a house for a week, hold a case, open one in an emergency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from engine.commands.services import Services
from features.steps.service import Service
from features.walk import looking
from features.walk.agenda import Agenda
from features.walk.course import Course
from features.walk.people import People

_MOST_DAYS_CLOSED: Final = 7
_MOST_DAYS_HELD: Final = 900


@dataclass(frozen=True)
class Exceptions:
    """Acts out of the ordinary.

    Args:
        services: of the service, to look into its database.
        service: the service as its users see it.
        people: who they are.
        agenda: for what follows on an act.
        random: where chance comes from.
        course: what they did.
    """

    services: Services
    service: Service
    people: People
    agenda: Agenda
    random: Random
    course: Course

    def close_house(self, now: datetime) -> None:
        """Close a house for some days of the next months: terms of working days move."""
        administrator = self.service.holders("administrator")[0]
        house = self.random.choice(self.service.person(administrator)["houses"])
        path = f"/houses/{house}/calendar"
        calendar = self.service.get(administrator, path).expect(200)
        first = now.date() + timedelta(days=self.random.randint(1, 90))
        last = first + timedelta(days=self.random.randint(0, _MOST_DAYS_CLOSED))
        period = {"first": first.isoformat(), "last": last.isoformat(), "label": "Sluiting"}
        closed = [*calendar["closed"], period]
        self.service.change(administrator, "PUT", path, {**calendar, "closed": closed}).expect(200)
        self.course.done["houses closed"] += 1

    def hold_case(self, now: datetime) -> None:
        """Hold a case against destruction, and lift that years later."""
        case = self._some_case()
        if case is None:
            return
        for name in self.people.of(case.house):
            path = f"/cases/{case.root_id}/hold"
            if not self.service.change(name, "PUT", path, {"reason": "Onderzoek"}).refused:
                days = self.random.randint(1, _MOST_DAYS_HELD)
                self.agenda.at(now + timedelta(days=days), partial(self._lift, name, path))
                self.course.done["cases held"] += 1
                return

    def _lift(self, name: str, path: str) -> None:
        self.service.change(name, "DELETE", path, None).expect(204)
        self.course.done["holds lifted"] += 1

    def open_in_emergency(self, now: datetime) -> None:
        """Open a case in an emergency, as somebody may who has no part in it."""
        case = self._some_case()
        if case is None:
            return
        path = f"/cases/{case.root_id}/emergency-access"
        for name in self.people.of(case.house):
            if not self.service.change(name, "POST", path, {"reason": "Acute dreiging"}).refused:
                self.course.done["cases opened in an emergency"] += 1
                return

    def _some_case(self) -> looking.Case | None:
        with self.services.database.read() as connection:
            cases = looking.cases(connection)
        return self.random.choice(cases) if cases else None
