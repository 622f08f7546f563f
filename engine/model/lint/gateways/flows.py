"""A gateway splits or joins: with one flow in and one out it does neither (clause 10.6.1)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Gateways without several flows on a side."""
    for gateway in model.gateways:
        if len(model.incoming(gateway)) < 2 and len(model.outgoing(gateway)) < 2:
            yield Fault(gateway, f"{label(gateway)} neither splits nor joins")


RULE = Rule(
    "gateway-flows",
    __doc__ or "",
    "Remove the gateway, or draw the missing flows.",
    check,
)
