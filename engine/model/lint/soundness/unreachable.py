"""A node that no start of its scope leads to never runs."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.graph import Graph
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Nodes that nothing in the scope can reach."""
    for scope in model.scopes:
        graph = Graph(model, scope)
        for node in graph.nodes:
            if node not in graph.reached and not node.flag("isForCompensation") and model.incoming(node):
                yield Fault(node, f"nothing that runs leads to {label(node)}")
                break  # what follows it is dead for the same reason


RULE = Rule(
    "dead-node",
    __doc__ or "",
    "Draw a flow to it from what runs, or remove it.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
