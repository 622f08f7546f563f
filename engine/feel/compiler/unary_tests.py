"""The unary tests of decision tables (DMN 1.5, 7.3.3 and 10.3.2.8): the tested value is ``?``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass

from engine.feel.comparison import is_member
from engine.feel.compiler.dispatch import Code, compile_node
from engine.feel.compiler.literals import constant, is_constant
from engine.feel.compiler.scopes import StaticScope
from engine.feel.evaluation import Frame
from engine.feel.syntax import Name, Node, Syntax, UnaryTestsSyntax
from engine.feel.values import Value

Test = Callable[[Frame, Value], bool | None]


def compile_unary_tests(syntax: UnaryTestsSyntax, scope: StaticScope) -> Test:
    """A closure that tells whether the tested value passes; null when that is unknown."""
    tests = [_compile_test(test, scope) for test in syntax.tests]
    if not tests:
        return lambda _frame, _value: True

    def code(frame: Frame, value: Value) -> bool | None:
        unknown = False
        for test in tests:
            result = test(frame, value)
            if result:
                return True
            unknown = unknown or result is None
        return None if unknown else False

    if not syntax.negated:
        return tests[0] if len(tests) == 1 else code

    def negated(frame: Frame, value: Value) -> bool | None:
        result = code(frame, value)
        return None if result is None else not result

    return negated


def _compile_test(syntax: Syntax, scope: StaticScope) -> Test:
    if is_constant(syntax):
        expected = constant(syntax)
        return lambda frame, value: is_member(value, expected, frame.evaluation.work)
    code = compile_node(syntax, scope)
    return _condition(code) if mentions_tested_value(syntax) else _expected(code)


def _condition(code: Code) -> Test:
    def test(frame: Frame, value: Value) -> bool | None:
        result = code(frame)
        # a test that uses ? is itself the answer when it is a boolean, else what the value is compared with
        if result is None or type(result) is bool:
            return result
        return is_member(value, result, frame.evaluation.work)

    return test


def _expected(code: Code) -> Test:
    def test(frame: Frame, value: Value) -> bool | None:
        result = code(frame)
        if type(result) is bool and type(value) is not bool:
            return result
        return is_member(value, result, frame.evaluation.work)

    return test


def mentions_tested_value(node: object) -> bool:
    """Whether the syntax, or one of several, names ``?``."""
    if isinstance(node, Name):
        return node.name == "?"
    if isinstance(node, tuple):
        return any(mentions_tested_value(part) for part in node)
    if isinstance(node, Node) and is_dataclass(node):
        return any(mentions_tested_value(getattr(node, field.name)) for field in fields(node))
    return False
