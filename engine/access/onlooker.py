"""What somebody may know of the course of a case: from when they take part, and as far as it is theirs.

Who coordinates knows all of it. Others know the stages since they take part, and what their own organisation
did, sent or was sent: the name of somebody else's task alone can tell what the case is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from engine.access.participation import Participation, coordinates, sees_party, takes_part_as
from engine.access.person import Person
from engine.model.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A participation from a moment, to a moment or until now."""

    part: Participation
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Onlooker:
    """A person who looks at a case.

    Args:
        person: who looks.
        roles: those in which they take part now; without any they know no more than stages.
        since: the beginning of their oldest present participation; None without any.
        coordinates: whether one of those roles coordinates.
        manifest: names the roles that coordinate.
    """

    person: Person
    roles: frozenset[str]
    since: datetime | None
    coordinates: bool
    manifest: Manifest

    def knows_stage(self, left: datetime | None) -> bool:
        """Whether they may know that the case was in a stage that it left then, or has not left."""
        return self.coordinates or self.since is None or left is None or left >= self.since

    def knows_act(self, at: datetime, person: str | None, organisation: str | None) -> bool:
        """Whether they may know what this person or organisation did at a moment, or was sent then."""
        if self.coordinates:
            return True
        return self.since is not None and at >= self.since and self._is_own(person, organisation)

    def knows_period(self, period: Period) -> bool:
        """Whether they may know that somebody takes or took part."""
        if not sees_party(self.person, self.roles, period.part, self.manifest):
            return False
        return self.coordinates or self.since is None or period.until is None or period.until >= self.since

    def _is_own(self, person: str | None, organisation: str | None) -> bool:
        if person is not None and person == self.person.subject:
            return True
        return bool(organisation) and organisation == self.person.organisation


def onlooker(person: Person, house: str, periods: Iterable[Period], manifest: Manifest) -> Onlooker:
    """Return what a person is to the course of a case.

    Args:
        person: who looks.
        house: of the case.
        periods: all participations in it, also those that are over.
        manifest: names the roles that coordinate.
    """
    mine = [one for one in periods if one.until is None and takes_part_as(person, house, one.part)]
    roles = frozenset(one.part.role for one in mine)
    return Onlooker(
        person=person,
        roles=roles,
        since=min((one.since for one in mine), default=None),
        coordinates=any(coordinates(role, manifest) for role in roles),
        manifest=manifest,
    )
