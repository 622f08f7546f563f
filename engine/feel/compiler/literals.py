"""Literals, lists, contexts and ranges; and what of them is constant."""

from __future__ import annotations

from engine.feel.arithmetic import negate
from engine.feel.comparison import compare
from engine.feel.compiler.dispatch import Code, compile_node, compiles
from engine.feel.compiler.scopes import StaticScope
from engine.feel.evaluation import Frame
from engine.feel.syntax import (
    AtLiteral,
    BooleanLiteral,
    ComparisonTest,
    ContextLiteral,
    ListLiteral,
    Negation,
    Node,
    NullLiteral,
    NumberLiteral,
    RangeLiteral,
    StringLiteral,
)
from engine.feel.values import FeelRange, Value
from engine.feel.values.temporal_text import parse_temporal


class NotConstant(Exception):  # noqa: N818 - a signal inside the compiler, no error
    """The construct has another value in each evaluation."""


def constant(node: Node) -> Value:
    """The value of a literal, or of a list or range of literals. Raises NotConstant for all else."""
    value: Value
    match node:
        case NullLiteral():
            return None
        case BooleanLiteral(value) | NumberLiteral(value) | StringLiteral(value):
            return value
        case AtLiteral(text):
            value = parse_temporal(text)
        case Negation(operand):
            value = negate(constant(operand))
        case ListLiteral(items):
            return [constant(item) for item in items]
        case RangeLiteral(start, end, start_included, end_included):
            value = range_of(constant(start), constant(end), start_included, end_included)
        case ComparisonTest(operator, bound):
            value = FeelRange.of_comparison(operator, constant(bound))
        case _:
            raise NotConstant
    if value is None:
        raise NotConstant
    return value


def is_constant(node: Node) -> bool:
    """Whether `constant` gives a value."""
    try:
        constant(node)
    except NotConstant:
        return False
    return True


def range_of(start: Value, end: Value, start_included: bool, end_included: bool) -> FeelRange | None:
    """The range between two values of one comparable kind in order (10.3.2.7), else None."""
    order = compare(start, end)
    if order is None or order > 0:
        return None
    return FeelRange(start, end, start_included, end_included)


def constant_code(value: Value) -> Code:
    """A closure that always answers the same."""
    return lambda _frame: value


def _atom(node: Node, scope: StaticScope) -> Code:
    return constant_code(constant(node))


for _kind in (NullLiteral, BooleanLiteral, NumberLiteral, StringLiteral):
    compiles(_kind)(_atom)


@compiles(AtLiteral)
def _at_literal(node: AtLiteral, scope: StaticScope) -> Code:
    value = parse_temporal(node.text)
    if value is not None:
        return constant_code(value)
    return lambda frame: frame.evaluation.null(
        "literal", "the text after @ is no temporal value", node.position
    )


@compiles(ListLiteral)
def _list(node: ListLiteral, scope: StaticScope) -> Code:
    items = [compile_node(item, scope) for item in node.items]

    def code(frame: Frame) -> Value:
        return frame.evaluation.tree([item(frame) for item in items])

    return code


@compiles(ContextLiteral)
def _context(node: ContextLiteral, scope: StaticScope) -> Code:
    inner = scope.inner()
    inner.pending.update(key for key, _ in node.entries)
    entries: list[tuple[str, Code]] = []
    for key, value in node.entries:
        entries.append((key, compile_node(value, inner)))
        inner.names.add(key)
    if len({key for key, _ in entries}) < len(entries):
        return lambda frame: frame.evaluation.null(
            "literal", "a context has two entries of one name", node.position
        )

    def code(frame: Frame) -> Value:
        built: dict[str, Value] = {}
        inside = frame.inner(built)
        for key, value in entries:
            built[key] = value(inside)
        return frame.evaluation.tree(built)

    return code


@compiles(RangeLiteral)
def _range(node: RangeLiteral, scope: StaticScope) -> Code:
    start, end = compile_node(node.start, scope), compile_node(node.end, scope)

    def code(frame: Frame) -> Value:
        built = range_of(start(frame), end(frame), node.start_included, node.end_included)
        if built is None:
            return frame.evaluation.null(
                "type", "the ends of a range do not compare, or are not in order", node.position
            )
        return built

    return code


@compiles(ComparisonTest)
def _comparison_test(node: ComparisonTest, scope: StaticScope) -> Code:
    bound, operator = compile_node(node.bound, scope), node.operator
    return lambda frame: frame.evaluation.tree(FeelRange.of_comparison(operator, bound(frame)))
