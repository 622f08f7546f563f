"""Errors, compensation and cancellation end what they happen to: such an event cannot be non-
interrupting (clauses 10.5.2 and 10.5.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Non-interrupting events of those kinds."""
    for event in model.named("startEvent", "boundaryEvent"):
        attribute = "isInterrupting" if event.name == "startEvent" else "cancelActivity"
        if event.flag(attribute, True) or (event.name == "startEvent" and not _inside(model.parent(event))):
            continue
        for kind in model.kinds(event):
            if kind == "error" or kind == "cancel" or (kind == "compensate" and event.name == "startEvent"):
                yield Fault(event, f"{label(event)} catches `{kind}` without interrupting")


def _inside(outer: Element) -> bool:
    return is_event_subprocess(outer)


RULE = Rule(
    "interrupting-only",
    __doc__ or "",
    "Make the event interrupting, or use an escalation.",
    check,
)
