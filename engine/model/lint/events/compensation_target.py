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
    for item in model.named("compensateEventDefinition"):
        target = model.document.resolve(item.get("activityRef"))
        event = model.parent(item)
        if target is None or not is_a(target.name, "activity") or event.name == "definitions":
            continue
        scope = model.parent(event)
        seen = [scope, *([model.parent(scope)] if is_event_subprocess(scope) else [])]
        if model.parent(target) not in seen:
            yield Fault(event, f"{label(target)} stands in another scope")
        elif not _can_be_undone(model, target):
            yield Fault(event, f"{label(target)} has no compensation handler")


def _can_be_undone(model: Model, activity: Element) -> bool:
    """Whether a handler stands at its border or, for subprocesses, anywhere inside."""
    if activity.name in SUB_PROCESSES:
        inside = (item for item in model.named("compensateEventDefinition", "eventDefinitionRef"))
        if any(activity in model.document.ancestors(item) for item in inside):
            return True
    return activity.name == "callActivity" or any(
        "compensate" in model.kinds(event) for event in model.boundaries.get(activity, ())
    )


RULE = Rule(
    "compensation-target",
    __doc__ or "",
    "Refer to an activity of this scope that has a handler, or leave `activityRef` out.",
    check,
)
