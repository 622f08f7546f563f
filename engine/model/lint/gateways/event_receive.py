"""A receive task after an event-based gateway must not have boundary events: it has not started while
the gateway waits (clause 10.6.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Such receive tasks with boundary events."""
    for gateway in model.named("eventBasedGateway"):
        for flow in model.outgoing(gateway):
            target = model.target(flow)
            if target is not None and target.name == "receiveTask" and model.boundaries.get(target):
                yield Fault(target, f"{label(target)} follows an event-based gateway and has boundary events")


RULE = Rule(
    "event-gateway-boundary",
    __doc__ or "",
    "Put the events after the gateway, beside the receive task.",
    check,
)
