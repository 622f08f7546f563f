"""Comparing what was reached with what the models hold: text, JSON, and a drawing of each diagram."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.model.nodes import BoundaryEvent, StartEvent, SubProcess
from engine.model.process import BpmnFile, Process, Scope, walk
from engine.model.reader import read_bpmn
from features.coverage.drawing import draw
from features.coverage.record import FOLDER, Taken, recorded

MODELS = Path("bpmn")


@dataclass(frozen=True)
class Goal:
    """A sequence flow, boundary event or event subprocess start that a scenario should reach."""

    process: str
    id: str
    kind: str
    line: int


@dataclass(frozen=True)
class Coverage:
    """How often each goal of one file was reached."""

    file: Path
    reached: dict[Goal, int]

    @property
    def missed(self) -> list[Goal]:
        return [goal for goal, times in self.reached.items() if times == 0]


def coverage(models: Path = MODELS, taken: dict[str, Taken] | None = None) -> list[Coverage]:
    """The coverage of every model in a folder."""
    found = recorded() if taken is None else taken
    return [_of_file(path, found) for path in sorted(models.glob("*.bpmn"))]


def _of_file(path: Path, taken: dict[str, Taken]) -> Coverage:
    file = read(path)
    reached = {
        goal: _times(goal, taken.get(process.id, Taken()))
        for process in file.processes
        if process.executable
        for goal in goals(process)
    }
    return Coverage(path, reached)


def read(path: Path) -> BpmnFile:
    """A model, read as the service reads it."""
    found = read_bpmn(path.read_bytes(), resource=path.name)
    assert found.file is not None, f"{path} cannot be read: {found.findings}"
    return found.file


def goals(process: Process) -> Iterator[Goal]:
    """Everything in a process that a scenario should reach."""
    for scope in _scopes(process):
        for flow in scope.flows.values():
            yield Goal(process.id, flow.id, "sequence flow", flow.line)
    for _, node in walk(process.scope):
        if isinstance(node, BoundaryEvent):
            yield Goal(process.id, node.id, "boundary event", node.line)
        elif isinstance(node, SubProcess) and node.triggered_by_event:
            for start in node.scope.nodes.values():
                if isinstance(start, StartEvent):
                    yield Goal(process.id, start.id, "event subprocess start", start.line)


def _scopes(process: Process) -> Iterator[Scope]:
    yield process.scope
    for _, node in walk(process.scope):
        if isinstance(node, SubProcess):
            yield node.scope


def _times(goal: Goal, taken: Taken) -> int:
    return taken.flows[goal.id] if goal.kind == "sequence flow" else taken.elements[goal.id]


def text(found: Sequence[Coverage]) -> str:
    """A line for each model, and one for each goal that no scenario reached."""
    lines = []
    for item in found:
        total, missed = len(item.reached), item.missed
        lines.append(f"{item.file.name:32} {total - len(missed):4} of {total:4} reached")
        lines += [
            f"    {item.file}:{goal.line}: no scenario reaches {goal.kind} {goal.id}" for goal in missed
        ]
    total = sum(len(item.reached) for item in found)
    reached = total - sum(len(item.missed) for item in found)
    share = 100 * reached / total if total else 100
    return "\n".join([*lines, f"{reached} of {total} flows and events reached: {share:.1f} %"])


def write(found: Sequence[Coverage], folder: Path = FOLDER) -> None:
    """Write `coverage.json` and a drawing of each diagram."""
    folder.mkdir(parents=True, exist_ok=True)
    document = {item.file.name: {goal.id: times for goal, times in item.reached.items()} for item in found}
    (folder / "coverage.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    for item in found:
        times = {goal.id: count for goal, count in item.reached.items()}
        drawing = draw(item.file.read_bytes(), times)
        (folder / f"{item.file.stem}.svg").write_text(drawing, encoding="utf-8")
