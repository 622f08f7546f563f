"""What a person types into a form: labels and texts become the form's data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

YES_NO = {"ja": True, "nee": False, "yes": True, "no": False}
_INDEX = re.compile(r"^(?P<label>.*)\[(?P<index>\d+)\]$")


@dataclass(frozen=True)
class Field:
    """One input of a form. `path` holds a `None` where a list index belongs."""

    labels: tuple[str, ...]
    path: tuple[str | None, ...]
    component: Mapping[str, Any]


def fields(schema: Mapping[str, Any]) -> list[Field]:
    """All inputs of a form-js schema, those in groups and lists too."""
    return list(_walk(schema.get("components", ()), (), ()))


def _walk(
    components: Iterable[Mapping[str, Any]], labels: tuple[str, ...], path: tuple[str | None, ...]
) -> Iterable[Field]:
    for component in components:
        label = component.get("label") or ""
        if component["type"] == "group":
            inner = path + tuple(component["path"].split(".")) if component.get("path") else path
            yield from _walk(component.get("components", ()), labels, inner)
        elif component["type"] == "dynamiclist":
            inner = (*path, *component["path"].split("."), None)
            yield from _walk(component.get("components", ()), (*labels, label), inner)
        elif component.get("key"):
            yield Field((*labels, label), path + tuple(component["key"].split(".")), component)


def fill(
    schema: Mapping[str, Any], rows: Iterable[tuple[str, str]], context: Mapping[str, Any]
) -> dict[str, Any]:
    """The form's data after somebody typed these texts behind these labels.

    `context` is the data that the form shows: options may come from it. A list row is `List[1].Label`.
    """
    data: dict[str, Any] = {}
    known = fields(schema)
    for label, text in rows:
        parts = label.split(".") if "[" in label else [label]
        indexes = [match and int(match["index"]) - 1 for match in map(_INDEX.match, parts)]
        names = tuple(match["label"] if (match := _INDEX.match(part)) else part for part in parts)
        field = _named(known, names, label)
        _put(
            data, field.path, [index for index in indexes if index is not None], _value(field, text, context)
        )
    return data


def _named(known: list[Field], names: tuple[str, ...], label: str) -> Field:
    for field in known:
        if field.labels == names or (
            len(names) == 1 and field.labels[-1:] == names and len(field.labels) == 1
        ):
            return field
    shown = [
        ".".join(f"{part}[1]" for part in f.labels[:-1]) + f".{f.labels[-1]}" if f.labels[1:] else f.labels[0]
        for f in known
    ]
    near = get_close_matches(label, shown, n=3, cutoff=0.3) or shown
    raise AssertionError(f'the form has no field "{label}"; the nearest are: {"; ".join(near)}')


def _value(field: Field, text: str, context: Mapping[str, Any]) -> Any:
    kind = field.component["type"]
    if kind == "number":
        return int(text) if re.fullmatch(r"-?\d+", text) else Decimal(text.replace(",", "."))
    if kind == "checkbox":
        assert text in YES_NO, f'"{field.labels[-1]}" is a checkbox: write ja or nee, not "{text}"'
        return YES_NO[text]
    if kind in ("select", "radio"):
        return _option(field, text, context)
    if kind in ("checklist", "taglist"):
        return [_option(field, part.strip(), context) for part in text.split(",") if part.strip()]
    return text


def _option(field: Field, text: str, context: Mapping[str, Any]) -> Any:
    component = field.component
    options = (
        component.get("values") or component.get("options") or context.get(component.get("valuesKey"), ())
    )
    by_label = {o["label"]: o["value"] for o in options if isinstance(o, Mapping)}
    by_label |= {str(o): o for o in options if not isinstance(o, Mapping)}
    if not by_label:
        return text
    assert text in by_label, f'"{field.labels[-1]}" offers no "{text}"; the nearest are: ' + "; ".join(
        get_close_matches(text, by_label, n=3, cutoff=0.2) or by_label
    )
    return by_label[text]


def _put(data: dict[str, Any], path: tuple[str | None, ...], indexes: list[int], value: Any) -> None:
    at: Any = data
    pending = list(indexes)
    for here, following in zip(path, (*path[1:], ""), strict=True):
        last = here is path[-1] and following == ""
        if here is None:
            index = pending.pop(0)
            while len(at) <= index:
                at.append({})
            at = at[index]
        elif last:
            at[here] = value
        else:
            at = at.setdefault(here, [] if following is None else {})


def flatten(data: Any, prefix: str = "") -> dict[str, str]:
    """Data as dotted paths and texts, the way a table of a feature shows it; lists count from 1."""
    if isinstance(data, Mapping):
        pairs = ((f"{prefix}.{key}" if prefix else str(key), value) for key, value in data.items())
    elif isinstance(data, list) and any(isinstance(item, Mapping) for item in data):
        pairs = ((f"{prefix}[{index}]", value) for index, value in enumerate(data, 1))
    else:
        return {} if data is None else {prefix: text_of(data)}
    flat: dict[str, str] = {}
    for path, value in pairs:
        flat |= flatten(value, path)
    return flat


def text_of(value: Any) -> str:
    """A value as a feature writes it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(text_of(item) for item in value)
    return str(value)


def labelled(schema: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, str]:
    """What a form shows: label and text of each field that has a value, options by their label."""
    shown: dict[str, str] = {}
    for field in fields(schema):
        if len(field.labels) > 1:
            continue
        at: Any = data
        for part in field.path:
            at = at.get(part) if isinstance(at, Mapping) else None
        shown[field.labels[-1]] = "" if at is None else _shown(field, at)
    return shown


def _shown(field: Field, value: Any) -> str:
    options = {
        str(o["value"]): o["label"] for o in field.component.get("values") or () if isinstance(o, Mapping)
    }
    if isinstance(value, list):
        return ", ".join(options.get(str(item), text_of(item)) for item in value)
    return options.get(str(value), text_of(value))
