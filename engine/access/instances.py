"""Who sees which cases and instances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from engine.access.decision import Decision, allow, deny
from engine.access.operations import Operation, permits
from engine.access.people import by_role, coordinates_here, in_house, takes_part, takes_part_through
from engine.access.person import Person
from engine.access.rows import ALWAYS, NEVER, Eq, IsNull, Predicate, both, either
from engine.model.manifest import Manifest

ROOT: Final = 0
"""The number of the instance that a case or other root is; what it calls has others."""


def visible_cases(person: Person) -> Predicate:
    """The cases that a person may know of: those they take part in, by role all of their houses.

    Columns as in :func:`engine.access.people.takes_part`.
    """
    by_role = ALWAYS if permits(person, Operation.FOLLOW_CASE).allowed else NEVER
    return both(in_house(person), either(takes_part(person), by_role))


def visible_instances(person: Person) -> Predicate:
    """The instances that a person may know of: those of their cases, by role all of their houses."""
    by_role = ALWAYS if permits(person, Operation.READ_INSTANCE).allowed else NEVER
    return both(in_house(person), either(takes_part(person), by_role))


def known_instances(person: Person, manifests: Mapping[str, Manifest | None]) -> Predicate:
    """Of the instances that a person may know of, those of which they may know that they run.

    The process of a called instance can tell what a case is about. So who coordinates the case knows all of
    them; who else takes part knows the case itself, what made them take part, and what called that. Columns
    `house`, `case_type` and `instance`; relations as in :func:`engine.access.people.takes_part` and
    :func:`engine.access.people.takes_part_through`.

    Args:
        person: who looks.
        manifests: by house; each says which of its roles coordinate.
    """
    part = either(
        both(takes_part(person), either(IsNull("case_type"), Eq("instance", ROOT))),
        takes_part_through(person),
        *_coordinated(person, manifests),
    )
    return either(by_role(person, Operation.READ_INSTANCE), both(in_house(person), part))


def followed_instances(person: Person, manifests: Mapping[str, Manifest | None]) -> Predicate:
    """Of the instances that a person may know of, those of which they may know each step.

    The name of a step can tell a participant of work of others, so these are for who coordinates the case.
    Columns `house` and `case_type`; relation as in :func:`engine.access.people.takes_part`.

    Args:
        person: who looks.
        manifests: by house; each says which of its roles coordinate.
    """
    coordinated = _coordinated(person, manifests)
    return either(by_role(person, Operation.READ_INSTANCE), IsNull("case_type"), *coordinated)


def _coordinated(person: Person, manifests: Mapping[str, Manifest | None]) -> Sequence[Predicate]:
    return [
        both(Eq("house", house), coordinates_here(person, _coordinating(manifest)))
        for house, manifest in manifests.items()
        if manifest is not None
    ]


def _coordinating(manifest: Manifest) -> frozenset[str]:
    return frozenset(role for role, stated in manifest.roles.items() if stated.coordinates)


def may_follow(followed: bool) -> Decision:
    """Whether somebody may know each step of an instance, as :func:`followed_instances` tells."""
    if not followed:
        return deny(
            "course-closed", "The steps of a case are for who coordinates it: read its timeline instead."
        )
    return allow("followed")
