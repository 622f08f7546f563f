"""Who can do a task or send a message: the demo people, and whom an organisation takes on for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from api.demo_people import DemoPerson
from engine.access.person import Person
from features.steps.service import Service


@dataclass(frozen=True)
class People:
    """The people of a walk by first name.

    Args:
        service: which gives them tokens.
        staff: the same people by id, as the service has them; whom one adds works there from then on.
        random: where chance comes from.
    """

    service: Service
    staff: dict[str, DemoPerson]
    random: Random

    @property
    def known(self) -> Mapping[str, Mapping[str, Any]]:
        """Them as the service tells of them."""
        return self.service.people()

    @property
    def houses(self) -> list[str]:
        """The houses that anybody works for."""
        return sorted({house for one in self.known.values() for house in one["houses"]})

    def of(self, house: str) -> list[str]:
        """Who works for a house, in an order of chance; systems are no people."""
        found = [
            name
            for name, one in self.known.items()
            if house in one["houses"] and not one.get("machine", False)
        ]
        self.random.shuffle(found)
        return found

    def candidates(self, house: str, groups: Iterable[str], users: Iterable[str]) -> list[str]:
        """Who may take a task, by its groups (`role` or `role@organisation`) and users."""
        groups, users = set(groups), set(users)
        return [name for name in self.of(house) if self._is_meant(name, groups, users)]

    def senders(self, house: str, senders: Iterable[str]) -> list[str]:
        """Who may send a message: an organisation's people, or a group's."""
        wanted = set(senders)
        organisations = [name for name in self.of(house) if self.known[name]["organisation"] in wanted]
        return organisations + self.candidates(house, wanted, ())

    def take_on(self, house: str, wanted: Iterable[str]) -> str | None:
        """Let an organisation have one more person for a group `role@organisation` or for itself.

        Returns: the first name; None when only roles in the house itself are wanted.
        """
        for group in wanted:
            role, at, organisation = group.partition("@")
            if not at and any(group == role for one in self.known.values() for role in one["roles"]):
                continue
            name = f"Invaller{len(self.staff)}"
            roles = frozenset({role if at else self._role_of_desks(house)})
            person = Person(name.lower(), f"{name} Verzonnen", (house,), organisation or group, roles)
            self.staff[person.subject] = DemoPerson(id=person.subject, about="Invaller", person=person)
            self.service.forget_people()
            return name
        return None

    def _role_of_desks(self, house: str) -> str:
        """The role that most people have who alone work for their organisation."""
        roles = Counter(role for name in self.of(house) for role in self.known[name]["roles"])
        return min(roles, key=lambda role: (-roles[role], role))

    def organisations(self, house: str) -> list[str]:
        """Organisations whose people work for a house in several roles: those that others deal with."""
        roles: defaultdict[str, set[str]] = defaultdict(set)
        for name in self.of(house):
            roles[self.known[name]["organisation"]].update(self.known[name]["roles"])
        return sorted(organisation for organisation, held in roles.items() if len(held) > 1)

    def id_of(self, name: str) -> str:
        """The id behind a first name."""
        return str(self.known[name]["id"])

    def _is_meant(self, name: str, groups: set[str], users: set[str]) -> bool:
        one = self.known[name]
        held = {f"{role}{at}" for role in one["roles"] for at in ("", f"@{one['organisation']}")}
        return one["id"] in users or not held.isdisjoint(groups)
