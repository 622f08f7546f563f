"""What a person may see by the declarations alone, read anew from `forms/` and `bpmn/chain.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.access.person import Person
from tests.privacy.walking import FORMS, ROOT, components

CHAIN = json.loads((ROOT / "bpmn" / "chain.json").read_text(encoding="utf-8"))
READERS = {one["id"]: set(one["readers"]) for one in CHAIN["categories"]}
STAGES = [one["id"] for one in CHAIN["stages"]]
CASE_TYPE = "casus"
PROBE = Path(__file__).with_name("probe")
"""A model with its template: a case that has what no case of the chain has."""


def _forms_of_case() -> set[str]:
    """The forms of what a case is made of: its own process, those part of it, and all that these call."""
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "bpmn").glob("*.bpmn")]
    mine = re.compile(rf'name="(caseType|partOf)" value="{CASE_TYPE}"')
    found = {text for text in files if mine.search(text)}
    while True:
        called = {id_ for text in found for id_ in re.findall(r'calledElement processId="([\w-]+)"', text)}
        more = {text for text in files if called & set(re.findall(r'<bpmn:process id="([\w-]+)"', text))}
        if more <= found:
            return {id_ for text in found for id_ in re.findall(r'formId"?(?: value)?="([\w-]+)"', text)}
        found |= more


_MINE = _forms_of_case()
DECLARED = {
    path.removesuffix("[]"): (one["properties"]["audience"], one["properties"].get("category", "ordinary"))
    for form in FORMS
    if form["id"] in _MINE
    for path, one in components(form)
    if "audience" in one.get("properties", {})
}
FEWEST: int = json.loads((ROOT / "bpmn" / "measures.json").read_text(encoding="utf-8"))["suppressBelow"]
"""Of fewer no figure tells."""
SEARCHABLE = {
    path for form in FORMS for path, one in components(form) if "searchable" in one.get("properties", {})
}
"""By what cases are found."""
_GRANT = re.compile(r"(?P<role>[\w-]+)(?P<own>:own)?(@(?P<stage>[\w-]+)\+)?")


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each single value with its path, and what is empty."""
    if isinstance(data, Mapping | list) and not data:
        yield path, data
    elif isinstance(data, Mapping):
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

    def opens(self, path: str, *, own: bool) -> bool | None:
        """Whether a value is open to them; None where it is if it still counts as their own.

        Args:
            path: where it stands.
            own: whether somebody of their organisation wrote a value like it.
        """
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
            if own:  # what expressions make anew is nobody's own, and may be the same
                verdict = None
        return verdict

    def opens_below(self, path: str) -> bool:
        """Whether something of every item of a list is open to them: then an item has its place, if empty."""
        return any(self.opens(one, own=False) for one in DECLARED if one.startswith(f"{path}."))

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


def since(person: Person, house: str, parts: list[Mapping[str, Any]]) -> datetime | None:
    """From when a person takes part; None where they do not."""
    mine = [part["joined_at"] for part in parts if house in person.houses and _is_meant(person, part)]
    return min(mine, default=None)


def seen(person: Person, house: str, parts: list[Mapping[str, Any]], stages: frozenset[str]) -> Seen:
    """Return what a person is to a case of a house, by the rows of its present participants."""
    roles = {part["role"] for part in parts if house in person.houses and _is_meant(person, part)}
    return Seen(person, frozenset(roles), stages)


def _is_meant(person: Person, part: Mapping[str, Any]) -> bool:
    if part["organisation"] not in (None, person.organisation):  # also of who went to work elsewhere
        return False
    if part["person"] is not None:
        return bool(part["person"] == person.subject)
    return part["role"] in person.roles


@dataclass(frozen=True)
class Place:
    """When somebody may take part in a case of the walk, and who, as the domain has it and no model says.

    Args:
        stages: one of which has been reached.
        organisations: whose people, by the beginning of their ids; of the house itself where none is named.
        over: once this stage is reached, they are gone.
    """

    stages: frozenset[str]
    organisations: tuple[str, ...]
    over: str = "closed"


def _place(stages: str, organisations: str, over: str = "closed") -> Place:
    return Place(frozenset(stages.split()), tuple(organisations.split()), over)


PLACES = {
    "process-director": _place("referral safety", "zvh"),
    "referrer": _place("referral safety", "politie"),
    "weighing-team": _place("triage", "politie"),
    "reporter": _place("handover", "politie"),
    "manager": _place("handover plan", "zvh"),
    "emergency-reader": _place("referral", "zvh"),
    "participant": _place("preparation conference", "ggz gemeente", over="aftercare"),
    "case-director": _place("conference plan", "gemeente", over="aftercare"),
}
"""By role. Statement 1: referrer and process director; 2: partners found necessary; domain 3.7 and 3.8."""


def is_in_place(part: Mapping[str, Any], house: str, stages: frozenset[str]) -> bool:
    """Whether the domain has somebody take part in a case of the walk by now, by the row that says so."""
    place = PLACES.get(part["role"])
    if place is None or not place.stages & stages or place.over in stages:
        return False
    mine = {f"{organisation}-{house}" for organisation in place.organisations}
    of_house = "zvh" in place.organisations and part["organisation"] is None
    return of_house or any((part["organisation"] or "").startswith(one) for one in mine)


COORDINATES = {one["id"] for one in CHAIN["roles"] if one.get("coordinates")}
CUSTODIANS = {role for act in ("hold", "extend", "destroy") for role in CHAIN["custody"][act]}


def groups(person: Person) -> set[str]:
    """The groups that a person is in."""
    return {*person.roles, *(f"{role}@{person.organisation}" for role in person.roles)}


def knows_task(person: Person, task: Mapping[str, Any]) -> bool:
    """Whether a person may know of a task, by its row: it is theirs, or open and theirs to take."""
    if task["house"] not in person.houses:
        return False
    mine = person.subject in task["candidate_users"] or bool(groups(person) & set(task["candidate_groups"]))
    return bool(task["assignee"] == person.subject or (task["state"] == "open" and mine))


def knows_party(what: Seen, part: Mapping[str, Any]) -> bool:
    """Whether a person who takes part may know of another who does."""
    own = part["person"] == what.person.subject or part["organisation"] == what.person.organisation
    return bool(what.roles) and (own or part["role"] in COORDINATES or bool(what.roles & COORDINATES))


def knows_called(
    what: Seen, number: int, parts: list[Mapping[str, Any]], callers: Mapping[int, int | None]
) -> bool:
    """Whether somebody who takes part may know that a called process runs.

    Args:
        what: what they are to the case.
        number: of the process within the case.
        parts: who takes part in the case; each by a process.
        callers: by process: the one that called it.
    """
    by = {part["instance"] for part in parts if _is_meant(what.person, part)}
    through = by | {callers[one] for one in by}
    return bool(what.roles) and (bool(what.roles & COORDINATES) or number in through)


def _audiences() -> dict[str, str]:
    paths = (path for folder in (ROOT / "forms", PROBE) for path in folder.glob("*.template.*"))
    files = (path.read_text(encoding="utf-8") for path in paths)
    heads = (dict(line.split(": ", 1) for line in text.split("---")[1].split("\n") if line) for text in files)
    return {head["id"]: head["audience"] for head in heads}


AUDIENCES = _audiences()
"""Who reads a document, by its template."""


def readers_of(what: Seen, document: Mapping[str, Any]) -> set[str]:
    """In which roles a person would read a document, by the audience of its template."""
    own = document["organisation"] is not None and document["organisation"] == what.person.organisation
    grants = [_GRANT.fullmatch(word.strip()) for word in AUDIENCES[document["template"]].split(",")]
    return {one["role"] for one in grants if one is not None and (own or not one["own"])}


def reads_document(what: Seen, document: Mapping[str, Any]) -> bool:
    """Whether a document is open to a person, by the audience of its template and the categories in it."""
    open_to = readers_of(what, document)
    return all(open_to & what.roles & READERS[category] for category in document["categories"])
