"""Who wrote which part of data: by place the organisation of whoever filled it in on a form.

The names in places come from the keys of forms, so an origin holds no personal data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

Place = tuple[str | int, ...]
"""Where a value stands: names and positions in lists."""

Origins = Mapping[Place, str | None]
"""Places with the organisation that wrote what stands there; None: nobody whose own it could be.

The nearest entry at or above a place holds for it.
"""

UNKNOWN: Final[Origins] = MappingProxyType({})
"""Of data that nobody filled in: it is nobody's own."""


def writer(origins: Origins, place: Place) -> str | None:
    """Return the organisation that wrote what stands at a place, if any did."""
    for length in range(len(place), -1, -1):
        if place[:length] in origins:
            return origins[place[:length]]
    return None


def below(origins: Origins, place: Place) -> Origins:
    """Return who wrote what stands at a place and below it, by places from there on."""
    length = len(place)
    found = {at[length:]: who for at, who in origins.items() if at[:length] == place}
    above = writer(origins, place)
    return {(): above, **found} if above is not None else found


def placed(origins: Origins, place: Place, written: Origins) -> Origins:
    """Return the origins of data in which something new stands at a place."""
    length = len(place)
    kept = {at: who for at, who in origins.items() if at[:length] != place}
    new = written if () in written or writer(kept, place) is None else {(): None, **written}
    return {**kept, **{(*place, *at): who for at, who in new.items()}}


def to_json(origins: Origins) -> list[list[object]]:
    """Return origins as JSON keeps them."""
    return [[list(place), who] for place, who in origins.items()]


def from_json(entries: Iterable[Sequence[Any]]) -> Origins:
    """Return the origins that :func:`to_json` wrote."""
    return {tuple(place): who for place, who in entries}
