"""Numbers of 34 decimal digits, rounded half to even (DMN 1.5, 10.3.2.3.1)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TypeGuard

DIGITS = 34
INT_BOUND = 10**DIGITS
"""An int at or beyond this magnitude no longer fits in 34 digits."""

DECIMAL128 = Context(
    prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, capitals=1, clamp=0, flags=[], traps=[]
)
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Whether a value is a FEEL number; booleans are not."""
    return type(value) is int or type(value) is Decimal


def finite(value: Decimal) -> Decimal | None:
    """The value itself, or None for infinity and NaN, which FEEL does not have."""
    return value if value.is_finite() else None


def bounded(value: int) -> int | Decimal:
    """An int rounded to 34 digits."""
    return value if -INT_BOUND < value < INT_BOUND else DECIMAL128.create_decimal(value)


def parse_number(text: str) -> int | Decimal | None:
    """Reads digits with an optional minus, decimal point and exponent; None when that is no number."""
    if _NUMBER.fullmatch(text) is None:
        return None
    if len(text) <= DIGITS and text.isdecimal():
        return int(text)
    return finite(DECIMAL128.create_decimal(text))


def as_int(value: object) -> int | None:
    """A whole number as int, also when it is written as ``2.0``; None for all else."""
    if type(value) is int:
        return value
    if type(value) is Decimal and value == value.to_integral_value() and value.adjusted() <= DIGITS:
        return int(value)
    return None


def number_text(value: int | Decimal) -> str:
    """A number without exponent and without trailing zeros, unless it would be longer than 60 characters."""
    if type(value) is int:
        return str(value)
    decimal = DECIMAL128.create_decimal(value)
    if decimal.is_zero():
        return "0"
    stripped = decimal.normalize(DECIMAL128)
    return format(stripped, "f") if -60 < stripped.adjusted() < 60 else str(stripped)
