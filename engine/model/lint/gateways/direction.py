"""A gateway's direction says how many flows it may have on each side (clause 10.6.1)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Flows that contradict the direction."""
    for gateway in model.gateways:
        direction = gateway.get("gatewayDirection")
        ins, outs = len(model.incoming(gateway)), len(model.outgoing(gateway))
        if (
            (direction == "Converging" and (outs > 1 or ins < 2))
            or (direction == "Diverging" and (ins > 1 or outs < 2))
            or (direction == "Mixed" and (ins < 2 or outs < 2))
        ):
            yield Fault(gateway, f"{label(gateway)} is {direction} with {ins} flows in and {outs} out")


RULE = Rule(
    "gateway-direction",
    __doc__ or "",
    "Correct `gatewayDirection`, or the flows.",
    check,
)
