"""What a person's token makes them: member of houses, holder of roles, candidate by groups."""

from __future__ import annotations

from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.access.rows import ALWAYS, NEVER, Eq, Exists, In, IsNull, Predicate, both, either


def groups(person: Person) -> frozenset[str]:
    """The groups a person is in, in each of their houses: `role` and `role@organisation`."""
    return person.roles | {f"{role}@{person.organisation}" for role in person.roles}


def in_house(person: Person) -> Predicate:
    """Rows of a house that the person works for; column `house`."""
    return In("house", frozenset(person.houses))


def by_role(person: Person, operation: Operation) -> Predicate:
    """Rows of the person's houses in which one of their roles permits an operation; column `house`."""
    return both(in_house(person), ALWAYS if permits(person, operation).allowed else NEVER)


def takes_part(person: Person) -> Predicate:
    """Rows of a case in which the person takes part at this moment.

    Relation `participations` holds the current ones, with columns `person`, `organisation` and `role`, and
    `house` and `regime` of the case. One that names no person is for each holder of its role: of its
    organisation, or of the house without one. One that names a person and an organisation is theirs while
    they work there. Whose organisation has no ground under the regime sees nothing.
    """
    return Exists("participations", _own_part(person))


def takes_part_through(person: Person) -> Predicate:
    """Instances through which the person takes part at this moment, or through one that they called.

    Relation `through` holds those of the current participations that began in the instance or in one that it
    called; columns as in :func:`takes_part`.
    """
    return Exists("through", _own_part(person))


def coordinates_here(person: Person, roles: frozenset[str]) -> Predicate:
    """Rows of a case in which the person takes part in a role that coordinates; as :func:`takes_part`."""
    return Exists("participations", both(In("role", roles), _own_part(person)))


def _own_part(person: Person) -> Predicate:
    role = In("role", person.roles)
    works_there = Eq("organisation", person.organisation)
    by_name = both(Eq("person", person.subject), either(IsNull("organisation"), works_there))
    of_organisation = both(IsNull("person"), works_there, role)
    of_house = both(IsNull("person"), IsNull("organisation"), role)
    part = either(by_name, of_organisation, of_house)
    return both(part, _with_ground(person)) if person.regimes else part


def _with_ground(person: Person) -> Predicate:
    limited = frozenset(house for house, _ in person.regimes)
    return either(
        In("house", frozenset(person.houses) - limited),
        *(
            both(Eq("house", house), either(IsNull("regime"), In("regime", regimes)))
            for house, regimes in person.regimes
        ),
    )
