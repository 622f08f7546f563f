"""The default flow is taken when no other is; it must leave the element that names it (clause 8.4.13)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Default flows of other elements."""
    for node in model.nodes:
        default = node.get("default")
        if default is not None and default not in {flow.id for flow in model.outgoing(node)}:
            yield Fault(node, f"the default flow `{default}` does not leave {label(node)}")


RULE = Rule(
    "default-flow-source",
    __doc__ or "",
    "Name a flow that leaves this element.",
    check,
)
