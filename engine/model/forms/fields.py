"""Reads the fields of a form, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypedDict

from engine.feel import Expression, JsonValue, parse_expression, to_text
from engine.model.declaration import Declaration
from engine.model.forms.components import (
    CheckboxField,
    ChoiceField,
    Component,
    ComputedField,
    DateTimeField,
    FixedOptions,
    Key,
    Moment,
    NumberField,
    OptionsAt,
    OptionsFrom,
    TextField,
    TextFormat,
)
from engine.model.forms.reading import Node
from engine.model.inspection import Inspection


class _Common(TypedDict):
    id: str
    key: Key
    label: str
    line: int
    hidden_by: tuple[Expression, ...]
    declaration: Declaration | None
    inspection: Inspection | None


class _Given(_Common):
    required: bool
    read_only: bool | Expression


def read_field(node: Node, key: Key, hidden_by: tuple[Expression, ...]) -> Component | None:
    """Read a component whose type is among `READERS`; None when a fault leaves nothing of it."""
    common = _Common(
        id=node.id,
        key=key,
        label=node.label(),
        line=node.line,
        hidden_by=hidden_by,
        declaration=node.declaration(),
        inspection=node.inspection(),
    )
    return READERS[node.type](node, common)


def _given(node: Node, common: _Common) -> _Given:
    return _Given(**common, required=node.part_flag("validate", "required"), read_only=node.read_only())


def _text_field(node: Node, common: _Common) -> TextField:
    node.refuse_unknown(
        "validate", frozenset({"required", "minLength", "maxLength", "pattern", "validationType"})
    )
    return TextField(
        **_given(node, common),
        min_length=node.limit("minLength"),
        max_length=node.limit("maxLength"),
        pattern=node.pattern(),
        format=_format(node),
    )


def _format(node: Node) -> TextFormat | None:
    written = node.part_text("validate", "validationType")
    if written in (None, "custom"):
        return None
    if written not in [kind.value for kind in TextFormat]:
        detail = f"`validate.validationType` of {node.id!r} is {written!r}."
        node.fault("form-format", detail, "Choose email, phone or custom.")
        return None
    return TextFormat(written)


def _text_area(node: Node, common: _Common) -> TextField:
    node.refuse_unknown("validate", frozenset({"required", "minLength", "maxLength"}))
    return TextField(
        **_given(node, common),
        several_lines=True,
        min_length=node.limit("minLength"),
        max_length=node.limit("maxLength"),
    )


def _number(node: Node, common: _Common) -> NumberField:
    node.refuse_unknown("validate", frozenset({"required", "min", "max"}))
    digits = node.raw.get("decimalDigits")
    if digits is not None and not (type(digits) is int and 0 <= digits <= 34):
        node.fault("form-limit", f"`decimalDigits` of {node.id!r} is no number from 0 to 34.", "Correct it.")
        digits = None
    return NumberField(
        **_given(node, common),
        minimum=node.limit("min"),
        maximum=node.limit("max"),
        decimal_digits=digits if isinstance(digits, int) else None,
        as_text=node.flag("serializeToString"),
    )


def _date_time(node: Node, common: _Common) -> DateTimeField:
    node.refuse_unknown("validate", frozenset({"required"}))
    subtype = node.text("subtype") or Moment.DATE.value
    if subtype not in [moment.value for moment in Moment]:
        node.fault(
            "form-moment", f"`subtype` of {node.id!r} is {subtype!r}.", "Choose date, time or datetime."
        )
        subtype = Moment.DATE.value
    zone = node.text("timeSerializingFormat") or "utc_offset"
    if zone not in ("utc_offset", "utc_normalized", "no_timezone"):
        detail = f"`timeSerializingFormat` of {node.id!r} is {zone!r}."
        node.fault("form-moment", detail, "Choose utc_offset, utc_normalized or no_timezone.")
    return DateTimeField(
        **_given(node, common),
        moment=Moment(subtype),
        zoned=zone != "no_timezone",
        not_in_past=node.flag("disallowPassedDates"),
    )


def _checkbox(node: Node, common: _Common) -> CheckboxField:
    node.refuse_unknown("validate", frozenset({"required"}))
    return CheckboxField(**_given(node, common))


def _one_of_several(node: Node, common: _Common) -> ChoiceField | None:
    return _choice(node, common, several=False)


def _several(node: Node, common: _Common) -> ChoiceField | None:
    return _choice(node, common, several=True)


def _choice(node: Node, common: _Common, *, several: bool) -> ChoiceField | None:
    node.refuse_unknown("validate", frozenset({"required"}))
    options = _options(node)
    return None if options is None else ChoiceField(**_given(node, common), options=options, several=several)


def _options(node: Node) -> FixedOptions | OptionsAt | OptionsFrom | None:
    if node.register_kinds is not None:
        return OptionsFrom(parse_expression(register_options(node.register_kinds)))
    source = node.text("valuesExpression")
    if source is not None:
        expression = node.expression(source, "`valuesExpression`")
        return None if expression is None else OptionsFrom(expression)
    if node.text("valuesKey") is not None:
        key = node.key("valuesKey")
        node.reading.reads.update(key[:1])
        return OptionsAt(key) if key else None
    values = [option_value(option) for option in node.items("values")]
    if not values:
        node.fault("form-options", f"{node.id!r} offers nothing to choose.", "Give it options.")
        return None
    return FixedOptions(tuple(values))


def register_options(kinds: Sequence[str]) -> str:
    """Return the FEEL that offers the partners of these kinds in the register, or of all kinds."""
    return f"partners({to_text(list(kinds))})"


def option_value(option: object) -> JsonValue:
    """The value of an option: its `value`, or the option itself where it is no object with one."""
    if isinstance(option, Mapping) and "value" in option:
        return _value(option["value"])
    return _value(option)


def _value(value: object) -> JsonValue:
    if value is None or isinstance(value, bool | int | Decimal | str):
        return value
    if isinstance(value, Mapping):
        return {str(name): _value(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_value(item) for item in value]
    return str(value)


def _computed(node: Node, common: _Common) -> ComputedField | None:
    source = node.text("expression")
    if source is None:
        node.fault("form-expression", f"The expression {node.id!r} is empty.", "Write a FEEL expression.")
        return None
    expression = node.expression(source, "`expression`")
    return None if expression is None else ComputedField(**common, expression=expression)


READERS: Mapping[str, Callable[[Node, _Common], Component | None]] = {
    "textfield": _text_field,
    "textarea": _text_area,
    "number": _number,
    "datetime": _date_time,
    "checkbox": _checkbox,
    "radio": _one_of_several,
    "select": _one_of_several,
    "checklist": _several,
    "taglist": _several,
    "expression": _computed,
}
"""How each kind of field is read."""
