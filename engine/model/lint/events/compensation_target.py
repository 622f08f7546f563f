"""Compensation reaches completed activities of the same scope, or of the scope around an event
subprocess; others are out of sight (clause 10.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """`activityRef` to activities out of sight."""
    for item in model.named("compensateEventDefinition"):
        target = model.document.resolve(item.get("activityRef"))
        event = model.parent(item)
        if target is None or not is_a(target.name, "activity") or event.name == "definitions":
            continue
        scope = model.parent(event)
        seen = [scope, *([model.parent(scope)] if is_event_subprocess(scope) else [])]
        if model.parent(target) not in seen:
            yield Fault(event, f"{label(target)} stands in another scope")


RULE = Rule(
    "compensation-target",
    __doc__ or "",
    "Refer to an activity of this scope, or leave `activityRef` out.",
    check,
)
