"""What an expression reads, as paths of data, and what kinds of values it can yield."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import Enum
from typing import Final

from engine.feel.syntax import (
    Arithmetic,
    AtLiteral,
    Between,
    BooleanLiteral,
    Comparison,
    Conditional,
    Conjunction,
    ContextLiteral,
    Disjunction,
    Filter,
    For,
    FunctionLiteral,
    InstanceOf,
    Invocation,
    IterationContext,
    ListLiteral,
    Membership,
    Name,
    Negation,
    Node,
    NullLiteral,
    NumberLiteral,
    Path,
    Quantified,
    StringLiteral,
    Syntax,
)
from engine.model.declaration import Path as DataPath

Bound = Mapping[str, DataPath | None]
"""Variables of the expression itself, and of what data they are the items; None where that is not known."""
_ITEM: Final = "item"


class Yields(Enum):
    """What an expression can yield, as far as its text tells."""

    NUMBER = "number"
    BOOLEAN = "boolean"
    TEXT = "text"
    MOMENT = "date, time or duration"
    SEVERAL = "list or context"
    UNKNOWN = "unknown"


_FUNCTIONS: Final[Mapping[str, Yields]] = {
    **dict.fromkeys(
        (
            *("count", "sum", "mean", "median", "stddev", "product", "abs", "floor", "ceiling", "round up"),
            *("round down", "decimal", "modulo", "sqrt", "string length", "workingDaysBetween"),
        ),
        Yields.NUMBER,
    ),
    **dict.fromkeys(
        (
            "not",
            "all",
            "any",
            "contains",
            "list contains",
            "starts with",
            "ends with",
            "matches",
            "isWorkingDay",
        ),
        Yields.BOOLEAN,
    ),
    **dict.fromkeys(
        (
            *("string", "substring", "substring before", "substring after", "upper case", "lower case"),
            *("replace", "string join", "day of week", "month of year"),
        ),
        Yields.TEXT,
    ),
    **dict.fromkeys(
        (
            *("date", "time", "date and time", "duration", "years and months duration", "now", "today"),
            "addWorkingDays",
        ),
        Yields.MOMENT,
    ),
    **dict.fromkeys(
        ("term", "completedBy", "recipients", "split", "append", "concatenate", "union", "context"),
        Yields.SEVERAL,
    ),
}


def paths_read(syntax: Syntax) -> frozenset[DataPath]:
    """Return every path of data that an expression reads; items of lists are None."""
    return frozenset(_read(syntax, {}))


def results(syntax: Syntax) -> Iterator[Syntax]:
    """Yield the parts of an expression that can be its value."""
    if isinstance(syntax, Conditional):
        yield from results(syntax.consequence)
        yield from results(syntax.alternative)
    elif not isinstance(syntax, NullLiteral):
        yield syntax


def path_of(syntax: Syntax) -> DataPath | None:
    """Return the path that a value is taken from as it is; None where it is made."""
    return _path(syntax, {})


def yields(syntax: Syntax) -> Yields:
    """Tell what a part can yield by its construct alone."""
    match syntax:
        case NumberLiteral() | Negation():
            return Yields.NUMBER
        case BooleanLiteral() | Comparison() | Conjunction() | Disjunction() | Between() | Membership():
            return Yields.BOOLEAN
        case Quantified() | InstanceOf():
            return Yields.BOOLEAN
        case StringLiteral():
            return Yields.TEXT
        case AtLiteral():
            return Yields.MOMENT
        case ListLiteral() | ContextLiteral() | For() | FunctionLiteral():
            return Yields.SEVERAL
        case Arithmetic(left=left, right=right):
            return _sum(yields(left), yields(right))
        case Invocation(function=Name(name=name)):
            return _FUNCTIONS.get(name, Yields.UNKNOWN)
        case _:
            return Yields.UNKNOWN


def _sum(left: Yields, right: Yields) -> Yields:
    """Texts are joined by adding one; a difference of two moments has parts that are numbers, itself not."""
    for kind in (Yields.TEXT, Yields.MOMENT):
        if kind in (left, right):
            return kind
    return Yields.NUMBER if left is right is Yields.NUMBER else Yields.UNKNOWN


def _read(node: object, bound: Bound) -> Iterator[DataPath]:
    match node:
        case tuple():
            for part in node:
                yield from _read(part, bound)
        case Name() | Path():
            yield from _named(node, bound)
        case Filter():
            items = _path(node, bound)
            yield from () if items is None else (items,)
            yield from _collection(node, bound)
        case For(iterations=iterations, body=body) | Quantified(iterations=iterations, condition=body):
            yield from _iterate(iterations, body, bound)
        case FunctionLiteral(parameters=parameters, body=body):
            yield from _read(body, {**bound, **{name: None for name, _ in parameters}})
        case Invocation(function=Name(name="count"), arguments=(counted,)):
            yield from _collection(counted, bound)
        case Invocation(function=Name(), arguments=arguments):
            yield from _read(arguments, bound)
        case Node():
            for each in fields(node):
                yield from _read(getattr(node, each.name), bound)


def _named(node: Name | Path, bound: Bound) -> Iterator[DataPath]:
    path = _path(node, bound)
    if path is not None:
        yield path
    elif isinstance(node, Path):
        yield from _read(node.source, bound)


def _collection(node: Syntax, bound: Bound) -> Iterator[DataPath]:
    """What is read of a list whose items are only counted or gone through: its filters, not the items."""
    if isinstance(node, Filter):
        yield from _collection(node.source, bound)
        yield from _in_filter(node.condition, _items(node.source, bound), bound)
    elif _path(node, bound) is None:
        yield from _read(node, bound)


def _iterate(iterations: tuple[IterationContext, ...], body: Syntax, bound: Bound) -> Iterator[DataPath]:
    inner = dict(bound)
    for iteration in iterations:
        yield from _collection(iteration.source, inner)
        if iteration.end is not None:
            yield from _read(iteration.end, inner)
        inner[iteration.variable] = None if iteration.end is not None else _items(iteration.source, inner)
    yield from _read(body, inner)


def _in_filter(condition: Syntax, items: DataPath | None, bound: Bound) -> Iterator[DataPath]:
    """Names in a filter may be members of the items or variables: both are taken to be read."""
    for path in _read(condition, {**bound, _ITEM: items}):
        yield path
        if items is not None and path[: len(items)] != items and path[0] not in bound:
            yield (*items, *path)


def _items(node: Syntax, bound: Bound) -> DataPath | None:
    """The path of the items of a list; what is filtered out of one has those of the whole."""
    path = _path(node, bound)
    return path if path is None or isinstance(node, Filter) else (*path, None)


def _path(syntax: Syntax, bound: Bound) -> DataPath | None:
    match syntax:
        case Name(name=name):
            return bound.get(name, (name,))
        case Path(source=source, member=member):
            outer = _path(source, bound)
            return None if outer is None else (*outer, member)
        case Filter(source=source):
            return _items(source, bound)
        case _:
            return None
