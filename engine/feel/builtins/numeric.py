"""Numeric functions (DMN 1.5, 10.3.4.5)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)

from engine.feel.arithmetic import negate
from engine.feel.builtins.signature import Family
from engine.feel.evaluation import Evaluation
from engine.feel.numbers import DECIMAL128, DIGITS, finite, is_number
from engine.feel.values import DaysTimeDuration, Value, YearsMonthsDuration

FAMILY = Family()
Number = int | Decimal
MIN_SCALE, MAX_SCALE = -6111, 6176
_QUANTIZING = Context(prec=DIGITS + 2, Emin=-6176, Emax=6144, traps=[])


def _round(evaluation: Evaluation, n: Number, scale: Number, rounding: str) -> Value:
    digits = int(scale)
    if not MIN_SCALE <= digits <= MAX_SCALE:
        return evaluation.null("argument", f"the scale must lie between {MIN_SCALE} and {MAX_SCALE}")
    decimal = Decimal(n)
    exponent = decimal.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= digits:
        return n
    rounded = finite(decimal.quantize(Decimal(1).scaleb(-digits), rounding=rounding, context=_QUANTIZING))
    if rounded is None:
        return None
    return int(rounded) if digits == 0 else rounded


def _define_rounding(name: str, declaration: str, rounding: str) -> None:
    def body(evaluation: Evaluation, n: Number, scale: Number = 0) -> Value:
        return _round(evaluation, n, scale, rounding)

    FAMILY.define(name, declaration)(body)


for _name, _rounding in (
    ("decimal", ROUND_HALF_EVEN),
    ("round up", ROUND_UP),
    ("round down", ROUND_DOWN),
    ("round half up", ROUND_HALF_UP),
    ("round half down", ROUND_HALF_DOWN),
):
    _define_rounding(_name, "n: number, scale: number", _rounding)
_define_rounding("floor", "n: number, scale: number?", ROUND_FLOOR)
_define_rounding("ceiling", "n: number, scale: number?", ROUND_CEILING)


@FAMILY.define("abs", "n: number|days and time duration|years and months duration")
def absolute(evaluation: Evaluation, n: Value) -> Value:
    """The magnitude of a number or a duration."""
    if isinstance(n, DaysTimeDuration):
        return negate(n) if n.nanoseconds < 0 else n
    if isinstance(n, YearsMonthsDuration):
        return negate(n) if n.months < 0 else n
    return negate(n) if is_number(n) and n < 0 else n


@FAMILY.define("modulo", "dividend: number, divisor: number")
def modulo(evaluation: Evaluation, dividend: Number, divisor: Number) -> Value:
    """``dividend - divisor * floor(dividend / divisor)``: the sign is that of the divisor."""
    if divisor == 0:
        return evaluation.null("arithmetic", "modulo: the divisor is zero")
    if type(dividend) is int and type(divisor) is int:
        return dividend % divisor
    rest = DECIMAL128.remainder(Decimal(dividend), Decimal(divisor))
    if rest.is_nan():
        return evaluation.null("arithmetic", "modulo: the quotient has more than 34 digits")
    if rest and (rest < 0) != (divisor < 0):
        rest = DECIMAL128.add(rest, Decimal(divisor))
    return finite(rest)


def _define_real(
    name: str, compute: Callable[[Decimal], Decimal], lowest: Decimal | None, *, including: bool = False
) -> None:
    def body(evaluation: Evaluation, number: Number) -> Value:
        if lowest is not None and (number < lowest or (number == lowest and not including)):
            return evaluation.null("argument", f"{name}: the number is out of its domain")
        return finite(compute(Decimal(number)))

    FAMILY.define(name, "number: number")(body)


_define_real("sqrt", DECIMAL128.sqrt, Decimal(0), including=True)
_define_real("log", DECIMAL128.ln, Decimal(0))
_define_real("exp", DECIMAL128.exp, None)


def _rest_of_two(number: Number) -> Number:
    # beyond 34 digits a number is a multiple of ten
    rest = DECIMAL128.remainder(Decimal(number), Decimal(2))
    return rest if rest.is_finite() else 0


@FAMILY.define("odd", "number: number")
def odd(evaluation: Evaluation, number: Number) -> bool:
    """Whether the number is a whole odd one."""
    return abs(_rest_of_two(number)) == 1


@FAMILY.define("even", "number: number")
def even(evaluation: Evaluation, number: Number) -> bool:
    """Whether the number is a whole even one."""
    return _rest_of_two(number) == 0
