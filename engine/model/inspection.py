"""What the person whom a case is about may see of it: declared field by field, and masked by default.

Under article 15 GDPR somebody may inspect the data about themselves, without adversely affecting the rights
of others (paragraph 4): data about third parties and the identity of sources stay masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Final, cast

from engine.feel import JsonValue, Value
from engine.model.declaration import Path
from engine.model.origin import Origins, Place, writer


class Inspection(Enum):
    """What is done with a field at an inspection."""

    SHOWN = "shown"
    """Shown to the person whom the case is about first of all."""
    OWN = "own"
    """Within a list of people: shown to the one whom the item is about."""
    SHARED = "shared"
    """Shown to each of them."""
    MASKED = "masked"
    SOURCE = "source"
    """Shown where the organisation that wrote it agreed."""


@dataclass(frozen=True, slots=True)
class InspectedField:
    """What people call a field, and what is done with it."""

    label: str
    inspection: Inspection = Inspection.MASKED


@dataclass(frozen=True, slots=True)
class InspectedValue:
    """One value of a case as its person sees it; `value` is None where it is masked.

    Args:
        path: where it is declared.
        label: what people call it, with a number inside a list.
        inspection: what its field declares.
        value: as text.
    """

    path: Path
    label: str
    inspection: Inspection
    value: str | None

    def context(self) -> Value:
        """What a template sees of it."""
        return {
            "label": self.label,
            "shown": self.value is not None,
            "inspection": self.inspection.value,
            "value": self.value,
        }


def inspect(
    variables: Mapping[str, JsonValue],
    origins: Origins,
    fields: Mapping[Path, InspectedField],
    agreed: Set[str],
    asking: Place | None = None,
    withheld: Sequence[str] = (),
) -> Iterator[InspectedValue]:
    """Yield the values of a case that stand in fields of forms, each shown or masked.

    Args:
        variables: the data of the case.
        origins: who wrote what of it.
        fields: what is declared of it.
        agreed: the organisations that agreed to show what they wrote.
        asking: where the data have the person who asks, if that is another than the case is about first of
            all: what is about that one is then data about somebody else.
        withheld: words about others that are masked wherever they stand in what is shown, as are the names,
            numbers and days of whoever of the case is masked.
    """
    seen = list(_seen(variables, origins, fields, agreed, asking))
    own = {one for _, one, shown in seen if shown}
    others = {one for inspected, one, shown in seen if not shown and _tells_who(inspected)} - own
    words = _words((*withheld, *(one for one in others if _NAMES.search(one))))
    for inspected, text, shown in seen:
        value = text if words is None or text in others else words.sub(LEFT_OUT, text)
        yield replace(inspected, value=value if shown else None)


def _tells_who(inspected: InspectedValue) -> bool:
    return inspected.inspection in (Inspection.SHOWN, Inspection.OWN)


def _words(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Find any of some texts, longest first, as whole words, however they are spaced and written."""
    split = sorted({tuple(text.split()) for text in texts} - {()}, key=lambda text: -len(" ".join(text)))
    found = "|".join(r"\s+".join(re.escape(word) for word in text) for text in split)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE) if found else None


def _seen(
    variables: Mapping[str, JsonValue],
    origins: Origins,
    fields: Mapping[Path, InspectedField],
    agreed: Set[str],
    asking: Place | None,
) -> Iterator[tuple[InspectedValue, str, bool]]:
    """Yield each value without its text, the text, and whether it is shown."""
    for path, place, value in _values(dict(variables), (), ()):
        field = fields.get(path)
        if field is None or value is None or value == "":
            continue
        match field.inspection:
            case Inspection.SHOWN:
                shown = asking is None
            case Inspection.OWN:
                shown = asking is not None and place[: len(asking)] == asking
            case Inspection.SOURCE:
                shown = writer(origins, place) in agreed
            case _:
                shown = field.inspection is Inspection.SHARED
        yield InspectedValue(path, _numbered(field.label, place), field.inspection, None), value, shown


def place_of(variables: Mapping[str, JsonValue], text: str) -> Place | None:
    """Return where the data have the person whom a text names, such as `members[2]`, counted from 1.

    None where they have nobody there.
    """
    place: list[str | int] = []
    found: JsonValue = dict(variables)
    for name, number in _STEP.findall(text) if _PLACE.fullmatch(text) else ():
        found = found.get(name) if isinstance(found, dict) else None
        place.append(name)
        if number:
            items = found if isinstance(found, list) else []
            found = next(iter(items[int(number) - 1 : int(number)]), None)
            place.append(int(number) - 1)
    return tuple(place) if place and isinstance(found, dict) else None


LEFT_OUT: Final = "[…]"
"""Stands where something about others is left out of a text."""
_NAMES: Final = re.compile(r"[^\W_a-zà-ÿ]")
"""What a name, number or day has: a capital or a figure; a code of a list, such as a relation, has none."""
_PLACE: Final = re.compile(r"[^\W\d]\w*(\[\d+\])?(\.[^\W\d]\w*(\[\d+\])?)*")
_STEP: Final = re.compile(r"(\w+)(?:\[(\d+)\])?")


def _values(value: JsonValue, path: Path, place: Place) -> Iterator[tuple[Path, Place, str | None]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _values(item, (*path, name), (*place, name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if any(isinstance(item, Mapping) for item in value):
            for number, item in enumerate(value):
                yield from _values(item, (*path, None), (*place, number))
        else:
            yield path, place, ", ".join(_text(item) or "" for item in cast("Iterable[JsonValue]", value))
    else:
        yield path, place, _text(value)


def _text(value: JsonValue) -> str | None:
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _numbered(label: str, place: Place) -> str:
    numbers = [str(step + 1) for step in place if isinstance(step, int)]
    return f"{label} {'.'.join(numbers)}" if numbers else label
