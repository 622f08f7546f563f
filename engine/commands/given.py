"""Variables as callers give them: any JSON, but for what could not be told apart later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from engine.errors import Fault, Invalid
from engine.feel import JsonValue

RESERVED: Final = "process"
_NUL: Final = "\x00"


def check_given(variables: Mapping[str, JsonValue], pointer: str = "/variables") -> None:
    """Let variables pass that may be written.

    Args:
        variables: by name.
        pointer: where they stand in the request.

    Raises:
        Invalid: a name or text holds the character NUL, or a variable is named like what the engine provides.
    """
    faults = []
    if RESERVED in variables:
        detail = f"{RESERVED!r} is what expressions call the instance itself: choose another name."
        faults.append(Fault(f"{pointer}/{RESERVED}", "reserved-name", detail))
    faults += [
        Fault(place, "nul", "The character NUL is not accepted in names and texts.")
        for place in _places_with_nul(variables, pointer)
    ]
    if faults:
        raise Invalid(faults)


def _places_with_nul(value: JsonValue | Mapping[str, JsonValue], pointer: str) -> Iterator[str]:
    pending: list[tuple[str, object]] = [(pointer, value)]
    while pending:
        place, item = pending.pop()
        if isinstance(item, str) and _NUL in item:
            yield place
        elif isinstance(item, Mapping):
            for name, inner in item.items():
                if _NUL in name:
                    yield place
                pending.append((f"{place}/{_escaped(name)}", inner))
        elif isinstance(item, list):
            pending += [(f"{place}/{number}", inner) for number, inner in enumerate(item)]


def _escaped(name: str) -> str:
    return name.replace(_NUL, "").replace("~", "~0").replace("/", "~1")
