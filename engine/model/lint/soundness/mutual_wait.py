"""An inclusive join waits for every token that can still reach it. Of two such joins that lead to each
other, each counts the token at the other as one that may still come: both wait for ever (clause 13.4.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.model.finding import Severity
from engine.model.lint.graph import Graph
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule

_MOST_JOINS = 20
"""Inclusive joins of a scope beyond which pairs are not compared."""


def check(model: Model) -> Iterator[Fault]:
    """Pairs of inclusive joins in one cycle that a split can give a token each."""
    for scope in model.scopes:
        graph = Graph(model, scope)
        joins = [
            node for node in graph.nodes if node.name == "inclusiveGateway" and len(model.incoming(node)) > 1
        ]
        for one, other in combinations(joins[:_MOST_JOINS], 2):
            split = graph.split_towards(one, other)
            if split is not None:
                there, back = (" -> ".join(graph.path(*way)) for way in ((one, other), (other, one)))
                yield Fault(
                    one,
                    f"{label(split)} may send a token to {label(one)} and one to {label(other)}, "
                    f"and each waits for what leaves the other: {there} and {back}",
                )


RULE = Rule(
    "mutual-wait",
    __doc__ or "",
    "Merge what comes back with an exclusive gateway, or join the branches once before the loop.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
