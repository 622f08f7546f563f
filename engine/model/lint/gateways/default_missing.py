"""When no condition holds and there is no default flow, the process stops with an incident."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Exclusive and inclusive splits where every flow has a condition."""
    for gateway in model.named("exclusiveGateway", "inclusiveGateway"):
        flows = model.outgoing(gateway)
        if (
            len(flows) > 1
            and gateway.get("default") is None
            and all(flow.first("conditionExpression") is not None for flow in flows)
        ):
            yield Fault(gateway, f"{label(gateway)} has no default flow")


RULE = Rule(
    "gateway-default",
    __doc__ or "",
    "Make one of the flows the default flow.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
