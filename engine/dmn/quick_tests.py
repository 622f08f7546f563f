"""Plain Python for the cells that most decision tables consist of: literals, comparisons and ranges of
numbers.

They mean what FEEL means by them for a value of the literals' type; any other value is left to FEEL.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from engine.feel import UnaryTests, Value
from engine.feel.syntax import (
    BooleanLiteral,
    ComparisonTest,
    NumberLiteral,
    RangeLiteral,
    StringLiteral,
    Syntax,
)

# A boolean is an int to Python and no number to FEEL, hence exact types and not isinstance().
_NUMBERS: Final[tuple[type, ...]] = (int, Decimal)

_Number: TypeAlias = int | Decimal
_Predicate: TypeAlias = Callable[[Any], bool]  # of a value that has one of the kinds beside it


class QuickTest(NamedTuple):
    """Plain Python for a cell: asks `passes` about a value whose exact type is among `kinds`; FEEL tells
    the rest."""

    kinds: tuple[type, ...]
    passes: _Predicate


def quick_test(parsed: UnaryTests) -> QuickTest | None:
    """The plain Python for a cell, None for a cell that needs FEEL."""
    tests, negated = parsed.syntax.tests, parsed.syntax.negated
    if not tests:
        return None
    texts = [test.value for test in tests if isinstance(test, StringLiteral)]
    if len(texts) == len(tests):
        return QuickTest((str,), _one_of(frozenset(texts), negated))
    truths = [test.value for test in tests if isinstance(test, BooleanLiteral)]
    if len(truths) == len(tests):
        return QuickTest((bool,), _one_of(frozenset(truths), negated))
    numbers = [test for test in map(_number_test, tests) if test is not None]
    return QuickTest(_NUMBERS, _any_of(numbers, negated)) if len(numbers) == len(tests) else None


def _one_of(values: frozenset[Value], negated: bool) -> _Predicate:
    return (lambda value: value not in values) if negated else (lambda value: value in values)


def _any_of(tests: list[_Predicate], negated: bool) -> _Predicate:
    if negated:
        return lambda value: not any(test(value) for test in tests)
    return tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests)


def _number_test(test: Syntax) -> _Predicate | None:
    match test:
        case NumberLiteral(expected):
            return lambda value: bool(value == expected)
        case ComparisonTest(sign, NumberLiteral(bound)):
            return _comparison(sign, bound)
        case RangeLiteral(NumberLiteral(low), NumberLiteral(high), low_included, high_included) if (
            low <= high
        ):
            return _between(low, high, low_included, high_included)
        case _:
            return None


def _comparison(sign: str, bound: _Number) -> _Predicate:
    tests: dict[str, _Predicate] = {
        "<": lambda value: value < bound,
        "<=": lambda value: value <= bound,
        ">": lambda value: value > bound,
        ">=": lambda value: value >= bound,
        "=": lambda value: value == bound,
        "!=": lambda value: value != bound,
    }
    return tests[sign]


def _between(low: _Number, high: _Number, low_included: bool, high_included: bool) -> _Predicate:
    if low_included:
        return (lambda value: low <= value <= high) if high_included else (lambda value: low <= value < high)
    return (lambda value: low < value <= high) if high_included else (lambda value: low < value < high)
