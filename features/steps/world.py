"""What a scenario remembers: its cases, its last refusal, its partners."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from features.steps.partners import Partners
from features.steps.service import Answer, Json, Service

ZONE = ZoneInfo("Europe/Amsterdam")


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
    cases: dict[str, Case] = field(default_factory=dict)
    current: Case | None = None
    refusal: Answer | None = None

    @property
    def case(self) -> Case:
        assert self.current is not None, "no case has been reported in this scenario"
        return self.current

    def remember(self, answer: Answer, name: str | None = None) -> None:
        """Keep the case that the service just made, as the current one."""
        body = answer.expect(201)
        self.current = Case(body["id"], body["number"], body["house"])
        self.cases[name or self.current.number] = self.current

    def refused(self, answer: Answer) -> None:
        """Keep a refusal for the step that asks why."""
        assert answer.refused, f"{answer.request} was not refused: {answer.status} {answer.body}"
        self.refusal = answer

    def tasks(self, person: str, name: str | None = None) -> list[Json]:
        """The open tasks of the current case that the person sees, all or those with a name."""
        found = self.service.pages(person, "/tasks", rootInstanceId=self.case.id)
        return [task for task in found if name is None or task["name"] == name]

    def task(self, person: str, name: str, about: str | None = None) -> Json:
        """The one open task with this name (and about this) that the person sees."""
        found = self.tasks(person, name)
        if about is not None:
            found = [task for task in found if self._is_about(person, task, about)]
        others = sorted({task["name"] for task in self.tasks(person)})
        assert found, (
            f'{person} has no task "{name}" in case {self.case.number}; '
            f"there are: {'; '.join(others) or 'none'}"
        )
        return found[0]

    def _is_about(self, person: str, task: Json, about: str) -> bool:
        form = self.service.get(person, f"/tasks/{task['id']}/form")
        return form.status == 200 and about in str(form.body["data"])

    def observe(self) -> Json:
        """The current case as the first of the people sees it who may, those of its house first."""
        for person in (*self._followers(), *self.service.people()):
            answer = self.service.get(person, f"/cases/{self.case.id}")
            if answer.status == 200:
                return answer.body
        raise AssertionError(f"nobody sees case {self.case.number}")

    def _followers(self) -> list[str]:
        people = self.service.people().items()
        return [
            name
            for name, person in people
            if self.case.house in person["houses"] and not person.get("machine")
        ]

    @property
    def operator(self) -> str:
        """Who moves the clock."""
        return self.service.holder("operator")

    def local(self, moment: str) -> str:
        """A moment of the API in the zone of the houses."""
        return datetime.fromisoformat(moment).astimezone(ZONE).isoformat()

    def in_zone(self, moment: str) -> str:
        """A moment as a feature writes it, as the API reads it."""
        return datetime.fromisoformat(moment).replace(tzinfo=ZONE).isoformat()

    def after_working_days(self, count: int) -> str:
        """The moment that so many working days from now bring, by the calendar of the case's house."""
        body = {
            "expression": f"add working days(now(), {count})",
            "kind": "expression",
            "house": self.case.house,
        }
        answer = self.service.post(self.service.holder("designer"), "/expression-evaluations", body)
        return str(answer.expect(200)["result"]).split("@")[0]

    def move_clock_to(self, moment: str) -> None:
        """Move the virtual clock; all that falls due on the way happens in order."""
        self.service.put(self.operator, "/clock", {"now": moment}).expect(200)

    def partner_account(self, partner: str) -> str:
        """The account with which a partner's system answers."""
        administrator = self.service.holder("administrator")
        ids = {found["name"]: found["id"] for found in self.service.pages(administrator, "/partners")}
        assert partner in ids, f'there is no partner "{partner}"; there are: {"; ".join(sorted(ids))}'
        for name, person in self.service.people().items():
            if person["organisation"] == ids[partner]:
                return name
        raise AssertionError(f"nobody of {partner} has a demo account")
