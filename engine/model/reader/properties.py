"""`zeebe:property` elements, those that the engine knows typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from engine.feel import Expression
from engine.model.dialect import ALWAYS, NEVER
from engine.model.document import Element
from engine.model.events import CatchUp
from engine.model.extensions import WAITS, Properties, WhileHeld
from engine.model.reader.reading import Reading

NONE = Properties()

T = TypeVar("T")


def properties(reading: Reading, element: Element) -> Properties:
    """The properties of one element."""
    entries = [
        entry
        for holder in element.extensions("zeebe:properties")
        for entry in holder.all("zeebe:property")
        if entry.get("name")
    ]
    if not entries:
        return NONE
    known: dict[str, Any] = {}
    measures: dict[str, Expression] = {}
    extra: dict[str, str] = {}
    for entry in entries:
        name = str(entry.get("name"))
        value = entry.attributes.get("value", "").strip()
        if name.startswith("measure."):
            measure = reading.expression(entry, value, what=f"property `{name}`")
            if measure is not None:
                measures[name.removeprefix("measure.")] = measure
        elif name in _READERS:
            field, read = _READERS[name]
            typed = read(reading, entry, name, value)
            if typed is not None:
                known[field] = typed
        else:
            extra[name] = value
    return Properties(**known, measures=measures, extra=extra)


def _text(_reading: Reading, _entry: Element, _name: str, value: str) -> str | None:
    return value or None


def _feel(reading: Reading, entry: Element, name: str, value: str) -> Expression | None:
    return reading.expression(entry, value, what=f"property `{name}`")


def _names(_reading: Reading, _entry: Element, _name: str, value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _until(reading: Reading, entry: Element, name: str, value: str) -> bool | None:
    return _word(reading, entry, name, value, {"element": False, "case": True})


def _while_held(reading: Reading, entry: Element, name: str, value: str) -> WhileHeld:
    grounds = frozenset(_names(reading, entry, name, value))
    return {ALWAYS: WhileHeld(always=True), NEVER: WAITS}.get(value, WhileHeld(grounds=grounds))


def _catch_up(reading: Reading, entry: Element, name: str, value: str) -> CatchUp | None:
    return _word(reading, entry, name, value, {kind.value: kind for kind in CatchUp})


def _starts_in(reading: Reading, entry: Element, name: str, value: str) -> bool | None:
    return _word(reading, entry, name, value, {"houses": False, "office": True})


def _yes(reading: Reading, entry: Element, name: str, value: str) -> bool | None:
    return _word(reading, entry, name, value, {"true": True, "false": False})


def _word(reading: Reading, entry: Element, name: str, value: str, words: Mapping[str, T]) -> T | None:
    if value in words:
        return words[value]
    reading.fault(
        entry, "property-value", f"property `{name}` is `{value}`", f"Write one of: {', '.join(words)}."
    )
    return None


def _bound(reading: Reading, entry: Element, name: str, value: str) -> int | None:
    if value.isascii() and value.isdigit() and 0 < int(value) <= 1_000_000:
        return int(value)
    reading.fault(
        entry,
        "property-value",
        f"property `{name}` is `{value}`",
        "Write a whole number from 1 to 1,000,000.",
    )
    return None


_READERS: Mapping[str, tuple[str, Callable[[Reading, Element, str, str], object]]] = {
    "caseType": ("case_type", _text),
    "caseNumber": ("case_number", _feel),
    "partOf": ("part_of", _names),
    "regime": ("regime", _feel),
    "purpose": ("purpose", _text),
    "stage": ("stage", _text),
    "participant": ("participant", _feel),
    "participantUntil": ("participant_until_case_end", _until),
    "participantLeaves": ("participant_leaves", _feel),
    "hold": ("hold", _feel),
    "whileHeld": ("while_held", _while_held),
    "afterEnd": ("after_end", _yes),
    "audience": ("audience", _names),
    "category": ("category", _text),
    "differentFrom": ("different_from", _names),
    "chosenBy": ("chosen_by", _names),
    "sender": ("sender", _feel),
    "formId": ("form_id", _text),
    "retention": ("retention", _feel),
    "calendar": ("calendar", _text),
    "timeZone": ("time_zone", _text),
    "catchUp": ("catch_up", _catch_up),
    "reckonAgain": ("reckon_again", _yes),
    "measuredOn": ("measured_on", _feel),
    "startsIn": ("starts_in_office", _starts_in),
    "boundedBy": ("bounded_by", _bound),
}
KNOWN: frozenset[str] = frozenset(_READERS)
"""Names that mean something here, beside `measure.<name>`."""
