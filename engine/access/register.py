"""What the register of partners lets an organisation be to a house: whom it works for, and under what law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.access.person import Person
from engine.model.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Grounded:
    """A ground on which an organisation takes part today, with the only regime under which it holds."""

    ground: str
    regime: str | None = None
    categories: tuple[str, ...] | None = None


def may_take_part(grounds: Iterable[Grounded], regime: str | None, manifest: Manifest) -> bool:
    """Tell whether an organisation may take part in a case under a regime, on one of its grounds.

    Args:
        grounds: on which it is a partner of the house today.
        regime: of the case; without one any ground will do.
        manifest: says which grounds a regime takes.
    """
    known = None if regime is None else manifest.regimes.get(regime)
    taken = None if known is None else known.participants
    return any(
        found.regime in (None, regime) and (taken is None or found.ground in taken) for found in grounds
    )


def working(person: Person, register: Mapping[str, Sequence[Grounded]]) -> Person:
    """Return the person without the houses that their organisation works with no longer, or not yet.

    What the register says of the data that it may be given limits them in the others.

    Args:
        person: as their token names them.
        register: of each house whose register has their organisation, the grounds in force today.
    """
    houses = tuple(house for house in person.houses if register.get(house) != ())
    limits = tuple(
        (house, categories)
        for house in houses
        if (categories := _categories(register.get(house, ()))) is not None
    )
    return replace(person, houses=houses, limits=limits)


def _categories(grounds: Sequence[Grounded]) -> frozenset[str] | None:
    """What all grounds together let be given; None where there is none, or one sets no limit."""
    given = [found.categories for found in grounds]
    if not given or None in given:
        return None
    return frozenset(category for categories in given if categories is not None for category in categories)
