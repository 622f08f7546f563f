"""An end event ends its path; no flow may leave it (clause 10.5.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """End events with outgoing flows."""
    for event in model.named("endEvent"):
        if model.outgoing(event) or event.first("outgoing"):
            yield Fault(event, f"a flow leaves {label(event)}")


RULE = Rule(
    "end-event-outgoing",
    __doc__ or "",
    "Remove the flow, or use an intermediate event.",
    check,
)
