"""Whether a value fits its field: one function for each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from engine.feel import Environment, JsonValue, Value
from engine.model.forms.components import (
    CheckboxField,
    ChoiceField,
    DateTimeField,
    Field,
    FixedOptions,
    Limit,
    Moment,
    NumberField,
    OptionsAt,
    TextField,
    TextFormat,
)
from engine.model.forms.fields import option_value
from engine.model.forms.paths import get, same

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
_PHONE = re.compile(r"\+?[\d\s().-]{5,30}")
_ZONE = re.compile(r"(Z|[+-]\d{2}:\d{2})$")
_CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?"
_SHAPES = {
    Moment.DATE: re.compile(r"\d{4}-\d{2}-\d{2}"),
    Moment.TIME: re.compile(_CLOCK),
    Moment.DATE_TIME: re.compile(r"\d{4}-\d{2}-\d{2}T" + _CLOCK),
}
_WITHOUT_SECONDS = re.compile(r"((?:^|T)\d{2}:\d{2})(?=Z|[+-]|$)")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a value, without the value: a code, and the rest of a sentence after the label."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules of a field see.

    Args:
        scope: the names that expressions see.
        environment: time, zone and functions.
        known: what was shown before; it may stay although it is no longer offered, or in the past.
    """

    scope: Mapping[str, Value]
    environment: Environment
    known: tuple[JsonValue, ...]


def is_empty(field: Field, value: JsonValue) -> bool:
    """Tell whether a value leaves the field unfilled."""
    if isinstance(field, CheckboxField):
        return value is None or value is False
    if isinstance(field, ChoiceField) and field.several:
        return value is None or value == []
    return value is None or value == ""


def is_single(field: Field) -> bool:
    """Tell whether the field holds one value that is no text of its own: unfilled it is null."""
    return isinstance(field, NumberField | DateTimeField) or (
        isinstance(field, ChoiceField) and not field.several
    )


def check(field: Field, value: JsonValue, around: Surroundings) -> tuple[JsonValue, tuple[Wrong, ...]]:
    """Check a value that is not empty.

    Args:
        field: the field it is for.
        value: what was sent.
        around: what the field's rules see.

    Returns:
        The value as it is kept, and what is wrong with it.
    """
    match field:
        case TextField():
            return value, tuple(_text(field, value, around))
        case NumberField():
            return value, tuple(_number(field, value, around))
        case DateTimeField():
            return _moment(field, value, around)
        case CheckboxField():
            return value, () if isinstance(value, bool) else (Wrong("type", "must be true or false"),)
        case ChoiceField():
            return value, tuple(_choice(field, value, around))
    return value, ()


def _text(field: TextField, value: JsonValue, around: Surroundings) -> Iterator[Wrong]:
    if not isinstance(value, str):
        yield Wrong("type", "must be a text")
        return
    least, most = _bound(field.min_length, around), _bound(field.max_length, around)
    if least is not None and len(value.strip()) < least:
        yield Wrong("too-short", f"must have at least {least} characters")
    if most is not None and len(value) > most:
        yield Wrong("too-long", f"must have at most {most} characters")
    if not field.several_lines and ("\n" in value or "\r" in value):
        yield Wrong("several-lines", "must be on one line")
    if field.format is TextFormat.EMAIL and not _EMAIL.fullmatch(value):
        yield Wrong("email", "must be an e-mail address")
    if field.format is TextFormat.PHONE and not _PHONE.fullmatch(value):
        yield Wrong("phone", "must be a telephone number")
    if field.pattern is not None and not field.pattern.is_valid(value):
        yield Wrong("pattern", "is not of the form that is asked for")


def _number(field: NumberField, value: JsonValue, around: Surroundings) -> Iterator[Wrong]:
    number = _as_number(field, value)
    if number is None:
        yield Wrong("type", "must be a text that is a number" if field.as_text else "must be a number")
        return
    least, most = _bound(field.minimum, around), _bound(field.maximum, around)
    if least is not None and number < least:
        yield Wrong("too-small", f"must be at least {least}")
    if most is not None and number > most:
        yield Wrong("too-large", f"must be at most {most}")
    if field.decimal_digits is not None and _decimals(number) > field.decimal_digits:
        yield Wrong("too-many-decimals", f"must have at most {field.decimal_digits} decimals")


def _as_number(field: NumberField, value: JsonValue) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str if field.as_text else int | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _decimals(number: Decimal) -> int:
    """Digits after the point, without zeros at the end; exact, unlike `Decimal.normalize`."""
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int), "the number is finite"
    significant = "".join(map(str, digits)).rstrip("0")
    return max(0, -exponent - (len(digits) - len(significant))) if significant else 0


def _bound(limit: Limit | None, around: Surroundings) -> Decimal | None:
    if limit is None or isinstance(limit, Decimal):
        return limit
    value = limit.evaluate(around.scope, around.environment)
    known = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return Decimal(value) if known else None  # type: ignore[arg-type]  # narrowed by `known`


def _moment(
    field: DateTimeField, value: JsonValue, around: Surroundings
) -> tuple[JsonValue, tuple[Wrong, ...]]:
    shown = {Moment.DATE: "2026-11-21", Moment.TIME: "09:30", Moment.DATE_TIME: "2026-11-21T09:30"}[
        field.moment
    ]
    zone = "+01:00" if field.zoned and field.moment is not Moment.DATE else ""
    wrong_type = Wrong("type", f"must be a {field.moment.value} such as {shown}{zone}")
    if not isinstance(value, str) or not _SHAPES[field.moment].fullmatch(value):
        return value, (wrong_type,)
    text = value if field.moment is Moment.DATE else _WITHOUT_SECONDS.sub(r"\1:00", value)
    try:
        moment = _parsed(field.moment, text)
    except ValueError:
        return value, (wrong_type,)
    if field.moment is not Moment.DATE and field.zoned != bool(_ZONE.search(text)):
        detail = "must name its offset from UTC" if field.zoned else "must not name an offset from UTC"
        return value, (Wrong("zone", detail),)
    if field.not_in_past and text not in around.known and _is_past(moment, around.environment):
        return text, (Wrong("past", "must not lie in the past"),)
    return text, ()


def _parsed(kind: Moment, text: str) -> date | time | datetime:
    match kind:
        case Moment.DATE:
            return date.fromisoformat(text)
        case Moment.TIME:
            return time.fromisoformat(text)
    return datetime.fromisoformat(text)


def _is_past(moment: date | time | datetime, environment: Environment) -> bool:
    if isinstance(moment, time):
        return False
    today = environment.now.astimezone(environment.zone).date()
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(environment.zone)
    return (moment.date() if isinstance(moment, datetime) else moment) < today


def _choice(field: ChoiceField, value: JsonValue, around: Surroundings) -> Iterator[Wrong]:
    offered = _offered(field, around)
    if not field.several:
        if not _is_offered(value, [*offered, *around.known]):
            yield Wrong("not-an-option", "is not one of its options")
        return
    if not isinstance(value, list):
        yield Wrong("type", "must be a list of options")
        return
    offered.extend(item for known in around.known if isinstance(known, list) for item in known)
    if not all(_is_offered(item, offered) for item in value):
        yield Wrong("not-an-option", "holds something that is not one of its options")
    if any(same(item, other) for place, item in enumerate(value) for other in value[:place]):
        yield Wrong("repeated", "names an option more than once")


def _is_offered(value: JsonValue, offered: list[JsonValue]) -> bool:
    return any(same(value, option) for option in offered)


def _offered(field: ChoiceField, around: Surroundings) -> list[JsonValue]:
    options: object
    if isinstance(field.options, FixedOptions):
        return list(field.options.values)
    if isinstance(field.options, OptionsAt):
        options = get(around.scope, field.options.key)  # type: ignore[arg-type]  # read only
    else:
        options = field.options.expression.evaluate(around.scope, around.environment)
    return [option_value(option) for option in options] if isinstance(options, list) else []
