"""The names that may follow a dot in the expressions of a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.dmn.definitions import BusinessKnowledgeModel, Decision, Element, ItemDefinition
from engine.dmn.expressions import (
    BoxedList,
    Conditional,
    Context,
    DecisionTable,
    Expression,
    Filter,
    FunctionDefinition,
    Invocation,
    Iteration,
    LiteralExpression,
    Relation,
)


def member_names(elements: Iterable[Element], items: Iterable[ItemDefinition]) -> frozenset[str]:
    """Names of variables, types, components, context entries, columns, outputs and parameters.

    FEEL needs to know names that hold spaces or operators before it can read an expression; those reached
    by a path are not all in scope by themselves.
    """
    names: set[str] = set()
    for item in items:
        names |= _of_item(item)
    for element in elements:
        names.add(element.variable.name)
        if isinstance(element, Decision | BusinessKnowledgeModel) and element.logic is not None:
            names |= set(_of_expression(element.logic))
    return frozenset(names)


def _of_item(item: ItemDefinition) -> set[str]:
    names = {item.name}
    for component in item.components:
        names |= _of_item(component)
    return names


def _of_expression(expression: Expression) -> Iterator[str]:
    match expression:
        case Context():
            yield from (entry.variable.name for entry in expression.entries if entry.variable)
        case Relation():
            yield from (column.name for column in expression.columns)
        case DecisionTable():
            yield from (output.name for output in expression.outputs if output.name)
        case FunctionDefinition():
            yield from (parameter.name for parameter in expression.parameters)
        case Invocation():
            yield from (binding.parameter.name for binding in expression.bindings)
        case _:
            pass
    for part in _parts(expression):
        yield from _of_expression(part)


def _parts(expression: Expression) -> tuple[Expression, ...]:
    match expression:
        case Context():
            return tuple(entry.value for entry in expression.entries)
        case BoxedList():
            return expression.items
        case Relation():
            return tuple(cell for row in expression.rows for cell in row)
        case Invocation():
            return (expression.function, *(part.value for part in expression.bindings if part.value))
        case FunctionDefinition():
            return () if expression.body is None else (expression.body,)
        case Conditional():
            return (expression.condition, expression.then, expression.otherwise)
        case Filter():
            return (expression.collection, expression.match)
        case Iteration():
            return (expression.collection, expression.body)
        case LiteralExpression() | DecisionTable():
            return ()
