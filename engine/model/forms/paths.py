"""Getting and setting what stands under a key of nested objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from engine.feel import JsonValue
from engine.model.forms.components import Key


class Missing(Enum):
    """Stands for a value that is not there; null is a value."""

    MISSING = "missing"


MISSING = Missing.MISSING


def get(data: Mapping[str, JsonValue], key: Key) -> JsonValue | Missing:
    """What stands under a key; `MISSING` when nothing does."""
    value: JsonValue | Missing = dict(data) if not key else MISSING
    inside: object = data
    for name in key:
        if not isinstance(inside, Mapping) or name not in inside:
            return MISSING
        inside = value = inside[name]
    return value


def put(data: dict[str, JsonValue], key: Key, value: JsonValue) -> None:
    """Set what stands under a key; objects on the way are copied, what is no object is replaced by one."""
    inside = data
    for name in key[:-1]:
        known = inside.get(name)
        copy = dict(known) if isinstance(known, Mapping) else {}
        inside[name] = copy
        inside = copy
    inside[key[-1]] = value


def drop(data: dict[str, JsonValue], key: Key) -> None:
    """Remove what stands under a key, if anything does."""
    inside = data
    for name in key[:-1]:
        known = inside.get(name)
        if not isinstance(known, Mapping):
            return
        copy = dict(known)
        inside[name] = copy
        inside = copy
    inside.pop(key[-1], None)


def same(one: JsonValue | Missing, other: JsonValue | Missing) -> bool:
    """Tell whether two JSON values are equal; unlike in Python, true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(value, other[name]) for name, value in one.items())
    if _is_list(one) and _is_list(other):
        return len(one) == len(other) and all(map(same, one, other))  # type: ignore[arg-type]
    return one == other


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
