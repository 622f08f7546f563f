"""Who sees which cases and instances."""

from __future__ import annotations

from engine.access.operations import Operation, permits
from engine.access.people import in_house, takes_part
from engine.access.person import Person
from engine.access.rows import ALWAYS, NEVER, Predicate, both, either


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
