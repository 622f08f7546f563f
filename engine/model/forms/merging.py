"""Puts what a form wrote into the variables with who wrote it, and leaves what the form does not show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.errors import Fault
from engine.feel import JsonValue
from engine.model.forms.components import Component, DynamicList
from engine.model.forms.form import Form
from engine.model.forms.paths import MISSING, get, put, same
from engine.model.origin import UNKNOWN, Origins, Place, below, placed, writer


@dataclass(frozen=True, slots=True)
class Merged:
    """The variables that change, whole, each with who wrote what of it; and the lists that cannot be merged
    without loss.
    """

    variables: Mapping[str, JsonValue]
    origins: Mapping[str, Origins]
    faults: tuple[Fault, ...]


class _Authors:
    """Follows who wrote what while a form is merged."""

    def __init__(self, writer: str | None, origins: Origins) -> None:
        self._writer = writer
        self._before = origins
        self.now = origins

    def wrote(self, place: Place) -> None:
        """Note what the form changed."""
        if writer(self.now, place) != self._writer or self._writer is None:
            self.now = placed(self.now, place, {(): self._writer} if self._writer else UNKNOWN)

    def began(self, place: Place) -> None:
        """Note that a list is made anew: each of its items says itself where it comes from."""
        self.now = placed(self.now, place, UNKNOWN)

    def moved(self, old: Place, place: Place) -> None:
        """Note where an item of the list that was goes on."""
        self.now = placed(self.now, place, below(self._before, old))


def merge(
    form: Form,
    written: Mapping[str, JsonValue],
    variables: Mapping[str, JsonValue],
    shown: Mapping[str, JsonValue],
    *,
    pointer: str = "",
    writer: str | None = None,
    origins: Origins = UNKNOWN,
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
        writer: organisation of whoever filled the form.
        origins: who wrote what of the variables as they are; what the form leaves alone stays theirs.
    """
    faults: list[Fault] = []
    authors = _Authors(writer, origins)
    merged = _scope(form.components, _Level(written, variables, shown, (), ()), pointer, faults, authors)
    changed = {name: merged[name] for name in written}
    authored = {name: found for name in written if (found := below(authors.now, (name,)))}
    return Merged(changed, authored, tuple(faults))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of the data: as sent, as it is, as it was shown; where it is to stand, and where it stood."""

    written: Mapping[str, JsonValue]
    known: Mapping[str, JsonValue]
    shown: Mapping[str, JsonValue]
    place: Place
    stood: Place


def _scope(
    components: tuple[Component, ...], level: _Level, pointer: str, faults: list[Fault], authors: _Authors
) -> dict[str, JsonValue]:
    merged = dict(level.known)
    for component in components:
        value = get(level.written, component.key)
        if value is MISSING:
            continue
        if isinstance(component, DynamicList) and isinstance(value, list):
            here = f"{pointer}/{'/'.join(component.key)}"
            value = _list(component, value, level, here, faults, authors)
        elif not same(value, get(level.known, component.key)):
            authors.wrote((*level.place, *component.key))
        put(merged, component.key, value)
    return merged


def _list(
    component: DynamicList,
    sent: list[JsonValue],
    level: _Level,
    pointer: str,
    faults: list[Fault],
    authors: _Authors,
) -> list[JsonValue]:
    known, shown = _items(get(level.known, component.key)), _items(get(level.shown, component.key))
    place, stood = (*level.place, *component.key), (*level.stood, *component.key)
    if len(known) != len(shown):
        detail = f"{component.label!r} holds items that you do not see, so it cannot be changed here."
        faults.append(Fault(pointer, "partly-hidden-list", detail))
        return known
    pairs = _pairs(sent, shown)
    if len(sent) < len(known) and any(
        pairs[at] is None and _hides(known[at], shown[at]) for at in range(len(sent))
    ):
        detail = (
            f"{component.label!r} holds more than this form shows: change items or remove them, not both."
        )
        faults.append(Fault(pointer, "ambiguous-list", detail))
        return known
    authors.began(place)
    merged: list[JsonValue] = []
    for at, item in enumerate(sent):
        partner = pairs[at]
        new = _Level(_object(item), {}, {}, (*place, at), ())
        if partner is None:
            authors.wrote(new.place)
        else:
            authors.moved((*stood, partner), new.place)
            known_item, shown_item = _object(known[partner]), _object(shown[partner])
            new = replace(new, known=known_item, shown=shown_item, stood=(*stood, partner))
        merged.append(_scope(component.items, new, f"{pointer}/{at}", faults, authors))
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
