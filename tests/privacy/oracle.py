"""What a person may see by the declarations alone, read anew from `forms/` and `bpmn/chain.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.access.person import Person
from tests.privacy.walking import FORMS, ROOT, components

CHAIN = json.loads((ROOT / "bpmn" / "chain.json").read_text(encoding="utf-8"))
READERS = {one["id"]: set(one["readers"]) for one in CHAIN["categories"]}
STAGES = [one["id"] for one in CHAIN["stages"]]
DECLARED = {
    path: (one["properties"]["audience"], one["properties"].get("category", "ordinary"))
    for form in FORMS
    for path, one in components(form)
    if "audience" in one.get("properties", {})
}
_GRANT = re.compile(r"(?P<role>[\w-]+)(?P<own>:own)?(@(?P<stage>[\w-]+)\+)?")


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each single value with its path."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value, f"{path}[]")
    else:
        yield path, data


def declared(path: str) -> tuple[str, str] | None:
    """The declaration of a path, or of its nearest ancestor that has one."""
    while path:
        if path in DECLARED:
            return DECLARED[path]
        path = path[:-2] if path.endswith("[]") else path.rpartition(".")[0]
    return None


@dataclass(frozen=True)
class Seen:
    """What somebody is to a case at a moment.

    Args:
        person: who.
        roles: in which they take part, by the participants of the case.
        stages: that the case has reached.
    """

    person: Person
    roles: frozenset[str]
    stages: frozenset[str]

    def opens(self, path: str, writer: str | None) -> bool | None:
        """Whether a value is open to them; None where it is if it still counts as their own."""
        found = declared(path)
        if found is None:
            return False
        audience, category = found
        verdict: bool | None = False
        for word in (part.strip() for part in audience.split(",")):
            grant = _GRANT.fullmatch(word)
            if grant is None or grant["role"] not in self.roles & READERS[category]:
                continue
            if grant["stage"] and not self._reached(grant["stage"]):
                continue
            if not grant["own"]:
                return True
            if writer in (None, self.person.organisation):  # what expressions make anew is nobody's own
                verdict = None
        return verdict

    def may_show(self, path: str, roles: frozenset[str]) -> bool:
        """Whether the form of their own task may show a path, in these roles besides."""
        found = declared(path)
        if found is None:
            return False
        words = {re.split(r"[:@]", part.strip())[0] for part in found[0].split(",")}
        readers = READERS[found[1]] & (self.roles | roles)
        return bool(readers) and ("addressee" in words or bool(words & readers))

    def _reached(self, stage: str) -> bool:
        return any(STAGES.index(one) >= STAGES.index(stage) for one in self.stages if one in STAGES)


def seen(person: Person, house: str, parts: list[Mapping[str, Any]], stages: frozenset[str]) -> Seen:
    """Return what a person is to a case of a house, by the rows of its present participants."""
    roles = {part["role"] for part in parts if house in person.houses and _is_meant(person, part)}
    return Seen(person, frozenset(roles), stages)


def _is_meant(person: Person, part: Mapping[str, Any]) -> bool:
    if part["person"] is not None:
        return bool(part["person"] == person.subject)
    return part["role"] in person.roles and part["organisation"] in (None, person.organisation)
