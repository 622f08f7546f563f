"""Arithmetic, comparison, three-valued logic, membership, instance of and conditionals."""

from __future__ import annotations

import operator as python_operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from engine.feel.arithmetic import add, divide, exponentiate, multiply, negate, subtract
from engine.feel.comparison import (
    between,
    equal,
    greater,
    greater_or_equal,
    is_member,
    less,
    less_or_equal,
    unequal,
)
from engine.feel.compiler.dispatch import Code, compile_node, compiles
from engine.feel.compiler.literals import constant, is_constant
from engine.feel.compiler.scopes import StaticScope
from engine.feel.compiler.type_references import compile_type
from engine.feel.compiler.unary_tests import compile_unary_tests, mentions_tested_value
from engine.feel.environment import Position
from engine.feel.evaluation import Frame
from engine.feel.numbers import INT_BOUND
from engine.feel.syntax import (
    Arithmetic,
    Between,
    Comparison,
    Conditional,
    Conjunction,
    Disjunction,
    InstanceOf,
    Membership,
    Negation,
    Syntax,
    UnaryTestsSyntax,
)
from engine.feel.types import type_name
from engine.feel.values import Value

_ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": exponentiate,
}
_COMPARISONS: dict[str, Callable[[Value, Value], bool | None]] = {
    "=": equal,
    "!=": unequal,
    "<": less,
    "<=": less_or_equal,
    ">": greater,
    ">=": greater_or_equal,
}
_NATIVE: dict[str, Callable[[Any, Any], bool]] = {
    "=": python_operator.eq,
    "!=": python_operator.ne,
    "<": python_operator.lt,
    "<=": python_operator.le,
    ">": python_operator.gt,
    ">=": python_operator.ge,
}


@compiles(Arithmetic)
def _arithmetic(node: Arithmetic, scope: StaticScope) -> Code:
    left, right = compile_node(node.left, scope), compile_node(node.right, scope)
    operate, operator, position = _ARITHMETIC[node.operator], node.operator, node.position
    if operator == "+":
        return _sum(left, right, position)

    def code(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        result = operate(a, b)
        return _no_result(frame, operator, a, b, position) if result is None else result

    return code


def _sum(left: Code, right: Code, position: Position) -> Code:
    def code(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        if type(a) is int and type(b) is int:
            total = a + b
            if -INT_BOUND < total < INT_BOUND:
                return total
        result = add(a, b)
        if result is None:
            return _no_result(frame, "+", a, b, position)
        return frame.evaluation.text(result) if type(result) is str else result

    return code


def _no_result(frame: Frame, operator: str, left: Value, right: Value, position: Position) -> Value:
    text = f"{type_name(left)} {operator} {type_name(right)} has no result"
    return frame.evaluation.null("arithmetic", text, position)


@compiles(Negation)
def _negation(node: Negation, scope: StaticScope) -> Code:
    operand, position = compile_node(node.operand, scope), node.position

    def code(frame: Frame) -> Value:
        value = operand(frame)
        result = negate(value)
        if result is None:
            text = f"a {type_name(value)} cannot be negated"
            return frame.evaluation.null("arithmetic", text, position)
        return result

    return code


@compiles(Comparison)
def _comparison(node: Comparison, scope: StaticScope) -> Code:
    left = compile_node(node.left, scope)
    if is_constant(node.right):
        return _compare_with_constant(node, left, constant(node.right))
    if node.operator in ("=", "!="):
        return _equality(node, left, compile_node(node.right, scope))
    right, compare, position = compile_node(node.right, scope), _COMPARISONS[node.operator], node.position

    def code(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        result = compare(a, b)
        return _no_order(frame, a, b, position) if result is None else result

    return code


def _equality(node: Comparison, left: Code, right: Code) -> Code:
    compare = equal if node.operator == "=" else unequal

    def code(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        result = compare(a, b, frame.evaluation.work)
        return _no_order(frame, a, b, node.position) if result is None else result

    return code


def _compare_with_constant(node: Comparison, left: Code, bound: Value) -> Code:
    compare, position, kind = _COMPARISONS[node.operator], node.position, type(bound)
    # values of the same Python number or text type compare as Python compares them
    native = _NATIVE[node.operator] if kind in (int, str, Decimal) else None

    def code(frame: Frame) -> Value:
        value = left(frame)
        if native is not None and type(value) is kind:
            return native(value, bound)
        result = compare(value, bound)
        return _no_order(frame, value, bound, position) if result is None else result

    return code


def _no_order(frame: Frame, left: Value, right: Value, position: Position) -> Value:
    text = f"a {type_name(left)} and a {type_name(right)} do not compare"
    return frame.evaluation.null("comparison", text, position)


@compiles(Conjunction)
def _conjunction(node: Conjunction, scope: StaticScope) -> Code:
    return _junction(node, scope, decisive=False)


@compiles(Disjunction)
def _disjunction(node: Disjunction, scope: StaticScope) -> Code:
    return _junction(node, scope, decisive=True)


def _junction(node: Conjunction | Disjunction, scope: StaticScope, *, decisive: bool) -> Code:
    operands, position = [compile_node(operand, scope) for operand in node.operands], node.position

    def code(frame: Frame) -> Value:
        unknown = False
        for operand in operands:
            value = operand(frame)
            if value is decisive:
                return decisive
            if type(value) is not bool:
                unknown = True
                if value is not None:
                    text = f"a {type_name(value)} is no boolean"
                    frame.evaluation.null("condition", text, position)
        return None if unknown else not decisive

    return code


@compiles(Between)
def _between(node: Between, scope: StaticScope) -> Code:
    value, low, high = (compile_node(part, scope) for part in (node.value, node.low, node.high))

    def code(frame: Frame) -> Value:
        tested, lowest, highest = value(frame), low(frame), high(frame)
        result = between(tested, lowest, highest)
        return _no_order(frame, tested, lowest, node.position) if result is None else result

    return code


@compiles(Membership)
def _membership(node: Membership, scope: StaticScope) -> Code:
    value = compile_node(node.value, scope)
    if len(node.tests) == 1 and is_constant(node.tests[0]):
        return _in_constant(value, constant(node.tests[0]))
    if mentions_tested_value(node.tests):
        return _conditions(value, node.tests, scope)
    tests = [compile_node(test, scope) for test in node.tests]

    def code(frame: Frame) -> Value:
        tested = value(frame)
        unknown = False
        for test in tests:
            expected = test(frame)
            result = is_member(tested, expected, frame.evaluation.work)
            if result:
                return True
            unknown = unknown or result is None or expected is None
        return None if unknown and len(tests) == 1 else False

    return code


def _conditions(value: Code, nodes: tuple[Syntax, ...], scope: StaticScope) -> Code:
    test = compile_unary_tests(UnaryTestsSyntax(nodes), scope.inner(["?"]))

    def code(frame: Frame) -> Value:
        tested = value(frame)
        return test(frame.inner({"?": tested}), tested)

    return code


def _in_constant(value: Code, test: Value) -> Code:
    if type(test) is list and test and all(type(item) is str for item in test):
        texts = frozenset(item for item in test if type(item) is str)

        def text_code(frame: Frame) -> Value:
            tested = value(frame)
            if type(tested) is str:
                return tested in texts
            return is_member(tested, test, frame.evaluation.work)

        return text_code
    return lambda frame: is_member(value(frame), test, frame.evaluation.work)


@compiles(InstanceOf)
def _instance_of(node: InstanceOf, scope: StaticScope) -> Code:
    value, type_ = compile_node(node.value, scope), compile_type(node.type)

    def code(frame: Frame) -> Value:
        tested = value(frame)
        resolved = type_(frame.evaluation)
        if resolved is None:
            return None
        return resolved.accepts(tested)

    return code


@compiles(Conditional)
def _conditional(node: Conditional, scope: StaticScope) -> Code:
    condition = compile_node(node.condition, scope)
    consequence, alternative = compile_node(node.consequence, scope), compile_node(node.alternative, scope)

    def code(frame: Frame) -> Value:
        chosen = condition(frame)
        if chosen is True:
            return consequence(frame)
        if chosen is not False:
            text = f"the condition of an if is a {type_name(chosen)}, not a boolean"
            frame.evaluation.null("condition", text, node.position)
        return alternative(frame)

    return code
