"""A compensation boundary event has no flow: an association names its handler (clause 10.7)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Compensation boundary events with outgoing flow."""
    for event in model.named("boundaryEvent"):
        if "compensate" in model.kinds(event) and model.outgoing(event):
            yield Fault(event, f"a flow leaves {label(event)}")


RULE = Rule(
    "compensation-boundary-flow",
    __doc__ or "",
    "Draw an association to the compensation activity instead of the flow.",
    check,
)
