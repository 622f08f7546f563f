"""Puts what a form wrote into the variables, and leaves what the form does not show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.errors import Fault
from engine.feel import JsonValue
from engine.model.forms.components import Component, DynamicList
from engine.model.forms.form import Form
from engine.model.forms.paths import MISSING, get, put, same


@dataclass(frozen=True, slots=True)
class Merged:
    """The variables that change, whole; and the lists that cannot be merged without loss."""

    variables: Mapping[str, JsonValue]
    faults: tuple[Fault, ...]


def merge(
    form: Form,
    written: Mapping[str, JsonValue],
    variables: Mapping[str, JsonValue],
    shown: Mapping[str, JsonValue],
    *,
    pointer: str = "",
) -> Merged:
    """Merge the data of a form into variables, path by path.

    Items of a list have no names. Each item that was sent is paired with the one that it equals as far as it
    was sent, else with the one at its place; the pair keeps what the form does not show of it.

    Args:
        form: the form.
        written: the form's own values, as :func:`engine.model.forms.validation.validate` answers them.
        variables: the variables as they are.
        shown: the variables as the person was shown them.
        pointer: JSON pointer of the data in the request.
    """
    faults: list[Fault] = []
    merged = _scope(form.components, written, variables, shown, pointer, faults)
    changed = {name: merged[name] for name in written}
    return Merged(changed, tuple(faults))


def _scope(
    components: tuple[Component, ...],
    written: Mapping[str, JsonValue],
    known: Mapping[str, JsonValue],
    shown: Mapping[str, JsonValue],
    pointer: str,
    faults: list[Fault],
) -> dict[str, JsonValue]:
    merged = dict(known)
    for component in components:
        value = get(written, component.key)
        if value is MISSING:
            continue
        if isinstance(component, DynamicList) and isinstance(value, list):
            before, visible = _items(get(known, component.key)), _items(get(shown, component.key))
            here = f"{pointer}/{'/'.join(component.key)}"
            value = _list(component, value, before, visible, here, faults)
        put(merged, component.key, value)
    return merged


def _list(
    component: DynamicList,
    sent: list[JsonValue],
    known: list[JsonValue],
    shown: list[JsonValue],
    pointer: str,
    faults: list[Fault],
) -> list[JsonValue]:
    if len(known) != len(shown):
        detail = f"{component.label!r} holds items that you do not see, so it cannot be changed here."
        faults.append(Fault(pointer, "partly-hidden-list", detail))
        return known
    pairs = _pairs(sent, shown)
    if len(sent) < len(known) and any(
        pairs[place] is None and _hides(known[place], shown[place]) for place in range(len(sent))
    ):
        detail = (
            f"{component.label!r} holds more than this form shows: change items or remove them, not both."
        )
        faults.append(Fault(pointer, "ambiguous-list", detail))
        return known
    merged: list[JsonValue] = []
    for place, item in enumerate(sent):
        partner = pairs[place]
        before, visible = (known[partner], shown[partner]) if partner is not None else ({}, {})
        merged.append(
            _scope(
                component.items,
                _object(item),
                _object(before),
                _object(visible),
                f"{pointer}/{place}",
                faults,
            )
        )
    return merged


def _pairs(sent: list[JsonValue], shown: list[JsonValue]) -> list[int | None]:
    """For each item sent the place of the item that it continues, or None for a new one."""
    free = set(range(len(shown)))
    pairs: list[int | None] = [None] * len(sent)
    for place, item in enumerate(sent):
        candidates = [place, *sorted(free)]
        pairs[place] = next((at for at in candidates if at in free and _continues(item, shown[at])), None)
        free.discard(pairs[place] if pairs[place] is not None else -1)
    if len(sent) >= len(shown):
        for place in sorted(free):
            if pairs[place] is None:
                pairs[place] = place
    return pairs


def _continues(item: JsonValue, shown: JsonValue) -> bool:
    known = _object(shown)
    return all(name in known and same(value, known[name]) for name, value in _object(item).items())


def _hides(known: JsonValue, shown: JsonValue) -> bool:
    return not same(known, shown)


def _items(value: object) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _object(value: JsonValue) -> Mapping[str, JsonValue]:
    return value if isinstance(value, Mapping) else {}
