"""JSON in and out of sealed columns; the digits of numbers are kept."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, cast

import msgspec

from engine.feel import JsonValue

_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_DECODER: Final = msgspec.json.Decoder(float_hook=Decimal)


def encode(value: object) -> bytes:
    """Return JSON text of a value made of JSON types and Decimals."""
    return _ENCODER.encode(value)


def decode(text: bytes) -> JsonValue:
    """Read JSON text that :func:`encode` wrote; numbers with a point become Decimals."""
    return cast(JsonValue, _DECODER.decode(text))


def decode_object(text: bytes) -> Mapping[str, JsonValue]:
    """Read JSON text of an object."""
    value = decode(text)
    assert isinstance(value, Mapping), "an object was stored here"
    return value
