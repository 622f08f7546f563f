"""What a step of a process instance costs, without a database: python -m bench.engine

The measured case is a loop of user tasks with FEEL candidate groups, an output mapping in FEEL and a FEEL
condition; every step
loads the stored state, completes the task, takes the changes and stores the state again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bench.figures import Figure, show
from engine.feel import Environment, JsonValue
from engine.model.extensions import Binding
from engine.model.reader import read_bpmn
from engine.run.changes import ElementStarted, TaskCreated
from engine.run.faults import Missing
from engine.run.host import Deadline, Decided, DeployedProcess, InstanceFacts
from engine.run.instance import Instance

TITLE = "Engine, one core, no database"
NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
)
LOOP = f"""<definitions {NAMESPACES} targetNamespace="bench"><process id="loop" isExecutable="true">
<startEvent id="start"/>
<userTask id="work"><extensionElements>
  <zeebe:assignmentDefinition candidateGroups="=[role]"/>
  <zeebe:ioMapping><zeebe:output source="=passes + 1" target="passes"/></zeebe:ioMapping>
</extensionElements></userTask>
<exclusiveGateway id="again" default="enough"/>
<endEvent id="end"/>
<sequenceFlow id="a" sourceRef="start" targetRef="work"/>
<sequenceFlow id="b" sourceRef="work" targetRef="again"/>
<sequenceFlow id="c" sourceRef="again" targetRef="work">
  <conditionExpression>=passes &lt; 1000000 and status = "open"</conditionExpression></sequenceFlow>
<sequenceFlow id="enough" sourceRef="again" targetRef="end"/>
</process></definitions>"""
WIDE = f"""<definitions {NAMESPACES} targetNamespace="bench"><process id="wide" isExecutable="true">
<startEvent id="start"/>
<userTask id="work"><multiInstanceLoopCharacteristics><extensionElements>
  <zeebe:loopCharacteristics inputCollection="=items" inputElement="each"
    outputCollection="answers" outputElement="=answer"/>
</extensionElements></multiInstanceLoopCharacteristics></userTask>
<endEvent id="end"/>
<sequenceFlow id="a" sourceRef="start" targetRef="work"/>
<sequenceFlow id="b" sourceRef="work" targetRef="end"/>
</process></definitions>"""


class BenchHost:
    """One process and a clock that stands still."""

    def __init__(self, source: str) -> None:
        read = read_bpmn(source.encode(), resource="bench.bpmn")
        assert read.file is not None, read.findings
        (process,) = read.file.processes
        self.deployed = DeployedProcess(f"{process.id}:1", 1, "bench", process)
        self.now = datetime(2026, 11, 21, 9, tzinfo=UTC)
        self._zone = ZoneInfo("Europe/Amsterdam")

    def process(
        self, process_id: str, binding: Binding, version_tag: str | None, caller: DeployedProcess
    ) -> DeployedProcess:
        """The one process."""
        return self.deployed

    def definition(self, definition_id: str) -> DeployedProcess:
        """The one process."""
        return self.deployed

    def decide(self, decision_id: str, *_: object) -> Decided:
        """No decisions here."""
        raise Missing(decision_id)

    def environment(
        self, facts: InstanceFacts, process_id: str, calendar: str | None, time_zone: str | None
    ) -> Environment:
        """Time and zone."""
        return Environment(now=self.now, zone=self._zone)

    def deadlines(self, environment: Environment) -> tuple[Deadline, ...]:
        """No terms here."""
        return ()

    def objection_to_participant(self, organisation: str, regime: str | None) -> str | None:
        """Everybody may take part."""
        return None

    def objection_to_measure(self, name: str, value: JsonValue) -> str | None:
        """No measures here."""
        return None

    def start(self, variables: dict[str, JsonValue]) -> Instance:
        """An instance at its first task."""
        facts = InstanceFacts("bench", None, None, "house", None, self.now, None)
        return Instance.start(self, self.deployed, facts, variables)


def variables_of(size: int) -> dict[str, JsonValue]:
    """About `size` bytes of variables, of several types, as a case file has them."""
    found: dict[str, JsonValue] = {"passes": 0, "status": "open", "role": "worker"}
    person: dict[str, JsonValue] = {"name": "A. de Vries", "born": "1980-02-29", "children": 2, "known": True}
    count = max(1, (size - 60) // 75)
    found["people"] = [dict(person) for _ in range(count)]
    return found


def step(host: BenchHost, state: bytes, element: int) -> tuple[bytes, int]:
    """One command: load, complete, changes, dump."""
    instance = Instance.load(host, state)
    instance.complete(element, {"remark": "done"})
    created = [change for change in instance.take_changes() if isinstance(change, TaskCreated)]
    return instance.dump(), created[0].element


def seconds_per_step(host: BenchHost, state: bytes, element: int, steps: int) -> tuple[float, bytes, int]:
    """The best of five rounds, for other work on the machine only ever adds."""
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        for _ in range(steps):
            state, element = step(host, state, element)
        best = min(best, (time.process_time() - begun) / steps)
    return best, state, element


def throughput(size: int) -> tuple[float, int]:
    """Steps a second and the size of the stored state."""
    host = BenchHost(LOOP)
    instance = host.start(variables_of(size))
    seconds, state, _ = seconds_per_step(host, instance.dump(), _first_task(instance), 1000)
    return 1 / seconds, len(state)


def ageing() -> tuple[float, int, float, int]:
    """Seconds per step and size of the state after 10 and after 1,000 completed tasks."""
    host = BenchHost(LOOP)
    instance = host.start(variables_of(4000))
    state, element = instance.dump(), _first_task(instance)
    for _ in range(10):
        state, element = step(host, state, element)
    young, young_size = _repeated(host, state, element), len(state)
    for _ in range(990):
        state, element = step(host, state, element)
    return young, young_size, _repeated(host, state, element), len(state)


def _repeated(host: BenchHost, state: bytes, element: int) -> float:
    """Seconds for the same step from the same state, many times over."""

    def once() -> None:
        step(host, state, element)

    return _best(once, 500)


def _best(action: Callable[[], None], times: int) -> float:
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        for _ in range(times):
            action()
        best = min(best, (time.process_time() - begun) / times)
    return best


def width(count: int) -> tuple[float, float, float]:
    """Seconds to open a parallel multi-instance, per completion of its instances, and to load its state."""
    host = BenchHost(WIDE)
    items: list[JsonValue] = list(range(count))
    begun = time.process_time()
    instance = host.start({"items": items})
    opened = time.process_time() - begun
    state = instance.dump()
    begun = time.process_time()
    Instance.load(host, state)
    loaded = time.process_time() - begun
    tasks = [change.element for change in instance.take_changes() if isinstance(change, TaskCreated)]
    begun = time.process_time()
    for element in tasks:
        instance.complete(element, {"answer": 1})
        instance.take_changes()
    return opened, (time.process_time() - begun) / count, loaded


def _first_task(instance: Instance) -> int:
    started = [change for change in instance.take_changes() if isinstance(change, ElementStarted)]
    return started[-1].element


def rows() -> Iterator[Figure]:
    """What is measured, the figure, and what it must be."""
    for size in (1000, 4000, 32000):
        rate, stored = throughput(size)
        wanted = ">= 10,000" if size == 4000 else ""
        yield Figure(f"user-task steps/s, {size // 1000} kB of variables", f"{rate:,.0f}", wanted)
        yield Figure("  stored state, bytes", f"{stored:,}")
    young, young_size, old, old_size = ageing()
    yield Figure("step after 1,000 tasks / after 10", f"{old / young:.2f}", "<= 1.10")
    yield Figure("state after 1,000 tasks / after 10", f"{old_size / young_size:.2f}", "<= 1.10")
    opened, each, loaded = width(1000)
    yield Figure("parallel multi-instance of 1,000: opening, ms", f"{opened * 1000:.1f}")
    yield Figure("  each completion, ms", f"{each * 1000:.3f}", "<= 0.05")
    yield Figure("  loading, ms", f"{loaded * 1000:.1f}")


if __name__ == "__main__":
    show(TITLE, rows())
