"""What a person types into a form: labels and texts become data, and data becomes labels and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import isodate

YES_NO = {"ja": True, "nee": False, "yes": True, "no": False}
_ROW = re.compile(r"(?P<list>.+) (?P<number>\d+): (?P<field>.+)")
_LATER = re.compile(r"over (?P<days>\d+) dag(en)?|in (?P<english>\d+) days?")
_BIRTHDAY = re.compile(
    r"wordt over (?P<days>\d+) dag(en)? (?P<age>\d+)|(?P<years>\d+) in (?P<english>\d+) days?"
)
_QUOTED = re.compile(r'"(?P<key>.+)"')


@dataclass(frozen=True)
class Field:
    """One input of a form; `rows` is the label and path of the list that it repeats in."""

    label: str
    path: tuple[str, ...]
    component: Mapping[str, Any]
    rows: tuple[str, tuple[str, ...]] | None = None

    @property
    def shown(self) -> str:
        """How a feature writes it."""
        return self.label if self.rows is None else f"{self.rows[0]} 1: {self.label}"


def fields(schema: Mapping[str, Any]) -> list[Field]:
    """All inputs of a form-js schema, those in groups and lists too."""
    return list(_walk(schema.get("components", ()), (), None))


def _walk(
    components: Iterable[Mapping[str, Any]],
    path: tuple[str, ...],
    rows: tuple[str, tuple[str, ...]] | None,
) -> Iterator[Field]:
    for component in components:
        inner = path + tuple(component["path"].split(".")) if component.get("path") else path
        label = component.get("label") or ""
        if component["type"] == "group":
            yield from _walk(component["components"], inner, rows)
        elif component["type"] == "dynamiclist":
            yield from _walk(component["components"], (), (label, inner))
        elif component.get("key"):
            yield Field(label, path + tuple(component["key"].split(".")), component, rows)


def fill(
    schema: Mapping[str, Any], rows: Iterable[tuple[str, str]], data: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """The form's data after somebody typed these texts behind these labels.

    A field of a list is written `List 1: Field`; a label in quotes is a key that no form has.

    Args:
        schema: the form.
        rows: labels and texts.
        data: what the form showed: options may come from it.
        now: business time in the zone of the house, for `nu` and `over 3 dagen`.
    """
    filled: dict[str, Any] = {}
    known = fields(schema)
    for label, text in rows:
        if quoted := _QUOTED.fullmatch(label):
            filled[quoted["key"]] = text
            continue
        field, number = find(known, label)
        _put(filled, field, number, _value(field, text, data, now))
    return filled


def find(known: list[Field], label: str) -> tuple[Field, int]:
    """The field behind a label, and the number of its row."""
    for field in known:
        if field.rows is None and field.label == label:
            return field, 0
    if row := _ROW.fullmatch(label):
        for field in known:
            if field.rows is not None and (field.rows[0], field.label) == (row["list"], row["field"]):
                return field, int(row["number"]) - 1
    shown = [field.shown for field in known]
    near = get_close_matches(label, shown, n=3, cutoff=0.3) or shown
    raise AssertionError(f'the form has no field "{label}"; the nearest are: {"; ".join(near)}')


def _value(field: Field, text: str, data: Mapping[str, Any], now: datetime) -> Any:
    kind = field.component["type"]
    if kind == "number":
        return int(text) if re.fullmatch(r"-?\d+", text) else Decimal(text.replace(",", "."))
    if kind == "checkbox":
        assert text.lower() in YES_NO, f'"{field.label}" is a checkbox: write ja or nee, not "{text}"'
        return YES_NO[text.lower()]
    if kind in ("select", "radio"):
        return _option(field, text, data)
    if kind in ("checklist", "taglist"):
        return [_option(field, part.strip(), data) for part in text.split(",") if part.strip()]
    return _moment(field, text, now) if kind == "datetime" else text


def _moment(field: Field, text: str, now: datetime) -> str:
    if birthday := _BIRTHDAY.fullmatch(text):
        day = now.date() + timedelta(days=_days(birthday))
        age = isodate.Duration(years=int(birthday["age"] or birthday["years"]))
        return str((day - age).isoformat())
    later = _LATER.fullmatch(text)
    if text not in ("nu", "now") and later is None:
        return text
    moment = now + timedelta(days=_days(later) if later else 0)
    if field.component.get("subtype") == "date":
        return moment.date().isoformat()
    return moment.isoformat(timespec="minutes")


def as_shown(rows: Iterable[tuple[str, str]], now: datetime) -> list[tuple[str, str]]:
    """Rows as a feature writes them, with `over 3 dagen` as the day that it is."""
    return [
        (label, (now + timedelta(days=_days(later))).date().isoformat() if later else text)
        for label, text in rows
        for later in [_LATER.fullmatch(text)]
    ]


def _days(later: re.Match[str]) -> int:
    return int(later["days"] or later["english"])


def _option(field: Field, text: str, data: Mapping[str, Any]) -> Any:
    options = field.component.get("values") or data.get(field.component.get("valuesKey") or "") or ()
    by_label = {
        str(option["label"]) if isinstance(option, Mapping) else str(option): (
            option["value"] if isinstance(option, Mapping) else option
        )
        for option in options
    }
    if not by_label:
        return text
    if text not in by_label and text in map(str, by_label.values()):
        return text  # people may know an option by its value: the id of a partner
    near = get_close_matches(text, by_label, n=3, cutoff=0.2) or list(by_label)
    assert text in by_label, f'"{field.label}" offers no "{text}"; the nearest are: {"; ".join(near)}'
    return by_label[text]


def _put(data: dict[str, Any], field: Field, number: int, value: Any) -> None:
    at = data
    if field.rows is not None:
        *parents, name = field.rows[1]
        for parent in parents:
            at = at.setdefault(parent, {})
        items = at.setdefault(name, [])
        while len(items) <= number:
            items.append({})
        at = items[number]
    for parent in field.path[:-1]:
        at = at.setdefault(parent, {})
    at[field.path[-1]] = value


def read(field: Field, number: int, data: Any) -> str | None:
    """What a form shows behind a label; None where the data has nothing there."""
    at = data
    if field.rows is not None:
        items = _at(data, field.rows[1])
        at = items[number] if isinstance(items, list) and number < len(items) else None
    value = _at(at, field.path)
    return None if value is None else _shown(field, value)


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, Mapping) else None
    return data


def _shown(field: Field, value: Any) -> str:
    options = field.component.get("values") or ()
    labels = {str(option["value"]): option["label"] for option in options if isinstance(option, Mapping)}
    if isinstance(value, list):
        return ", ".join(labels.get(str(item), text_of(item)) for item in value)
    return labels.get(str(value), text_of(value))


def text_of(value: Any) -> str:
    """A value as a feature writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(text_of(item) for item in value)
    return str(value)
