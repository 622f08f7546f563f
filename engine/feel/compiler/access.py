"""Paths and filters (DMN 1.5, 10.3.2.5, table 54)."""

from __future__ import annotations

from decimal import Decimal

from engine.feel.compiler.dispatch import Code, compile_node, compiles
from engine.feel.compiler.literals import constant, is_constant
from engine.feel.compiler.scopes import StaticScope
from engine.feel.evaluation import Evaluation, Frame
from engine.feel.numbers import as_int, is_number
from engine.feel.properties import find_property
from engine.feel.syntax import Filter, Path
from engine.feel.types import type_name
from engine.feel.values import Value


@compiles(Path)
def _path(node: Path, scope: StaticScope) -> Code:
    source, member = compile_node(node.source, scope), node.member

    def code(frame: Frame) -> Value:
        value = source(frame)
        if type(value) is dict and member in value:
            return value[member]
        return _member(frame.evaluation, value, node)

    return code


def _member(evaluation: Evaluation, value: Value, node: Path) -> Value:
    if type(value) is list:
        evaluation.charge(len(value))
        return [_item_member(evaluation, item, node) for item in value]
    return _item_member(evaluation, value, node)


def _item_member(evaluation: Evaluation, value: Value, node: Path) -> Value:
    if type(value) is dict and node.member in value:
        return value[node.member]
    if type(value) is list:
        return _member(evaluation, value, node)
    read = find_property(type(value), node.member)
    if read is not None:
        return read(value)
    text = f"a {type_name(value)} has no member '{node.member}'"
    return evaluation.null("member", text, node.position)


@compiles(Filter)
def _filter(node: Filter, scope: StaticScope) -> Code:
    source = compile_node(node.source, scope)
    if is_constant(node.condition):
        position = constant(node.condition)
        if is_number(position):
            return _at_index(source, position, node)
    condition = compile_node(node.condition, scope.inner(is_filter=True))

    def code(frame: Frame) -> Value:
        value = source(frame)
        if value is None:
            return frame.evaluation.null("index", "null has no items", node.position)
        items: list[Value] = value if type(value) is list else [value]
        return _filtered(frame, items, condition, node)

    return code


def _at_index(source: Code, position: int | Decimal, node: Filter) -> Code:
    def code(frame: Frame) -> Value:
        value = source(frame)
        if value is None:
            return frame.evaluation.null("index", "null has no items", node.position)
        items: list[Value] = value if type(value) is list else [value]
        return _item_at(frame.evaluation, items, position, node)

    return code


def _item_at(evaluation: Evaluation, items: list[Value], position: int | Decimal, node: Filter) -> Value:
    index = as_int(position)
    if index is None or index == 0 or abs(index) > len(items):
        return evaluation.null("index", "the list has no item at that position", node.position)
    return items[index - 1 if index > 0 else index]


def _filtered(frame: Frame, items: list[Value], condition: Code, node: Filter) -> Value:
    evaluation = frame.evaluation
    if not items:
        return _of_nothing(frame, condition, node)
    kept: list[Value] = []
    for index, item in enumerate(items):
        evaluation.step()
        result = condition(frame.inner({"item": item}))
        if result is True:
            kept.append(item)
        elif index == 0 and is_number(result):
            return _item_at(evaluation, items, result, node)
        elif type(result) is not bool and result is not None:
            return evaluation.null("condition", "a filter must be a boolean or a number", node.position)
    return evaluation.items(kept)


def _of_nothing(frame: Frame, condition: Code, node: Filter) -> Value:
    # an index into an empty list is null, a condition leaves it empty; only running it tells which it is
    warnings = frame.evaluation.environment.warnings
    before = len(warnings)
    result = condition(frame.inner({"item": None}))
    del warnings[before:]
    return _item_at(frame.evaluation, [], result, node) if is_number(result) else []
