"""Parsed and compiled expressions, kept in a cache by their text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from engine.feel.builtins import BUILT_INS
from engine.feel.compiler import StaticScope, compile_node, compile_unary_tests
from engine.feel.environment import Environment
from engine.feel.errors import FeelLimitError
from engine.feel.evaluation import Evaluation, Frame
from engine.feel.known_names import KnownNames
from engine.feel.parser import read_expression, read_unary_tests
from engine.feel.syntax import Syntax, UnaryTestsSyntax
from engine.feel.values import Value

_CACHE_SIZE = 4096
_BUILT_IN_NAMES = KnownNames(BUILT_INS)


class _Compiled:
    """What expressions and unary tests have in common: their text and the names they read."""

    __slots__ = ("called_names", "filter_names", "free_names", "source")

    def __init__(self, source: str, scope: StaticScope) -> None:
        self.source = source
        used = scope.used
        self.called_names = frozenset(used.called)
        """Functions that are invoked by a name which neither the expression nor the standard defines."""
        self.filter_names = frozenset(used.in_filters - used.free)
        """Names read inside filters only: members of the filtered items, or variables."""
        self.free_names = frozenset(used.free | used.in_filters)
        """Variables that the expression reads from its scope, those inside filters included.

        A built-in that is passed on by its name is among them, as a variable may have that name.
        """


class Expression(_Compiled):
    """An expression, ready to be evaluated any number of times, by any number of threads."""

    __slots__ = ("_code", "syntax")

    def __init__(self, source: str, syntax: Syntax) -> None:
        scope = StaticScope()
        self.syntax = syntax
        self._code = compile_node(syntax, scope)
        super().__init__(source, scope)

    def evaluate(self, scope: Mapping[str, Value], environment: Environment) -> Value:
        """The value for the variables in ``scope``, which are read as they are needed and never changed.

        What cannot be computed is null, with a warning in ``environment.warnings``. Raises FeelLimitError
        when the limits are exceeded, FeelError when a function of the host fails; nothing else.
        """
        try:
            return self._code(Frame(Evaluation(environment), scope))
        except RecursionError:
            raise FeelLimitError("the expression is nested too deep") from None


class UnaryTests(_Compiled):
    """The tests of a decision table's cell, ready to be evaluated."""

    __slots__ = ("_test", "syntax")

    def __init__(self, source: str, syntax: UnaryTestsSyntax) -> None:
        scope = StaticScope(names=["?"])
        self.syntax = syntax
        self._test = compile_unary_tests(syntax, scope)
        super().__init__(source, scope)

    def evaluate(self, value: Value, scope: Mapping[str, Value], environment: Environment) -> bool | None:
        """Whether ``value`` passes; None when that is unknown. Raises as `Expression.evaluate`."""
        return self.evaluate_within(Evaluation(environment), value, scope)

    def evaluate_within(
        self, evaluation: Evaluation, value: Value, scope: Mapping[str, Value]
    ) -> bool | None:
        """As `evaluate`, in the bounds and the environment of an evaluation that goes on."""
        try:
            return self._test(Frame(evaluation, scope, None, {"?": value}), value)
        except RecursionError:
            raise FeelLimitError("the tests are nested too deep") from None


def parse_expression(source: str, *, names: Iterable[str] = ()) -> Expression:
    """Reads and compiles an expression.

    ``names`` are the variables and members of contexts whose names hold spaces, operators or reserved words;
    others need not be given. Raises FeelSyntaxError, or FeelLimitError for a text that is too long or nested
    too deep.
    """
    return _cached_expression(source, frozenset(names))


@lru_cache(maxsize=_CACHE_SIZE)
def _cached_expression(source: str, names: frozenset[str]) -> Expression:
    try:
        return Expression(source, read_expression(source, KnownNames(names, _BUILT_IN_NAMES)))
    except RecursionError:
        raise FeelLimitError("the expression is nested too deep") from None


def parse_unary_tests(source: str, *, names: Iterable[str] = ()) -> UnaryTests:
    """Reads and compiles the unary tests of a cell. Arguments and errors as `parse_expression`."""
    return _cached_unary_tests(source, frozenset(names))


@lru_cache(maxsize=_CACHE_SIZE)
def _cached_unary_tests(source: str, names: frozenset[str]) -> UnaryTests:
    try:
        return UnaryTests(source, read_unary_tests(source, KnownNames(names, _BUILT_IN_NAMES)))
    except RecursionError:
        raise FeelLimitError("the tests are nested too deep") from None
