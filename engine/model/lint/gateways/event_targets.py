"""An event-based gateway waits: its flows lead to catching message, timer, signal, conditional and multiple
events, or to receive tasks (clause 10.6.6); the first event decides, so none may wait for several together.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Flows from event-based gateways to other elements."""
    for flow, target in _targets(model):
        kinds = model.kinds(target)
        waits = target.name == "receiveTask" or (
            target.name == "intermediateCatchEvent"
            and all(kind in ("message", "timer", "signal", "conditional") for kind in kinds)
            and target.get("parallelMultiple") != "true"
        )
        if not waits:
            yield Fault(flow, f"it leads to {label(target)}")


def _targets(model: Model) -> Iterator[tuple[Element, Element]]:
    for gateway in model.named("eventBasedGateway"):
        for flow in model.outgoing(gateway):
            target = model.target(flow)
            if target is not None:
                yield flow, target


RULE = Rule(
    "event-gateway-target",
    __doc__ or "",
    "Lead the flow to one of those.",
    check,
)
