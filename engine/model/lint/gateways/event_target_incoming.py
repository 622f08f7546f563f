"""What an event-based gateway waits for must have no other incoming flow (clause 10.6.6)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Targets with several incoming flows."""
    for gateway in model.named("eventBasedGateway"):
        for flow in model.outgoing(gateway):
            target = model.target(flow)
            if target is not None and len(model.incoming(target)) > 1:
                yield Fault(target, f"another flow leads to {label(target)} as well")


RULE = Rule(
    "event-gateway-target-incoming",
    __doc__ or "",
    "Lead the other flow to what follows the event, or to the gateway.",
    check,
)
