"""Which processes a case runs through: those with a case type, their parts, and what they call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.model.lint.calls import called_id
from engine.model.lint.surroundings import Surroundings
from engine.model.process import BpmnFile


def case_processes(files: Sequence[BpmnFile], surroundings: Surroundings) -> frozenset[str]:
    """Ids of the processes that a case reaches by a call of a fixed id, or that say they are part of it."""
    calls: dict[str, set[str]] = {}
    pending = set(surroundings.case_processes)
    for file in files:
        for process in file.processes:
            if process.properties.case_type is not None or process.properties.part_of:
                pending.add(process.id)
        for activity in file.document.named("callActivity"):
            outer = file.document.inside(activity, "process")
            called = called_id(activity)
            if outer is not None and outer.id is not None and called is not None:
                calls.setdefault(outer.id, set()).add(called)
    reached: set[str] = set()
    while pending:
        process_id = pending.pop()
        reached.add(process_id)
        pending |= calls.get(process_id, set()) - reached
    return frozenset(reached)


def case_types_of(files: Sequence[BpmnFile]) -> Mapping[str, str]:
    """Case type -> id of the first executable process of these files that has it."""
    found: dict[str, str] = {}
    for file in files:
        for process in file.processes:
            if process.executable and process.properties.case_type is not None:
                found.setdefault(process.properties.case_type, process.id)
    return found
