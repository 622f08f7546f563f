"""After one event-based gateway stand either message events or receive tasks, not both (clause
10.6.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Gateways with both."""
    for gateway in model.named("eventBasedGateway"):
        targets = [target for flow in model.outgoing(gateway) if (target := model.target(flow)) is not None]
        receives = any(target.name == "receiveTask" for target in targets)
        if receives and any("message" in model.kinds(target) for target in targets):
            yield Fault(gateway, f"{label(gateway)} leads to receive tasks and message events")


RULE = Rule(
    "event-gateway-mix",
    __doc__ or "",
    "Use message events only, or receive tasks only.",
    check,
)
