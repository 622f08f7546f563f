"""An event-based gateway chooses among events: it needs two or more ways on (clause 10.6.6)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Event-based gateways with fewer flows."""
    for gateway in model.named("eventBasedGateway"):
        count = len(model.outgoing(gateway))
        if count < 2:
            yield Fault(gateway, f"{label(gateway)} has {count} ways on")


RULE = Rule(
    "event-gateway-outgoing",
    __doc__ or "",
    "Draw a flow to another event, or replace the gateway by the event.",
    check,
)
