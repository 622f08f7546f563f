"""Who is asked: all of the demo, some with one role, all roles or none in one house, some with another token.

Another token: they went to work elsewhere, in the other house or in both, or lost their roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.access.person import Person
from tests.privacy.stop import Stop

HOUSES = ("noord", "zuid")
PARTAKERS = ("carla", "marieke")
"""An invited partner of one house and a process director of the other."""
_OF_THE_ENGINE = ("auditor", "operator", "integrator", "designer", "administrator")


def everybody(demo: Iterable[Person]) -> list[Person]:
    """Return all who are asked.

    The demo's auditor, operator and so on work in both houses: here are some who work in one. Somebody with
    all roles at once in a house shows that no role of one house opens anything in the other.

    Args:
        demo: the people of the demo.
    """
    people = list(demo)
    beside = []
    for house in HOUSES:
        for role in _OF_THE_ENGINE:
            beside.append(_somebody(f"{role}-{house}", house, {role}))
        beside.append(
            _somebody(
                f"all-{house}", house, {role for one in people if house in one.houses for role in one.roles}
            )
        )
    return [*people, *beside, *_changed(people), Person("nobody", "Niemand", (), "nergens", frozenset())]


def _changed(people: Iterable[Person]) -> Iterator[Person]:
    """Yield some who take part in a case as their token says after a change."""
    for person in people:
        if person.subject in PARTAKERS:
            yield replace(person, organisation="elders")
            yield replace(person, houses=tuple(house for house in HOUSES if house not in person.houses))
            yield replace(person, houses=HOUSES)
            yield replace(person, roles=frozenset())


def _somebody(name: str, house: str, roles: set[str]) -> Person:
    return Person(name, name, (house,), "elders", frozenset(roles), roles == {"integrator"})


def one_of_equals(people: Iterable[Person], stops: Sequence[Stop]) -> Iterator[Person]:
    """Yield one of those whom nothing sets apart: the same roles, in the cases and beside them."""
    known = set()
    for person in people:
        kind: tuple[object, ...] = (person.houses, person.roles)
        for stop in stops:
            own = any(part["organisation"] == person.organisation for part in stop.parts)
            kind += (stop.seen_by(person).roles, person.organisation if own else None)
        if kind not in known:
            known.add(kind)
            yield person
