"""Which data an expression reads: the paths that it names, as far as they can be told from its text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from engine.feel import Expression
from engine.feel.syntax import Filter, For, IterationContext, Name, Node, Path, Quantified
from engine.model.declaration import Path as DataPath

_Bound = Mapping[str, DataPath]


def paths_read(expression: Expression) -> frozenset[DataPath]:
    """Return the paths of variables that an expression reads; None in a path stands for the items of a list.

    What it reads whole is one path, and counts for all that lies below.
    """
    variables = expression.free_names - expression.filter_names
    return frozenset(path for path in _paths(expression.syntax, {}) if path and path[0] in variables)


def _paths(node: Node, bound: _Bound) -> Iterator[DataPath]:
    if (steps := _steps(node, bound)) is not None:
        yield steps
        yield from _in_filters(node, bound)
    elif isinstance(node, For | Quantified):
        yield from _repeated(node, bound)
    else:
        for child in _children(node):
            yield from _paths(child, bound)


def _repeated(node: For | Quantified, bound: _Bound) -> Iterator[DataPath]:
    inner = dict(bound)
    for iteration in node.iterations:
        yield from _source(iteration, inner)
        steps = _steps(iteration.source, inner)
        inner[iteration.variable] = _item(steps, filtered=isinstance(iteration.source, Filter))
    yield from _paths(node.body if isinstance(node, For) else node.condition, inner)


def _item(steps: DataPath | None, *, filtered: bool) -> DataPath:
    """The path of the items of a list; a filter has gone into them already."""
    if steps is None or filtered:
        return steps or ()
    return (*steps, None)


def _source(iteration: IterationContext, bound: _Bound) -> Iterator[DataPath]:
    """What the source of a loop reads beside the list that it goes through."""
    if _steps(iteration.source, bound) is None:
        yield from _paths(iteration.source, bound)
    else:
        yield from _in_filters(iteration.source, bound)
    if iteration.end is not None:
        yield from _paths(iteration.end, bound)


def _in_filters(node: Node, bound: _Bound) -> Iterator[DataPath]:
    while isinstance(node, Path | Filter):
        if isinstance(node, Filter):
            yield from _paths(node.condition, bound)
        node = node.source


def _steps(node: Node, bound: _Bound) -> DataPath | None:
    """The path that a node is; None of another node."""
    steps: list[str | None] = []
    while isinstance(node, Path | Filter):
        steps.append(node.member if isinstance(node, Path) else None)
        node = node.source
    if not isinstance(node, Name):
        return None
    return (*bound.get(node.name, (node.name,)), *reversed(steps))


def _children(node: Node) -> Iterator[Node]:
    for entry in dataclasses.fields(node):
        yield from _nodes(getattr(node, entry.name))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)
