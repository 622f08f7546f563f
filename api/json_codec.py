"""JSON in and out: numbers keep their digits, and what could mean two things is refused."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
from flask import Request, Response
from flask.json.provider import JSONProvider

from engine.errors import Fault, Invalid

# FEEL numbers are IEEE 754-2008 decimal128 (OMG DMN 1.5, 10.3.2.3.1): beyond this exponent no number exists.
_LARGEST_EXPONENT = 6144
_ESCAPE = re.compile(rb"\\u0000|\\u[dD][89a-fA-F]")
_encoder = msgspec.json.Encoder(decimal_format="number")


def decode(body: bytes, max_depth: int) -> Any:
    """Read a JSON text (RFC 8259).

    Args:
        body: the text in UTF-8.
        max_depth: how many objects and lists may lie within each other.

    Returns:
        Dictionaries, lists, strings, `int`, `Decimal` for numbers with a point or exponent, `bool`, None.

    Raises:
        Invalid: the text is not JSON, repeats a key, is nested too deep, or holds a number, a NUL or half a
            surrogate pair that nothing can keep.
    """
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_float=_decimal,
            parse_constant=_constant,
        )
    except UnicodeDecodeError as fault:
        raise _invalid("encoding", f"Byte {fault.start} of the body is not UTF-8.") from None
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
        raise _invalid("json", f"The body is not JSON: {fault.msg} at {place}.") from None
    except RecursionError:
        raise _too_deep(max_depth) from None
    except ValueError:  # an integer of more digits than Python reads
        raise _number() from None
    _check_depth(value, max_depth)
    if _ESCAPE.search(body):
        _check_strings(value)
    return value


def encode(value: object) -> bytes:
    """Write a value as JSON in UTF-8: decimals keep their digits, moments in UTC end in Z."""
    return _encoder.encode(value)


class JsonProvider(JSONProvider):
    """Flask's answers and test client by the same codec."""

    def dumps(self, obj: object, **kwargs: object) -> str:
        return encode(obj).decode()

    def loads(self, s: str | bytes, **kwargs: object) -> Any:
        return json.loads(s, parse_float=Decimal)

    def response(self, *args: object, **kwargs: object) -> Any:
        body = encode(self._prepare_response_obj(args, kwargs))
        return Response(body, mimetype="application/json")


def body_of(request: Request, max_depth: int) -> Any:
    """Read the JSON body of a request; see `decode`."""
    return decode(request.get_data(cache=True), max_depth)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _invalid("duplicate-key", "An object names the same key twice, so its meaning is open.")
    return value


def _decimal(digits: str) -> Decimal:
    number = Decimal(digits)
    if abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise _number()
    return number


def _constant(name: str) -> object:
    raise _invalid("json", f"{name} is not a number in JSON.")


def _check_depth(value: Any, max_depth: int) -> None:
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(max_depth):
        if not level:
            return
        level = [
            child
            for parent in level
            for child in (parent.values() if type(parent) is dict else parent)
            if type(child) is dict or type(child) is list
        ]
    if level:
        raise _too_deep(max_depth)


def _check_strings(value: Any) -> None:
    waiting: list[tuple[str, Any]] = [("", value)]
    faults: list[Fault] = []
    while waiting:
        pointer, item = waiting.pop()
        if isinstance(item, str):
            faults += _string_faults(pointer, item)
        elif isinstance(item, dict):
            faults += [fault for key in item for fault in _string_faults(pointer, key)]
            waiting += [(f"{pointer}/{pointer_token(key)}", child) for key, child in item.items()]
        elif isinstance(item, list):
            waiting += [(f"{pointer}/{index}", child) for index, child in enumerate(item)]
    if faults:
        raise Invalid(sorted(faults, key=lambda fault: fault.pointer))


def pointer_token(key: str) -> str:
    """Return a key as one token of a JSON Pointer (RFC 6901, section 3)."""
    return key.replace("~", "~0").replace("/", "~1")


def _string_faults(pointer: str, text: str) -> Iterator[Fault]:
    pointer = pointer.encode(errors="replace").decode()
    if "\0" in text:
        yield Fault(pointer, "nul", "Text cannot hold the character NUL.", "Leave it out.")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        yield Fault(
            pointer, "surrogate", "Text holds half of a surrogate pair.", "Write the whole character."
        )


def _number() -> Invalid:
    return _invalid("number", "A number is larger or smaller than any that can be kept.")


def _too_deep(max_depth: int) -> Invalid:
    return _invalid("depth", f"The body is nested more than {max_depth} levels deep.")


def _invalid(code: str, detail: str) -> Invalid:
    return Invalid([Fault("", code, detail)])
