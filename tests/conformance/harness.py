"""Runs small models as a store would: it keeps tasks, timers and subscriptions from the changes alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task

from engine.feel import Environment, JsonValue, Value
from engine.model.extensions import Binding
from engine.model.finding import Severity
from engine.model.lint import check
from engine.model.process import Process
from engine.model.reader import read_bpmn
from engine.run import changes as ch
from engine.run.faults import Missing
from engine.run.host import Actor, Deadline, Decided, DeployedProcess, InstanceFacts
from engine.run.instance import Instance
from tests.conformance.drawing import DRAWN, to_its_end

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
Variables = Mapping[str, JsonValue]
C = TypeVar("C")


@dataclass
class Surroundings:
    """A host with the processes of some files and a clock that the test moves."""

    processes: Mapping[str, Process]
    now: datetime = START
    decisions: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.deployed = {
            key: DeployedProcess(f"{key}:1", 1, "deployment", process)
            for key, process in self.processes.items()
        }

    def process(
        self, process_id: str, binding: Binding, version_tag: str | None, caller: DeployedProcess
    ) -> DeployedProcess:
        if process_id not in self.deployed:
            raise Missing(f"process {process_id} is not deployed")
        return self.deployed[process_id]

    def definition(self, definition_id: str) -> DeployedProcess:
        return next(each for each in self.deployed.values() if each.definition_id == definition_id)

    def decide(
        self,
        decision_id: str,
        binding: Binding,
        version_tag: str | None,
        caller: DeployedProcess,
        variables: Mapping[str, Value],
        environment: Environment,
    ) -> Decided:
        if decision_id not in self.decisions:
            raise Missing(f"decision {decision_id} is not deployed")
        return Decided(self.decisions[decision_id], f"{decision_id}:1", ())

    def environment(
        self, facts: InstanceFacts, process_id: str, calendar: str | None, time_zone: str | None
    ) -> Environment:
        return Environment(now=self.now, zone=ZoneInfo(time_zone or "Europe/Amsterdam"))

    def deadlines(self, environment: Environment) -> tuple[Deadline, ...]:
        return ()

    def objection_to_participant(self, organisation: str, regime: str | None) -> str | None:
        """Everybody may take part."""
        return None

    def objection_to_measure(self, name: str, value: JsonValue) -> str | None:
        return "it must be a plain value" if isinstance(value, list | dict) else None


def deploy(*sources: bytes) -> Surroundings:
    """The processes of the files, which a deployment must accept."""
    processes: dict[str, Process] = {}
    for source in sources:
        read = read_bpmn(to_its_end(source), resource="model.bpmn")
        assert read.file is not None
        findings = [*read.findings, *check([read.file])]
        assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
        processes.update({process.id: process for process in read.file.processes})
    return Surroundings(processes)


@dataclass
class Run:
    """One instance under test.

    When `restoring` it is restored from its state after every command; when `dying` it also runs every
    command twice,
    the first time on a copy that is lost before anything of it is kept.
    """

    host: Surroundings
    restoring: bool = False
    dying: bool = False
    history: list[ch.Change] = field(default_factory=list)
    tasks: dict[int, str] = field(default_factory=dict)
    timers: dict[tuple[int, int], ch.TimerSet] = field(default_factory=dict)
    subscriptions: dict[tuple[int, int], ch.SubscriptionOpened] = field(default_factory=dict)
    active: dict[int, str] = field(default_factory=dict)
    incidents: dict[int, ch.IncidentRaised] = field(default_factory=dict)

    def begin(
        self, variables: Variables | None = None, *, process: str = "p", start_event: str | None = None
    ) -> Run:
        facts = InstanceFacts("root", None, None, "house", None, self.host.now, None)
        self.instance = Instance.start(
            self.host, self.host.deployed[process], facts, variables or {}, start_event=start_event
        )
        self._settle()
        return self

    # --- what a test does -------------------------------------------------------------------------------

    def do(self, element_id: str, variables: Variables | None = None, *, by: str | None = None) -> Run:
        """Completes the oldest open task or job of that element."""
        return self.complete(self.number_of(element_id), variables, by=by)

    def complete(self, number: int, variables: Variables | None = None, *, by: str | None = None) -> Run:
        """Completes this task or job."""
        actor = Actor(by, None) if by else None
        return self.command(lambda instance: instance.complete(number, variables or {}, actor))

    def number_of(self, element_id: str) -> int:
        found = [number for number, name in sorted(self.tasks.items()) if name == element_id]
        assert found, f"{element_id} is not open; open are {self.open}"
        return found[0]

    def fail(self, element_id: str, code: str, variables: Variables | None = None) -> Run:
        """The worker of the job reports a BPMN error."""
        number = self.number_of(element_id)
        return self.command(lambda instance: instance.throw_error(number, code, variables or {}))

    def receive(self, name: str, payload: Variables | None = None, *, key: str | None = None) -> Run:
        """A message arrives at the oldest subscription that fits."""
        fitting = [
            place
            for place, opened in sorted(self.subscriptions.items())
            if opened.kind is ch.SubscriptionKind.MESSAGE and (opened.name, opened.key) == (name, key)
        ]
        assert fitting, f"nobody waits for {name}; waiting are {self.waiting}"
        return self.command(lambda instance: instance.deliver_message(*fitting[0], payload or {}))

    def signalled(self, name: str, payload: Variables | None = None) -> Run:
        return self.command(lambda instance: instance.deliver_signal(name, payload or {}))

    def wait(self, **span: float) -> Run:
        """Time passes; timers that come due fire, as the worker fires them, at the end."""
        self.host.now += timedelta(**span)
        return self.command(lambda instance: instance.fire_timers())

    def write(self, variables: Variables, scope: int = 0) -> Run:
        return self.command(lambda instance: instance.write_variables(scope, variables))

    def resolve(self, element_id: str) -> Run:
        number = next(key for key, raised in self.incidents.items() if raised.element_id == element_id)
        return self.command(lambda instance: instance.resolve_incident(number))

    def choose(self, element_id: str, *activities: str, complete: bool = False) -> Run:
        number = next(key for key, name in self.active.items() if name == element_id)
        chosen = [(name, {}) for name in activities]
        return self.command(lambda instance: instance.choose(number, chosen, complete))

    # --- what a test sees -------------------------------------------------------------------------------

    @property
    def open(self) -> list[str]:
        """The elements that wait for a person or worker."""
        return sorted(self.tasks.values())

    @property
    def waiting(self) -> list[str]:
        """The elements that wait for an event."""
        names = [opened.element_id for opened in self.subscriptions.values()]
        return sorted(names + [timer_set.element_id for timer_set in self.timers.values()])

    @property
    def state(self) -> str:
        return self.instance.state.value

    @property
    def variables(self) -> Variables:
        return self.instance.variables()

    def completed(self, *only: str) -> list[str]:
        """The elements that completed, in order; of these alone, if any are given."""
        return [name for name in self._ended(ch.ElementState.COMPLETED) if not only or name in only]

    def terminated(self) -> list[str]:
        return self._ended(ch.ElementState.TERMINATED)

    def _ended(self, state: ch.ElementState) -> list[str]:
        names = {each.element: each.element_id for each in self.of(ch.ElementStarted)}
        ended = [names[each.element] for each in self.of(ch.ElementEnded) if each.state is state]
        return [name for name in ended if not name.endswith(DRAWN)]

    def flows(self) -> list[str]:
        return [each.flow_id for each in self.of(ch.FlowTaken) if not each.flow_id.endswith(DRAWN)]

    def of(self, kind: type[C]) -> list[C]:
        return [each for each in self.history if isinstance(each, kind)]

    # --- keeping the books --------------------------------------------------------------------------------

    def command(self, command: Callable[[Instance], None]) -> Run:
        """Gives the instance a command, and keeps the books."""
        lost: tuple[ch.Change, ...] | None = None
        if self.dying:
            copy = Instance.load(self.host, self.instance.dump())
            command(copy)
            lost = copy.take_changes()
        command(self.instance)
        if lost is not None:
            assert self.instance.take_changes() == lost
            self.instance.workflow.changes = list(lost)
        self._settle()
        return self

    def _settle(self) -> None:
        for change in self.instance.take_changes():
            self.history.append(change)
            self._note(change)
        self._check()
        if self.restoring or self.dying:
            state = self.instance.dump()
            self.instance = Instance.load(self.host, state)
            assert self.instance.dump() == state
            assert self.instance.take_changes() == ()

    def _note(self, change: ch.Change) -> None:
        if isinstance(change, ch.TaskCreated | ch.JobCreated):
            self.tasks[change.element] = change.element_id
        elif isinstance(change, ch.TimerSet):
            self.timers[change.element, change.alternative] = change
        elif isinstance(change, ch.SubscriptionOpened):
            self.subscriptions[change.element, change.alternative] = change
        elif isinstance(change, ch.TimerEnded):
            del self.timers[change.element, change.alternative]
        elif isinstance(change, ch.SubscriptionEnded):
            del self.subscriptions[change.element, change.alternative]
        elif isinstance(change, ch.WaitEnded):
            self._wait_ended(change.element)
        elif isinstance(change, ch.ElementStarted):
            assert change.element not in self.active
            self.active[change.element] = change.element_id
        elif isinstance(change, ch.ElementEnded):
            del self.active[change.element]
        elif isinstance(change, ch.ElementMigrated):
            self._renamed(change)
        elif isinstance(change, ch.IncidentRaised):
            self.incidents[change.element] = change
        elif isinstance(change, ch.IncidentEnded):
            del self.incidents[change.element]

    def _renamed(self, change: ch.ElementMigrated) -> None:
        for book in (self.tasks, self.active):
            if change.element in book:
                book[change.element] = change.element_id

    def _wait_ended(self, element: int) -> None:
        self.tasks.pop(element, None)
        for book in (self.timers, self.subscriptions):
            for place in [place for place in book if place[0] == element]:
                del book[place]

    def _check(self) -> None:
        """The books agree with the instance, and the instance is the library's."""
        top = self.instance.workflow
        assert isinstance(top, BpmnWorkflow)
        assert all(isinstance(token, Task) for token in top.tokens.values())
        assert all(isinstance(token.task_spec, BpmnTaskSpec) for token in top.tokens.values())
        assert not any(token.data for token in top.tokens.values())
        if self.instance.state is not ch.InstanceState.ACTIVE:
            lasting = {number for number, token in top.tokens.items() if token.lasts}
            waits = {place for place in self.subscriptions if place[0] not in lasting}
            left = (self.tasks, self.timers, waits, self.active)
            assert not any(left), f"the instance has ended, yet these are open: {left}"
            return
        assert {each.number: each.element_id for each in self.instance.elements()} == self.active
        assert {e.number for e in self.instance.elements() if e.waits_for in ("task", "job")} == set(
            self.tasks
        )


def names(elements: Sequence[str]) -> list[str]:
    """Sorted, to compare what runs in parallel."""
    return sorted(elements)
