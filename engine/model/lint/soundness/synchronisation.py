"""What follows a parallel split without a parallel join runs once for each branch, which is seldom
meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.graph import Graph
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Merges without synchronisation behind parallel splits, with a path that shows it."""
    for scope in model.scopes:
        graph = Graph(model, scope)
        for merge in graph.nodes:
            if len(model.incoming(merge)) < 2 or merge.name in _JOINS or merge.name == "endEvent":
                continue
            split = graph.split_before(merge)
            if split is not None:
                path = " -> ".join(graph.path(split, merge))
                yield Fault(merge, f"{label(merge)} runs once for each branch of {label(split)}: {path}")


_JOINS = ("parallelGateway", "inclusiveGateway", "complexGateway")


RULE = Rule(
    "lack-of-synchronisation",
    __doc__ or "",
    "Join the branches with a parallel gateway first.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
