"""When no condition holds and there is no default flow, the process stops with an incident, at a gateway and
behind an activity alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Exclusive and inclusive splits and activities where every flow has a condition."""
    for gateway in (*model.named("exclusiveGateway", "inclusiveGateway"), *model.activities):
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
