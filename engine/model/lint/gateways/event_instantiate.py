"""An event-based gateway that starts the process comes first: no flow may lead to it (clause 10.6.6)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Instantiating gateways with incoming flows."""
    for gateway in model.named("eventBasedGateway"):
        if gateway.flag("instantiate") and model.incoming(gateway):
            yield Fault(gateway, f"a flow leads to {label(gateway)}, which starts the process")


RULE = Rule(
    "event-gateway-instantiate",
    __doc__ or "",
    "Remove the flow, or `instantiate`.",
    check,
)
