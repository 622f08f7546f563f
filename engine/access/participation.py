"""In which roles somebody takes part in a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.access.person import Person
from engine.model.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Participation:
    """One current participation; who or which organisation, else every holder of the role in the house.

    Args:
        person: who takes part.
        organisation: whose people take part.
        role: as what.
        regime: legal regime of the case, under which the organisation of who looks needs a ground.
    """

    person: str | None
    organisation: str | None
    role: str
    regime: str | None = None


def roles_in_case(person: Person, house: str, participations: Iterable[Participation]) -> frozenset[str]:
    """The roles in which a person takes part in a case of a house; empty: not at all."""
    return frozenset(part.role for part in participations if takes_part_as(person, house, part))


def takes_part_as(person: Person, house: str, part: Participation) -> bool:
    """Tell whether a participation in a case of a house is one of this person's."""
    return house in person.houses and person.has_ground(house, part.regime) and _is_meant(person, part)


def sees_party(person: Person, roles: frozenset[str], part: Participation, manifest: Manifest) -> bool:
    """Tell whether somebody who takes part in a case may know of another who does.

    Everybody sees whom their own organisation sends and who coordinates the case; who coordinates sees all.

    Args:
        person: who looks.
        roles: those in which they take part themselves; without any they see nobody.
        part: the participation in question.
        manifest: names the roles that coordinate.
    """
    if not roles:
        return False
    return is_own(person, part) or any(coordinates(role, manifest) for role in (*roles, part.role))


def is_own(person: Person, part: Participation) -> bool:
    """Tell whether a participation is the person's own or their organisation's."""
    return part.person == person.subject or part.organisation == person.organisation


def coordinates(role: str, manifest: Manifest) -> bool:
    """Tell whether whoever takes part in this role coordinates the case."""
    return role in manifest.roles and manifest.roles[role].coordinates


def _is_meant(person: Person, part: Participation) -> bool:
    works_there = part.organisation in (None, person.organisation)
    if part.person is not None:
        return part.person == person.subject and works_there
    return part.role in person.roles and works_there
