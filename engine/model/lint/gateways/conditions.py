"""A split that has several ways, of which one without condition is not the default flow, would choose
arbitrarily.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.model.document import Element
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Flows of exclusive and inclusive splits without condition that are not default."""
    for gateway in model.named("exclusiveGateway", "inclusiveGateway", "complexGateway"):
        flows = model.outgoing(gateway)
        if len(flows) < 2:
            continue
        for flow in flows:
            free = gateway.name != "exclusiveGateway" and not _chooses(flows)
            if flow.first("conditionExpression") is None and flow.id != gateway.get("default") and not free:
                yield Fault(flow, f"it leaves {label(gateway)} without condition and is not the default flow")


def _chooses(flows: Sequence[Element]) -> bool:
    return any(flow.first("conditionExpression") is not None for flow in flows)


RULE = Rule(
    "gateway-condition",
    __doc__ or "",
    "Give each flow a condition and make one the default flow.",
    check,
    basis=Basis.EXECUTION,
)
