"""What a scenario remembers: its case, its last refusal, its partners; and how it asks the service."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from features.steps.forms import Field, fields
from features.steps.partners import Partners
from features.steps.service import Answer, Json, Service

ZONE = ZoneInfo("Europe/Amsterdam")
# What a form id stands for never changes, and each scenario reads all forms.
_SCHEMAS: dict[str, Mapping[str, Json]] = {}


@dataclass
class Case:
    """A case as the scenario knows it."""

    id: str
    number: str
    house: str


@dataclass
class World:
    """The state of one scenario."""

    service: Service
    partners: Partners
    current: Case | None = None
    reported: list[Case] = field(default_factory=list)
    refusal: Answer | None = None
    found: Answer | None = None
    _forms: list[Mapping[str, Json]] = field(default_factory=list)
    _moved_to: datetime | None = None

    @property
    def case(self) -> Case:
        assert self.current is not None, "no case has been reported in this scenario"
        return self.current

    def numbered(self, text: str) -> str:
        """The number of a case or a year for the words that a feature writes for it; other text as it is."""
        if text in ("afgelopen jaar", "past year"):
            return str(self.now().year - 1)
        places = {"nummer van de eerste zaak": 0, "nummer van de laatste zaak": -1}
        places |= {"number of the first case": 0, "number of the last case": -1}
        return self.reported[places[text]].number if text in places else text

    def did(self, answer: Answer) -> Answer:
        """Keep a refusal for the step that asks why; let everything come to rest otherwise."""
        if answer.refused:
            self.refusal = answer
        else:
            self.settle()
        return answer

    def settle(self) -> None:
        """Let all that is due now happen: messages on their way, timers of this moment."""
        now = self.service.move_clock("POST", "/clock/advance", {"duration": "PT0S"})
        self._moved_to = _local(now)

    def tasks(self, person: str, name: str) -> list[Json]:
        """The open tasks of the case with a name that the person sees."""
        found = self.service.pages(person, "/tasks", rootInstanceId=self.case.id, state="open")
        return [task for task in found if task["name"] == name]

    def task(self, person: str, name: str) -> Json:
        """An open task of the case with this name that the person sees."""
        found = self.tasks(person, name)
        if not found:
            others = self.service.pages(person, "/tasks", rootInstanceId=self.case.id, state="open")
            names = "; ".join(sorted({task["name"] for task in others})) or "none"
            raise AssertionError(f'{person} has no task "{name}" in {self.case.number}; there are: {names}')
        return found[0]

    def claimed(self, person: str, name: str) -> tuple[Json, Answer | None]:
        """A task that the person has taken; with the refusal when they may not take it."""
        task = self.task(person, name)
        if task["assignee"] is not None:
            return task, None
        assignee = {"assignee": self.service.person(person)["id"]}
        answer = self.service.change(person, "PUT", f"/tasks/{task['id']}/assignee", assignee)
        return task, answer if answer.refused else None

    def seen_case(self, person: str) -> Json:
        """The case as a person sees it."""
        return self.service.get(person, f"/cases/{self.case.id}").expect(200)

    def form_with(self, labels: list[str]) -> Mapping[str, Json]:
        """A deployed form in which all of these labels can be filled in."""
        wanted = {re.sub(r" \d+: ", " 1: ", label) for label in labels}
        for schema in self.forms():
            known = {field.shown for field in fields(schema) if not field.component.get("readonly")}
            if wanted <= known:
                return schema
        raise AssertionError(f"no form has the fields {labels}")

    def labelled(self) -> dict[str, Field]:
        """The fields of all forms by label; the first one wins."""
        known: dict[str, Field] = {}
        for schema in self.forms():
            for found in fields(schema):
                known.setdefault(found.shown, found)
        return known

    def forms(self) -> list[Mapping[str, Json]]:
        """The schemas of all deployed forms."""
        if not self._forms:
            designer = self.service.holders("designer")[0]
            found = self.service.pages(designer, "/forms", latest="true")
            self._forms = [self._schema(designer, form["id"]) for form in found]
        return self._forms

    def _schema(self, designer: str, form_id: str) -> Mapping[str, Json]:
        if form_id not in _SCHEMAS:
            _SCHEMAS[form_id] = self.service.get(designer, f"/forms/{form_id}").expect(200)["schema"]
        return _SCHEMAS[form_id]

    def now(self) -> datetime:
        """Business time in the zone of the houses; nobody but this scenario moves it."""
        if self._moved_to is None:
            operator = self.service.holders("operator")[0]
            self._moved_to = _local(self.service.get(operator, "/clock").expect(200)["now"])
        return self._moved_to

    def move_clock_to(self, moment: datetime) -> None:
        """Move the virtual clock; all that falls due on the way happens in order."""
        now = self.service.move_clock("PUT", "/clock", {"now": moment.isoformat()})
        self._moved_to = _local(now)

    def after_working_days(self, start: datetime, number: int) -> datetime:
        """The same time of day so many working days later, by the calendar of the case's house."""
        body = {
            "expression": f'addWorkingDays(date("{start.date().isoformat()}"), {number})',
            "house": self.case.house,
        }
        designer = self.service.holders("designer")[0]
        found = self.service.change(designer, "POST", "/expression-evaluations", body).expect(200)
        return at(date.fromisoformat(found["result"]), start.timetz().replace(tzinfo=None))

    def partner_id(self, name: str) -> str:
        """The id of a partner in the register."""
        administrator = self.service.holders("administrator")[0]
        ids = {found["name"]: found["id"] for found in self.service.pages(administrator, "/partners")}
        assert name in ids, f'there is no partner "{name}"; there are: {"; ".join(sorted(ids))}'
        return str(ids[name])

    def partner_account(self, name: str) -> str:
        """Who answers for a partner."""
        partner_id = self.partner_id(name)
        for person, found in self.service.people().items():
            if found["organisation"] == partner_id:
                return person
        raise AssertionError(f"nobody of {name} has a demo account")


def _local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone(ZONE)


def at(day: date, moment: time) -> datetime:
    """A time of day in the zone of the houses."""
    return datetime.combine(day, moment, tzinfo=ZONE)
