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
    """Output mappings and results with overlapping targets in branches that may run at once."""
    for scope in model.scopes:
        graph = Graph(model, scope)
        for split in graph.nodes:
            if graph.takes_several(split) and len(model.outgoing(split)) > 1:
                yield from _clashes(model, graph, split)


def _clashes(model: Model, graph: Graph, split: Element) -> Iterator[Fault]:
    written: dict[str, Element] = {}
    above: dict[str, Element] = {}
    for branch in graph.branches(split):
        mine: dict[str, Element] = {}
        for node in branch:
            for name in targets(node):
                mine.setdefault(name, node)
        for name, node in mine.items():
            other = next((written[path] for path in _paths(name) if path in written), above.get(name))
            if other is not None and other is not node:
                yield Fault(node, f"`{name}` is also written by {label(other)}, in a parallel branch")
        written |= mine
        above |= {path: node for name, node in mine.items() for path in _paths(name)}


def _paths(name: str) -> Iterator[str]:
    """The path itself and, down to some depth, those that it lies below."""
    steps = name.split(".", _DEEPEST)
    return (".".join(steps[:length]) for length in range(1, len(steps) + 1))


_DEEPEST = 20


RULE = Rule(
    "parallel-write",
    __doc__ or "",
    "Write different variables, and put them together after the join.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
