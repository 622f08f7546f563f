"""Only an event-based gateway that starts the process may wait for all of its events (clause 10.6.6)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Parallel event-based gateways in the flow."""
    for gateway in model.named("eventBasedGateway"):
        if gateway.get("eventGatewayType") == "Parallel" and not gateway.flag("instantiate"):
            yield Fault(gateway, f"{label(gateway)} is parallel and does not start the process")


RULE = Rule(
    "event-gateway-parallel",
    __doc__ or "",
    'Set `instantiate="true"`, or use a parallel gateway before the events.',
    check,
)
