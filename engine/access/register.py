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


def has_ground(grounds: Sequence[Grounded], regime: str | None, manifest: Manifest) -> bool:
    """Tell whether nothing in the register stands against taking part in a case under a regime.

    A regime that the manifest does not know, or that takes any ground, asks for none of its own; only where
    all grounds hold under other regimes alone is there none.

    Args:
        grounds: on which an organisation is a partner of the house today.
        regime: of the case.
        manifest: says which grounds a regime takes.
    """
    known = None if regime is None else manifest.regimes.get(regime)
    if known is None:
        return True
    if known.participants is None and (not grounds or any(found.regime is None for found in grounds)):
        return True
    return may_take_part(grounds, regime, manifest)


def working(
    person: Person, register: Mapping[str, Sequence[Grounded]], manifests: Mapping[str, Manifest]
) -> Person:
    """Return the person without the houses that their organisation works with no longer, or not yet.

    What the register says of the data that it may be given limits them in the others.

    Args:
        person: as their token names them.
        register: of each house whose register has their organisation, the grounds in force today.
        manifests: by house; each says which grounds a regime takes.
    """
    houses = tuple(house for house in person.houses if register.get(house) != ())
    limits = tuple(
        (house, categories)
        for house in houses
        if (categories := _categories(register.get(house, ()))) is not None
    )
    regimes = tuple(
        (house, permitted)
        for house in houses
        if (permitted := _regimes(register.get(house), manifests.get(house))) is not None
    )
    return replace(person, houses=houses, limits=limits, regimes=regimes)


def _regimes(grounds: Sequence[Grounded] | None, manifest: Manifest | None) -> frozenset[str] | None:
    """The regimes under which one of the grounds holds; None where that is so under all of them."""
    if grounds is None or manifest is None:
        return None
    permitted = frozenset(regime for regime in manifest.regimes if has_ground(grounds, regime, manifest))
    return None if len(permitted) == len(manifest.regimes) else permitted


def _categories(grounds: Sequence[Grounded]) -> frozenset[str] | None:
    """What all grounds together let be given; None where there is none, or one sets no limit."""
    given = [found.categories for found in grounds]
    if not given or None in given:
        return None
    return frozenset(category for categories in given if categories is not None for category in categories)
