"""Functions that make one value of a list: extremes, sums, statistics, quantifiers (DMN 1.5, 10.3.4.4)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from engine.feel.arithmetic import add, divide, multiply, subtract
from engine.feel.builtins.signature import Family
from engine.feel.comparison import compare
from engine.feel.evaluation import Evaluation
from engine.feel.numbers import DECIMAL128, finite, is_number
from engine.feel.values import DaysTimeDuration, Value, YearsMonthsDuration

FAMILY = Family()
Items = list[Value]
Number = int | Decimal
_ADDABLE = (DaysTimeDuration, YearsMonthsDuration)


def _extreme(evaluation: Evaluation, name: str, items: Items, sign: int) -> Value:
    if not items:
        return None
    best = items[0]
    evaluation.work(len(items))
    for item in items:
        order = compare(item, best)
        if order is None:
            return evaluation.null("argument", f"{name}: the items cannot be compared")
        if order == sign:
            best = item
    return best


@FAMILY.define("min", "list: list...")
def minimum(evaluation: Evaluation, list_: Items) -> Value:
    """The smallest item; null for an empty list or items that do not compare."""
    return _extreme(evaluation, "min", list_, -1)


@FAMILY.define("max", "list: list...")
def maximum(evaluation: Evaluation, list_: Items) -> Value:
    """The largest item; null for an empty list or items that do not compare."""
    return _extreme(evaluation, "max", list_, 1)


def _fold(evaluation: Evaluation, name: str, items: Items, step: Callable[[Value, Value], Value]) -> Value:
    total: Value = None
    evaluation.work(len(items))
    for item in items:
        if not (is_number(item) or (step is add and isinstance(item, _ADDABLE))):
            return evaluation.null("argument", f"{name}: the items must be numbers")
        total = item if total is None else step(total, item)
        if total is None:
            return evaluation.null("arithmetic", f"{name}: the items do not add up to a value")
    return total


@FAMILY.define("sum", "list: list...")
def total(evaluation: Evaluation, list_: Items) -> Value:
    """The sum of numbers or durations; null for an empty list."""
    return _fold(evaluation, "sum", list_, add)


@FAMILY.define("product", "list: list...")
def product(evaluation: Evaluation, list_: Items) -> Value:
    """The product of numbers; null for an empty list."""
    return _fold(evaluation, "product", list_, multiply)


@FAMILY.define("mean", "list: list...")
def mean(evaluation: Evaluation, list_: Items) -> Value:
    """The arithmetic mean of numbers or durations; null for an empty list."""
    sum_ = _fold(evaluation, "mean", list_, add)
    return None if sum_ is None else divide(sum_, len(list_))


def _numbers(evaluation: Evaluation, name: str, items: Items) -> list[Number] | None:
    numbers = [item for item in items if is_number(item)]
    if len(numbers) != len(items):
        return evaluation.null("argument", f"{name}: the items must be numbers")
    evaluation.charge(len(numbers))
    evaluation.work(len(numbers))
    return numbers


@FAMILY.define("median", "list: list...")
def median(evaluation: Evaluation, list_: Items) -> Value:
    """The middle number, or the mean of the two in the middle; null for an empty list."""
    numbers = _numbers(evaluation, "median", list_)
    if not numbers:
        return None
    numbers.sort()
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return divide(add(numbers[middle - 1], numbers[middle]), 2)


@FAMILY.define("stddev", "list: list...")
def standard_deviation(evaluation: Evaluation, list_: Items) -> Value:
    """The standard deviation of a sample; null for fewer than two numbers."""
    numbers = _numbers(evaluation, "stddev", list_)
    if numbers is None or len(numbers) < 2:
        return evaluation.null("argument", "stddev: two numbers at least are needed")
    average = mean(evaluation, list_)
    squares: Items = []
    for number in numbers:
        deviation = subtract(number, average)
        squares.append(multiply(deviation, deviation))
    variance = divide(_fold(evaluation, "stddev", squares, add), len(numbers) - 1)
    return finite(DECIMAL128.sqrt(Decimal(variance))) if is_number(variance) else None


@FAMILY.define("mode", "list: list...")
def mode(evaluation: Evaluation, list_: Items) -> Value:
    """The numbers that come most often, in ascending order."""
    numbers = _numbers(evaluation, "mode", list_)
    if numbers is None:
        return None
    counts: dict[Number, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return [number for number in sorted(counts) if counts[number] == most]


def _quantify(evaluation: Evaluation, name: str, items: Items, decisive: bool) -> Value:
    if decisive in (item for item in items if type(item) is bool):
        return decisive
    if all(type(item) is bool for item in items):
        return not decisive
    return evaluation.null("argument", f"{name}: the items must be booleans")


@FAMILY.define("all", "list: list...")
def every_one(evaluation: Evaluation, list_: Items) -> Value:
    """False if one item is false, true if all are true or there are none, else null."""
    return _quantify(evaluation, "all", list_, False)


@FAMILY.define("any", "list: list...")
def any_one(evaluation: Evaluation, list_: Items) -> Value:
    """True if one item is true, false if all are false or there are none, else null."""
    return _quantify(evaluation, "any", list_, True)
