"""A process is started by messages: what follows an instantiating event-based gateway waits for a
message, or (exclusive) for a signal or timer (clause 10.6.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Parallel instantiating gateways followed by something else."""
    for gateway in model.named("eventBasedGateway"):
        if not gateway.flag("instantiate") or gateway.get("eventGatewayType") != "Parallel":
            continue
        for flow in model.outgoing(gateway):
            target = model.target(flow)
            if target is not None and target.name != "receiveTask" and "message" not in model.kinds(target):
                yield Fault(target, f"{label(target)} waits for no message")


RULE = Rule(
    "event-gateway-instantiate-target",
    __doc__ or "",
    "Let message events or receive tasks follow the gateway.",
    check,
)
