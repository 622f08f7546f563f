"""What a case is found by: the values at a searchable path, written as a search compares them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from engine.feel import JsonValue
from engine.model.declaration import Path


def values_at(data: JsonValue, path: Path) -> Iterator[JsonValue]:
    """Yield what stands at a path of data, of every item where the path goes through a list."""
    if not path:
        yield data
        return
    step, *rest = path
    if step is None:
        if isinstance(data, Sequence) and not isinstance(data, str):
            for item in data:
                yield from values_at(item, tuple(rest))
    elif isinstance(data, Mapping) and step in data:
        yield from values_at(data[step], tuple(rest))


def search_text(value: JsonValue) -> str | None:
    """Return a value as searches compare it, without case, spaces and diacritics; None: not to be found."""
    match value:
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return format(Decimal(value).normalize(), "f")
        case str():
            apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", value).casefold())
            plain = "".join(sign for sign in apart if not unicodedata.combining(sign) and not sign.isspace())
            return plain or None
        case _:
            return None
