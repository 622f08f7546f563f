"""A parallel join waits for a token on each of its flows; when a choice before it sends only one, or one can
come only from the join itself, it waits for ever.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.graph import Graph
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Parallel joins behind choices or in front of themselves, with a path that shows it."""
    for scope in model.scopes:
        graph = Graph(model, scope)
        for join in graph.nodes:
            if join.name != "parallelGateway" or len(model.incoming(join)) < 2:
                continue
            split = graph.choice_before(join)
            if split is not None:
                path = " -> ".join(graph.path(split, join))
                yield Fault(join, f"{label(join)} waits for ways of which {label(split)} takes one: {path}")
            elif (last := graph.waits_for_itself(join)) is not None:
                path = " -> ".join([*graph.path(join, last), str(join.id)])
                yield Fault(join, f"{label(join)} waits for what only follows it: {path}")


RULE = Rule(
    "deadlock",
    __doc__ or "",
    "Join with the kind of gateway that split; lead flows back to an exclusive gateway before the join.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
