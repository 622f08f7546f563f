"""A process starts by nothing, a message, a timer, a condition or a signal; other events need
something that already runs (clause 10.5.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Start events of processes with other definitions."""
    for event in model.named("startEvent"):
        if model.parent(event).name == "process":
            for kind in model.kinds(event):
                if kind not in ("message", "timer", "conditional", "signal"):
                    yield Fault(event, f"{label(event)} starts the process by `{kind}`")


RULE = Rule(
    "process-start-definition",
    __doc__ or "",
    "Use one of those events, or move the event into an event subprocess.",
    check,
)
