"""A start event begins its process; no flow may lead to it (clause 10.5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Start events with incoming flows."""
    for event in model.named("startEvent"):
        if model.incoming(event) or event.first("incoming"):
            yield Fault(event, f"a flow leads to {label(event)}")


RULE = Rule(
    "start-event-incoming",
    __doc__ or "",
    "Lead the flow to the element after the start event.",
    check,
)
