"""Compensation reaches completed activities of the same scope, or of the scope around an event
subprocess, that have something that compensates them (clause 10.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import SUB_PROCESSES, Model, is_event_subprocess, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """`activityRef` to activities out of sight, or that nothing compensates."""
    undoable = _undoable(model)
    for item in model.named("compensateEventDefinition"):
        target = model.document.resolve(item.get("activityRef"))
        event = model.parent(item)
        if target is None or not is_a(target.name, "activity") or event.name == "definitions":
            continue
        scope = model.parent(event)
        seen = [scope, *([model.parent(scope)] if is_event_subprocess(scope) else [])]
        if model.parent(target) not in seen:
            yield Fault(event, f"{label(target)} stands in another scope")
        elif target not in undoable and target.name != "callActivity":
            yield Fault(event, f"{label(target)} has no compensation handler")


def _undoable(model: Model) -> set[Element]:
    """Activities with a handler at their border, and subprocesses with one anywhere inside."""
    found = {
        host
        for host, events in model.boundaries.items()
        if any("compensate" in model.kinds(event) for event in events)
    }
    for event in model.events:
        if event.name in ("startEvent", "boundaryEvent") and "compensate" in model.kinds(event):
            found |= _subprocesses_around(model, event)
    for call in model.named("callActivity"):
        found |= _subprocesses_around(model, call)
    return found


def _subprocesses_around(model: Model, element: Element) -> set[Element]:
    return {outer for outer in model.document.ancestors(element) if outer.name in SUB_PROCESSES}


RULE = Rule(
    "compensation-target",
    __doc__ or "",
    "Refer to an activity of this scope that has a handler, or leave `activityRef` out.",
    check,
)
