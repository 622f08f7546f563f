"""An end event that no flow leads to is never reached (clause 10.5.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """End events without incoming flow."""
    for event in model.named("endEvent"):
        if not model.incoming(event):
            yield Fault(event, f"no flow leads to {label(event)}")


RULE = Rule(
    "end-event-incoming",
    __doc__ or "",
    "Draw a flow to the end event, or remove it.",
    check,
)
