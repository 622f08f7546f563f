"""The types of FEEL (DMN 1.5, 10.3.2.1 and 10.3.2.9): what conforms, and implicit conversions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from engine.feel.values import (
    DaysTimeDuration,
    FeelDate,
    FeelDateTime,
    FeelFunction,
    FeelRange,
    FeelTime,
    Value,
    YearsMonthsDuration,
)

_NAMES: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    Decimal: "number",
    str: "string",
    list: "list",
    dict: "context",
    FeelDate: "date",
    FeelTime: "time",
    FeelDateTime: "date and time",
    DaysTimeDuration: "days and time duration",
    YearsMonthsDuration: "years and months duration",
    FeelRange: "range",
}

PRIMITIVE_NAMES = frozenset(
    {
        "Any", "Null", "boolean", "number", "string", "list", "context", "date", "time", "date and time",
        "days and time duration", "years and months duration", "range", "function",
        "day time duration", "year month duration", "dayTimeDuration", "yearMonthDuration", "dateTime",
    }
)  # fmt: skip
_SYNONYMS = {
    "day time duration": "days and time duration",
    "dayTimeDuration": "days and time duration",
    "year month duration": "years and months duration",
    "yearMonthDuration": "years and months duration",
    "dateTime": "date and time",
}


def type_name(value: Value) -> str:
    """The FEEL name of a value's type: ``null``, ``number``, ``days and time duration`` and so on."""
    name = _NAMES.get(type(value))
    if name is not None:
        return name
    return "function" if isinstance(value, FeelFunction) else "unknown"


class FeelType(Protocol):
    """A type that values may conform to."""

    def accepts(self, value: Value) -> bool:
        """Whether a value that is not null is an instance."""
        ...


def _accepts_item(type_: FeelType, value: Value) -> bool:
    return value is None or type_.accepts(value)


@dataclass(frozen=True, slots=True)
class SimpleType:
    """A type known by its name alone; ``Any`` takes everything."""

    name: str

    def accepts(self, value: Value) -> bool:
        """Whether the value has that type."""
        if value is None:
            return self.name == "Null"
        return self.name == "Any" or type_name(value) == self.name


def simple_type(name: str) -> SimpleType | None:
    """The built-in type of that name, also by its older names; None when there is none."""
    return SimpleType(_SYNONYMS.get(name, name)) if name in PRIMITIVE_NAMES else None


ANY = SimpleType("Any")


@dataclass(frozen=True, slots=True)
class ListType:
    """``list<item>``."""

    item: FeelType

    def accepts(self, value: Value) -> bool:
        """Whether the value is a list of which each item conforms or is null."""
        return type(value) is list and all(_accepts_item(self.item, item) for item in value)


@dataclass(frozen=True, slots=True)
class ContextType:
    """``context<name: type, ...>``."""

    members: tuple[tuple[str, FeelType], ...]

    def accepts(self, value: Value) -> bool:
        """Whether the value is a context that has each member, with a value that conforms or is null."""
        return type(value) is dict and all(
            name in value and _accepts_item(type_, value[name]) for name, type_ in self.members
        )


@dataclass(frozen=True, slots=True)
class RangeType:
    """``range<endpoint>``."""

    endpoint: FeelType

    def accepts(self, value: Value) -> bool:
        """Whether the value is a range of which both endpoints conform or are null."""
        return (
            type(value) is FeelRange
            and _accepts_item(self.endpoint, value.start)
            and _accepts_item(self.endpoint, value.end)
        )


@dataclass(frozen=True, slots=True)
class FunctionType:
    """``function<parameter, ...> -> result``."""

    parameters: tuple[FeelType, ...]
    returns: FeelType

    def accepts(self, value: Value) -> bool:
        """Whether the value is a function of that many parameters whose declared types conform.

        A type that a function does not declare, and that cannot be told from its text, is taken to conform.
        """
        if not isinstance(value, FeelFunction) or len(value.parameters) != len(self.parameters):
            return False
        declared = zip(value.types, self.parameters, strict=True)
        if not all(own is None or is_subtype(given, own) for own, given in declared):
            return False
        return value.returns is None or is_subtype(value.returns, self.returns)


@dataclass(frozen=True, slots=True)
class ConstrainedType:
    """A named type with allowed values: ``base`` must conform and ``allows`` must hold."""

    base: FeelType
    allows: Callable[[Value], bool]

    def accepts(self, value: Value) -> bool:
        """Whether the value conforms to the base type and is allowed."""
        return self.base.accepts(value) and self.allows(value)


def is_subtype(sub: FeelType, super_: FeelType) -> bool:
    """Whether every value of ``sub`` conforms to ``super_`` (10.3.2.9.2)."""
    if super_ in (ANY, sub):
        return True
    if isinstance(sub, ConstrainedType):
        return is_subtype(sub.base, super_)
    if isinstance(sub, ListType) and isinstance(super_, ListType):
        return is_subtype(sub.item, super_.item)
    if isinstance(sub, RangeType) and isinstance(super_, RangeType):
        return is_subtype(sub.endpoint, super_.endpoint)
    if isinstance(sub, ContextType) and isinstance(super_, ContextType):
        own = dict(sub.members)
        return all(name in own and is_subtype(own[name], type_) for name, type_ in super_.members)
    if isinstance(sub, FunctionType) and isinstance(super_, FunctionType):
        return (
            len(sub.parameters) == len(super_.parameters)
            and all(is_subtype(b, a) for a, b in zip(sub.parameters, super_.parameters, strict=True))
            and is_subtype(sub.returns, super_.returns)
        )
    return False


def conforms(value: Value, type_: FeelType) -> bool:
    """Whether a value may be used where ``type_`` is asked for without a conversion; null conforms to all."""
    return value is None or type_.accepts(value)


def coerce(value: Value, type_: FeelType) -> Value:
    """Converts implicitly to ``type_`` (10.3.2.9.4): null for what does not fit.

    A list of one becomes its item, an item becomes a list of one, a date becomes midnight UTC of that date.
    """
    if conforms(value, type_):
        return value
    if type(value) is list and len(value) == 1 and type_.accepts(value[0]):
        return value[0]
    if type(value) is not list and type_.accepts([value]):
        return [value]
    if type(value) is FeelDate:
        midnight = FeelDateTime(value, FeelTime(0, 0, 0, 0, 0))
        return midnight if type_.accepts(midnight) else None
    return None
