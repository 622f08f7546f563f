"""Values as text: what ``string()`` answers, and the literal that gives a value back (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

from decimal import Decimal

from engine.feel.errors import FeelError
from engine.feel.lexer import NAME
from engine.feel.numbers import number_text
from engine.feel.types import type_name
from engine.feel.values import (
    DaysTimeDuration,
    FeelDate,
    FeelDateTime,
    FeelRange,
    FeelTime,
    Value,
    YearsMonthsDuration,
)

_TEMPORAL = (FeelDate, FeelTime, FeelDateTime, DaysTimeDuration, YearsMonthsDuration)
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def quote(text: str) -> str:
    """A text as a FEEL literal, in quotation marks."""
    return f'"{text.translate(_ESCAPES)}"'


def to_string(value: Value) -> str | None:
    """What ``string(value)`` answers: a text is itself; null, functions and what holds them are null."""
    if value is None or type(value) is str:
        return value
    try:
        return _text(value, literal=False)
    except FeelError:
        return None


def to_text(value: Value) -> str:
    """The FEEL text of which the evaluation gives the value back.

    Raises FeelError for a function, which has no text.
    """
    try:
        return _text(value, literal=True)
    except RecursionError:
        raise FeelError("the value is nested too deep") from None


def _text(value: Value, *, literal: bool) -> str:
    if value is None:
        return "null"
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is int or type(value) is Decimal:
        return number_text(value)
    if type(value) is str:
        return quote(value)
    if isinstance(value, _TEMPORAL):
        return f'@"{value}"' if literal else str(value)
    if type(value) is list:
        return "[" + ", ".join(_text(item, literal=literal) for item in value) + "]"
    if type(value) is dict:
        members = (f"{_key(key)}: {_text(member, literal=literal)}" for key, member in value.items())
        return "{" + ", ".join(members) + "}"
    if type(value) is FeelRange:
        return _range_text(value)
    raise FeelError(f"a {type_name(value)} has no text")


def _key(key: str) -> str:
    return key if NAME.fullmatch(key) else quote(key)


def _range_text(value: FeelRange) -> str:
    if value.operator is not None:
        bound = value.start if value.operator in (">", ">=", "=", "!=") else value.end
        return f"({value.operator} {_text(bound, literal=True)})"
    opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
    return f"{opening}{_text(value.start, literal=True)}..{_text(value.end, literal=True)}{closing}"
