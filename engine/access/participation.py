"""In which roles somebody takes part in a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.access.person import Person


@dataclass(frozen=True, slots=True)
class Participation:
    """One current participation; who or which organisation, else every holder of the role in the house."""

    person: str | None
    organisation: str | None
    role: str


def roles_in_case(person: Person, house: str, participations: Iterable[Participation]) -> frozenset[str]:
    """The roles in which a person takes part in a case of a house; empty: not at all."""
    if house not in person.houses:
        return frozenset()
    return frozenset(part.role for part in participations if _is_meant(person, part))


def _is_meant(person: Person, part: Participation) -> bool:
    if part.person is not None:
        return part.person == person.subject
    if part.role not in person.roles:
        return False
    return part.organisation is None or part.organisation == person.organisation
