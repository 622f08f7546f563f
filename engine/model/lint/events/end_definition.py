"""An end event throws: message, escalation, error, cancel, compensation, signal or terminate (clause
10.5.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """End events with other definitions."""
    for event in model.named("endEvent"):
        for kind in model.kinds(event):
            if kind in ("link", "conditional", "timer"):
                yield Fault(event, f"{label(event)} throws `{kind}`")


RULE = Rule(
    "end-event-definition",
    __doc__ or "",
    "Use one of those definitions.",
    check,
)
