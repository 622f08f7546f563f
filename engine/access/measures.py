"""Who may read which figures of a measure, and who may freeze them."""

from __future__ import annotations

from enum import Enum

from engine.access.decision import OTHER_HOUSE, Decision, allow, deny
from engine.access.person import Person
from engine.model.measures import Measure, Measures, Readers


class View(Enum):
    """How much of the figures somebody sees."""

    OWN_HOUSE = "own house"
    ONE_HOUSE = "one house"
    """A house as one among all: its totals."""
    NATIONAL = "national"
    """All houses together, none by name."""
    BY_HOUSE = "by house"


def views(person: Person, readers: Readers, house: str | None) -> View | None:
    """Return what a person sees of a house, or without one of all houses; None where they may not."""
    roles = person.roles
    if house is None:
        if roles & readers.by_house:
            return View.BY_HOUSE
        return View.NATIONAL if roles & readers.national else None
    if house in person.houses and roles & readers.house:
        return View.OWN_HOUSE
    return View.ONE_HOUSE if roles & readers.by_house else None


def refusal(person: Person, readers: Readers, house: str | None) -> Decision:
    """Say why somebody sees nothing of a house, or of all houses."""
    if house is not None and house not in person.houses:
        return OTHER_HOUSE
    needed = readers.house | readers.by_house if house is not None else readers.national
    return _roles_needed(needed)


def reads_anything(person: Person, measure: Measure) -> bool:
    """Tell whether a person may read any figure of a measure."""
    readers = measure.readers
    return bool(person.roles & (readers.house | readers.national | readers.by_house))


def may_freeze(person: Person, measures: Measures, house: str | None) -> Decision:
    """Tell whether a person may freeze a year of a house, or without one of all houses."""
    if house is not None and house not in person.houses:
        return OTHER_HOUSE
    needed = measures.national_freezers if house is None else measures.house_freezers
    return allow("role") if person.roles & needed else _roles_needed(needed)


def _roles_needed(needed: frozenset[str]) -> Decision:
    named = " or ".join(sorted(needed))
    return deny("role-needed", f"This needs the role {named}." if named else "No role may do this.")
