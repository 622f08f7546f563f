"""JSON files of a model: strict reading, and the line that a fault stands on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

Json = None | bool | int | Decimal | str | Sequence["Json"] | Mapping[str, "Json"]
"""A JSON value whose fractions keep their digits."""

_DECODER = msgspec.json.Decoder(float_hook=Decimal)


class Unreadable(ValueError):  # noqa: N818 - it is a verdict on a file
    """The bytes are not JSON in UTF-8, or are nested too deeply to read."""


def decode(source: bytes) -> Json:
    """Read JSON without losing digits of numbers.

    Args:
        source: the file; UTF-8, with or without byte order mark.

    Raises:
        Unreadable: it is not JSON, or nested too deeply.
    """
    try:
        value: Json = _DECODER.decode(source.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise Unreadable(str(fault)) from None
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    return value


def line_of(source: bytes, *words: str) -> int:
    """The line on which the last of some JSON strings stands, each searched after the one before.

    Args:
        source: the file.
        words: strings as they are after reading, from the outside in.

    Returns:
        A line number from 1; 1 when the words are not found.
    """
    text = source.decode("utf-8", "replace")
    at = 0
    for word in words:
        found = _first(text, word, at)
        if found < 0:
            break
        at = found
    return text.count("\n", 0, at) + 1


def _first(text: str, word: str, start: int) -> int:
    spellings = {json.dumps(word), json.dumps(word, ensure_ascii=False)}
    places = [place for place in (text.find(spelling, start) for spelling in spellings) if place >= 0]
    return min(places, default=-1)
