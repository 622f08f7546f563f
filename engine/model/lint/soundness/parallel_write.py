"""Two parallel branches that write the same variable overwrite each other: which one lasts depends on
who is later.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.finding import Severity
from engine.model.lint.graph import Graph
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule
from engine.model.lint.writes import targets


def check(model: Model) -> Iterator[Fault]:
    """Output mappings and results with the same target in different branches of one parallel split."""
    for scope in model.scopes:
        graph = Graph(model, scope)
        for split in graph.nodes:
            if split.name == "parallelGateway" and len(model.outgoing(split)) > 1:
                yield from _clashes(model, graph, split)


def _clashes(model: Model, graph: Graph, split: Element) -> Iterator[Fault]:
    written: dict[str, Element] = {}
    for branch in graph.branches(split):
        mine: dict[str, Element] = {}
        for node in branch:
            for name in targets(node):
                mine.setdefault(name, node)
        for name, node in mine.items():
            other = written.setdefault(name, node)
            if other is not node:
                yield Fault(node, f"`{name}` is also written by {label(other)}, in a parallel branch")


RULE = Rule(
    "parallel-write",
    __doc__ or "",
    "Write different variables, and put them together after the join.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
