"""A cycle repeats a start: at an intermediate event, after an event-based gateway or at an
interrupting event it could happen only once.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Cycles where nothing can repeat."""
    for element in model.named("timeCycle"):
        event = model.parent(model.parent(element))
        if event.name == "intermediateCatchEvent":
            yield Fault(element, f"{label(event)} waits once and has a cycle")


RULE = Rule(
    "timer-cycle-place",
    __doc__ or "",
    "Use a duration or a date, or make the event non-interrupting.",
    check,
    basis=Basis.EXECUTION,
)
