"""A boundary event is reached by what happens, never by a flow (clause 10.5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Boundary events with incoming flows."""
    for event in model.named("boundaryEvent"):
        if model.incoming(event) or event.first("incoming"):
            yield Fault(event, f"a flow leads to {label(event)}")


RULE = Rule(
    "boundary-event-incoming",
    __doc__ or "",
    "Remove the flow.",
    check,
)
