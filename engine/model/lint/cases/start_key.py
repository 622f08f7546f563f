"""A message start event takes any message of its name: a key of its own would never be looked at."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Start events of processes whose message has a key."""
    for event in model.named("startEvent"):
        if model.parent(event).name != "process":
            continue
        for item in model.definitions(event):
            message = model.document.resolve(item.get("messageRef"))
            if message is not None and message.extension("zeebe:subscription") is not None:
                yield Fault(event, f"the message of {label(event)} has a correlation key")


RULE = Rule(
    "start-correlation-key",
    __doc__ or "",
    "Use a message without correlation key for the start event.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
