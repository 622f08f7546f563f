"""A link throw ends its path and a link catch begins one: neither is both target and source of flows
(clause 10.5.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Link events with a flow on the wrong side."""
    for event in model.named("intermediateThrowEvent", "intermediateCatchEvent"):
        throwing = event.name == "intermediateThrowEvent"
        if "link" in model.kinds(event) and (model.outgoing(event) if throwing else model.incoming(event)):
            yield Fault(event, f"a flow {'leaves' if throwing else 'leads to'} {label(event)}")


RULE = Rule(
    "link-event-flow",
    __doc__ or "",
    "Remove the flow from the throwing or to the catching link.",
    check,
)
