"""Which demo people can do a task or send a message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True)
class People:
    """The demo people by first name.

    Args:
        known: as the service tells of them.
        random: where chance comes from.
    """

    known: Mapping[str, Mapping[str, Any]]
    random: Random

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
