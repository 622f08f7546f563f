"""Inside a filter a name is first a member of the item: it hides a variable of that name, so that
`items[id = id]` and `items[item.id = id]` compare a member with itself (DMN 1.5, clause 10.3.2.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from engine.feel import FeelError, parse_expression
from engine.feel.syntax import Comparison, Filter, For, FunctionLiteral, Name, Node, Path, Quantified
from engine.model.document import Element
from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Comparisons in filters of which both sides are the same member of the item."""
    for element in model.document.elements:
        for source in _sources(element):
            try:
                syntax = parse_expression(source).syntax
            except FeelError:
                continue  # the reader tells what is wrong with it
            for found, name in _compared_with_itself(syntax, None):
                at = found.position
                place = f"line {at.line}, column {at.column} of the expression"
                detail = f"a filter compares `{name}` of an item with itself ({place})"
                yield Fault(element, detail)


def _sources(element: Element) -> Iterator[str]:
    texts = [text.strip() for text in (*element.attributes.values(), element.text or "")]
    yield from (text[1:] for text in texts if text.startswith("="))
    if element.name == "conditionExpression" and texts[-1] and not texts[-1].startswith("="):
        yield texts[-1]


def _compared_with_itself(node: Node, bound: frozenset[str] | None) -> Iterator[tuple[Node, str]]:
    """Comparisons below a node; `bound` are names bound inside the innermost filter, None outside any."""
    if isinstance(node, Filter):
        yield from _compared_with_itself(node.source, bound)
        yield from _compared_with_itself(node.condition, frozenset())
        return
    if bound is not None:
        bound |= _binds(node)
        if isinstance(node, Comparison):
            left, right = _member(node.left, bound), _member(node.right, bound)
            if left and left == right:
                yield node, ".".join(left)
    for child in _children(node):
        yield from _compared_with_itself(child, bound)


def _binds(node: Node) -> frozenset[str]:
    if isinstance(node, For | Quantified):
        return frozenset(iteration.variable for iteration in node.iterations)
    if isinstance(node, FunctionLiteral):
        return frozenset(name for name, _ in node.parameters)
    return frozenset()


def _member(node: Node, bound: frozenset[str]) -> tuple[str, ...]:
    """The path of a member of the item, without `item`; nothing when it is none."""
    if isinstance(node, Path):
        source = node.source
        if isinstance(source, Name) and source.name == "item" and "item" not in bound:
            return (node.member,)
        outer = _member(source, bound)
        return (*outer, node.member) if outer else ()
    return (node.name,) if isinstance(node, Name) and node.name not in bound | {"item"} else ()


def _children(node: Node) -> Iterator[Node]:
    pending: list[object] = [getattr(node, one.name) for one in fields(node)]
    while pending:
        value = pending.pop(0)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            pending[:0] = value


RULE = Rule(
    "filter-hides-variable",
    __doc__ or "",
    "Give the variable a name that no item has: `for wanted in [id] return items[id = wanted]`.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
