"""Which correlation key a sender knows: what reached their desk, the case's number, and whom it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from engine.commands.services import Services
from engine.store.keys import index_scope
from features.steps.partners import Partners


@dataclass
class Keys:
    """The keys that people know.

    Args:
        services: of the service: a key is known again by its hash, as the service itself does.
        partners: the desks that its messages reach.
    """

    services: Services
    partners: Partners
    _numbers: dict[str, str] = field(default_factory=dict)
    _texts: dict[str, list[str]] = field(default_factory=dict)
    _references: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, case: Mapping[str, Any], variables: Mapping[str, Any]) -> None:
        """Remember the number of a case and what was said of the person when it began."""
        self._numbers[case["id"]] = case["number"]
        self._texts[case["id"]] = list(_texts(variables))

    def take_in(self) -> int:
        """Take in what reached the desks since the last time; return how many messages."""
        taken = 0
        for desk in self.partners.desks():
            for message in desk.take_out():
                reference = str(message.body["reference"])
                self._references[reference.split(".")[0]].append(reference)
                taken += 1
        return taken

    def forget(self, root_id: str) -> None:
        """Forget a case that has ended."""
        for known in (self._numbers, self._texts, self._references):
            known.pop(root_id, None)

    def of(self, row: Row[Any]) -> str | None:
        """The key of an awaited message, if anybody knows it."""
        scope = index_scope(row.house)
        for key in self._known(row.root_id):
            if self.services.keys.digest(scope, "correlation", key) == row.key_index:
                return key
        return None

    def _known(self, root_id: str) -> Iterator[str]:
        yield from dict.fromkeys(reversed(self._references.get(root_id, [])))
        if root_id in self._numbers:
            number = self._numbers[root_id]
            yield number
            yield from dict.fromkeys(self._references.get(number, []))
        texts = self._texts.get(root_id, [])
        yield from (f"{first.lower()}|{second}" for first in texts for second in texts)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
