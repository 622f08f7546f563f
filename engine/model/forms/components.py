"""The parts of a form as immutable data: one class for each kind of field."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

import jsonschema_rs

from engine.feel import Expression, JsonValue
from engine.model.declaration import Declaration
from engine.model.inspection import Inspection

Key = tuple[str, ...]
"""Names from the surrounding scope (the form, or an item of a list) down to a value."""

Limit = Decimal | Expression
"""A bound: a number, or FEEL that yields one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """What stands under one key of a scope.

    Args:
        id: id in the editor.
        key: where its value stands.
        label: what people read beside it; the key where it has none.
        line: line in the file.
        hidden_by: conditions that hide it: its own and those of the groups around it.
        declaration: what is declared of its data; None where nothing is.
        inspection: what the person whom it is about may see of it; None where nothing is said.
    """

    id: str
    key: Key
    label: str
    line: int
    hidden_by: tuple[Expression, ...] = ()
    declaration: Declaration | None = None
    inspection: Inspection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Component):
    """A value that a person gives; `read_only` ones are shown and not changed."""

    required: bool = False
    read_only: bool | Expression = False


class TextFormat(Enum):
    """Formats of text that form-js offers by name."""

    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """Text on one line or several; `pattern` is an ECMA-262 expression found anywhere in the text."""

    several_lines: bool = False
    min_length: Limit | None = None
    max_length: Limit | None = None
    pattern: jsonschema_rs.Validator | None = None
    format: TextFormat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field):
    """A number; `as_text` where the form keeps it as text, digit by digit."""

    minimum: Limit | None = None
    maximum: Limit | None = None
    decimal_digits: int | None = None
    as_text: bool = False


class Moment(Enum):
    """What a date-time field asks for."""

    DATE = "date"
    TIME = "time"
    DATE_TIME = "datetime"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTimeField(Field):
    """A date, a time or both; `zoned` where the time names its offset from UTC."""

    moment: Moment = Moment.DATE
    zoned: bool = False
    not_in_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckboxField(Field):
    """Yes or no; a required one must be yes."""


@dataclass(frozen=True, slots=True)
class FixedOptions:
    """Options that stand in the form."""

    values: tuple[JsonValue, ...]


@dataclass(frozen=True, slots=True)
class OptionsAt:
    """Options that stand in the data, under a key from the root."""

    key: Key


@dataclass(frozen=True, slots=True)
class OptionsFrom:
    """Options that FEEL yields."""

    expression: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of some options, or several of them."""

    options: FixedOptions | OptionsAt | OptionsFrom
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedField(Component):
    """A value that the form reckons; the service does so itself."""

    expression: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamicList(Component):
    """A list of objects; `fixed` where items are neither added nor removed."""

    items: tuple[Component, ...]
    fixed: bool = False
