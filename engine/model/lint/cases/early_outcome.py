"""An end event with a stage is the outcome of its case, and ends what partners take part in. In an event
subprocess that does not interrupt, the case itself would go on without them.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """End events with a stage, beside the course of a process that has a case type."""
    roots = {process.id for process in model.file.processes if process.properties.case_type is not None}
    for entry, holder in written(model):
        if entry.get("name") != "stage" or holder.name != "endEvent":
            continue
        owner = model.owner(holder)
        if owner is None or owner.id not in roots:
            continue
        beside = next((outer for outer in model.document.ancestors(holder) if _goes_beside(outer)), None)
        if beside is not None:
            yield Fault(
                holder, f"{label(holder)} in {label(beside)} would be the outcome of a case that runs on"
            )


def _goes_beside(scope: Element) -> bool:
    return is_event_subprocess(scope) and any(
        child.name == "startEvent" and not child.flag("isInterrupting", True) for child in scope.children
    )


RULE = Rule(
    "early-outcome",
    __doc__ or "",
    "Take the stage off the end event, or let the event subprocess interrupt.",
    check,
    basis=Basis.EXECUTION,
)
