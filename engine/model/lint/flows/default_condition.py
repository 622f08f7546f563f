"""A default flow is taken when nothing else is; its own condition is never looked at."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Default flows with a condition."""
    for node in model.nodes:
        for flow in model.outgoing(node):
            if flow.id == node.get("default") and flow.first("conditionExpression") is not None:
                yield Fault(flow, f"the default flow of {label(node)} has a condition")


RULE = Rule(
    "default-flow-condition",
    __doc__ or "",
    "Remove the condition.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
