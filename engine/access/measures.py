"""Who may read which figures of a measure, and who may freeze them."""

from __future__ import annotations

from enum import Enum
from typing import Final

from engine.access.decision import OTHER_HOUSE, Decision, allow, deny
from engine.access.person import Person
from engine.model.measures import Measure, Measures, Readers


class View(Enum):
    """How much of the figures somebody sees."""

    OWN_HOUSE = "own house"
    OWN_ORGANISATION = "own organisation"
    """The cases of one's own organisation in one's own house."""
    ONE_HOUSE = "one house"
    """A house as one among all: its totals."""
    REGION = "region"
    """All houses of the region together, none by name."""
    NATIONAL = "national"
    """All houses together, none by name."""
    BY_HOUSE = "by house"


def views(person: Person, readers: Readers, house: str | None) -> View | None:
    """Return what a person sees of a house, or without one of several; None where they may not."""
    roles = person.roles
    if house is None:
        if roles & readers.by_house:
            return View.BY_HOUSE
        if roles & readers.national:
            return View.NATIONAL
        return View.REGION if roles & readers.region else None
    if house in person.houses and roles & readers.house:
        return View.OWN_HOUSE
    if roles & readers.by_house:
        return View.ONE_HOUSE
    return View.OWN_ORGANISATION if house in person.houses and roles & readers.organisation else None


OTHER_REGION: Final = deny("other-region", "This is not the region of a house that you work for.")


def may_read_region(person: Person, readers: Readers) -> Decision:
    """Tell whether a person may read the figures of the region of a house of theirs."""
    return allow("role") if person.roles & readers.region else _roles_needed(readers.region)


def refusal(person: Person, readers: Readers, house: str | None) -> Decision:
    """Say why somebody sees nothing of a house, or of all houses."""
    if house is not None and house not in person.houses:
        return OTHER_HOUSE
    if house is None:
        return _roles_needed(readers.national | readers.region)
    return _roles_needed(readers.house | readers.organisation | readers.by_house)


def reads_anything(person: Person, measure: Measure) -> bool:
    """Tell whether a person may read any figure of a measure."""
    return bool(person.roles & measure.readers.roles)


def may_freeze(person: Person, measures: Measures, house: str | None) -> Decision:
    """Tell whether a person may freeze a year of a house, or without one of all houses."""
    if house is not None and house not in person.houses:
        return OTHER_HOUSE
    needed = measures.national_freezers if house is None else measures.house_freezers
    return allow("role") if person.roles & needed else _roles_needed(needed)


def _roles_needed(needed: frozenset[str]) -> Decision:
    named = " or ".join(sorted(needed))
    return deny("role-needed", f"This needs the role {named}." if named else "No role may do this.")
