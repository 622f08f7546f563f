"""A start event without outgoing flow starts nothing (clause 10.5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Start events without outgoing flow."""
    for event in model.named("startEvent"):
        if not model.outgoing(event):
            yield Fault(event, f"no flow leaves {label(event)}")


RULE = Rule(
    "start-event-outgoing",
    __doc__ or "",
    "Draw a flow from the start event.",
    check,
)
