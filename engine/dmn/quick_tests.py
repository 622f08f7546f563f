"""Plain Python for the cells that most decision tables consist of: literals, comparisons and ranges of
numbers.

They mean what FEEL means by them for a value of the literals' type; any other value is left to FEEL.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from engine.feel import UnaryTests, Value
from engine.feel.syntax import (
    BooleanLiteral,
    ComparisonTest,
    NumberLiteral,
    RangeLiteral,
    StringLiteral,
    Syntax,
)

QuickTest: TypeAlias = Callable[[Value], bool | None]
"""Whether a value passes; None when FEEL has to tell."""

_Number: TypeAlias = int | Decimal
_NumberTest: TypeAlias = Callable[[_Number], bool]
_NUMBERS: Final = (int, Decimal)
_OPERATORS: Final[Mapping[str, Callable[[_Number, _Number], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


def quick_test(parsed: UnaryTests) -> QuickTest | None:
    """The plain Python for a cell, None for a cell that needs FEEL."""
    tests, passes = parsed.syntax.tests, not parsed.syntax.negated
    if not tests:
        return None
    texts = [test.value for test in tests if isinstance(test, StringLiteral)]
    if len(texts) == len(tests):
        return _one_of(frozenset(texts), passes)
    truths = [test.value for test in tests if isinstance(test, BooleanLiteral)]
    if len(truths) == len(tests):
        return _truth(frozenset(truths), passes)
    numbers = [test for test in map(_number_test, tests) if test is not None]
    return _numeric(numbers, passes) if len(numbers) == len(tests) else None


def _one_of(texts: frozenset[str], passes: bool) -> QuickTest:
    return lambda value: (value in texts) is passes if type(value) is str else None


def _truth(truths: frozenset[bool], passes: bool) -> QuickTest:
    return lambda value: (value in truths) is passes if type(value) is bool else None


def _numeric(tests: Sequence[_NumberTest], passes: bool) -> QuickTest:
    first = tests[0]

    def single(value: Value) -> bool | None:
        # a boolean is an int to Python and no number to FEEL, hence type() and not isinstance()
        return first(value) is passes if type(value) in _NUMBERS else None  # type: ignore[arg-type]

    def several(value: Value) -> bool | None:
        if type(value) not in _NUMBERS:
            return None
        return any(test(value) for test in tests) is passes  # type: ignore[arg-type]

    return single if len(tests) == 1 else several


def _number_test(test: Syntax) -> _NumberTest | None:
    match test:
        case NumberLiteral(expected):
            return lambda value: value == expected
        case ComparisonTest(sign, NumberLiteral(bound)):
            compare = _OPERATORS[sign]
            return lambda value: compare(value, bound)
        case RangeLiteral(NumberLiteral(low), NumberLiteral(high), low_included, high_included) if (
            low <= high
        ):
            above = _OPERATORS["<=" if low_included else "<"]
            below = _OPERATORS["<=" if high_included else "<"]
            return lambda value: above(low, value) and below(value, high)
        case _:
            return None
