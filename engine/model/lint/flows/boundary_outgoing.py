"""A boundary event that leads nowhere would swallow what happened (clause 10.5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Boundary events without outgoing flow, compensation apart."""
    for event in model.named("boundaryEvent"):
        if not model.outgoing(event) and "compensate" not in model.kinds(event):
            yield Fault(event, f"no flow leaves {label(event)}")


RULE = Rule(
    "boundary-event-outgoing",
    __doc__ or "",
    "Draw a flow from the event to what has to happen then.",
    check,
)
