"""Ranges from text, of which the endpoints are literals (DMN 1.5, 10.3.4.12)."""

from __future__ import annotations

from engine.feel.comparison import compare
from engine.feel.errors import FeelError
from engine.feel.known_names import KnownNames
from engine.feel.parser import read_expression
from engine.feel.syntax import AtLiteral, Invocation, Name, NumberLiteral, RangeLiteral, StringLiteral, Syntax
from engine.feel.values import FeelRange, Value
from engine.feel.values.temporal_text import TEMPORAL_LITERALS, parse_temporal

_NAMES = KnownNames(TEMPORAL_LITERALS)


def parse_range(text: str) -> FeelRange | None:
    """Reads a range; None when it is none, an endpoint is no literal, or the endpoints are not in order."""
    try:
        syntax = read_expression(text, _NAMES)
    except FeelError:
        return None
    if not isinstance(syntax, RangeLiteral):
        return None
    start, end = _endpoint(syntax.start), _endpoint(syntax.end)
    order = compare(start, end)
    if order is None or order > 0:
        return None
    return FeelRange(start, end, syntax.start_included, syntax.end_included)


def _endpoint(syntax: Syntax) -> Value:
    match syntax:
        case NumberLiteral(value):
            return value
        case StringLiteral(text):
            return text
        case AtLiteral(text):
            return parse_temporal(text)
        case Invocation(Name(name), (StringLiteral(text),), ()) if name in TEMPORAL_LITERALS:
            return TEMPORAL_LITERALS[name](text)
        case _:
            return None
