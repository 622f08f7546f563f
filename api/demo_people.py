"""The fictitious people, houses and partners of `demo/`, for a demo database only."""

import json
from dataclasses import dataclass
from pathlib import Path

from engine.access.person import Person

DEMO = Path(__file__).parents[1] / "demo"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person for whom anybody may ask a token in demo mode.

    Args:
        id: what `/demo/tokens` is asked with.
        about: one line in Dutch on what this person does.
        person: as their token names them.
    """

    id: str
    about: str
    person: Person


def demo_people(path: Path = DEMO / "people.json") -> dict[str, DemoPerson]:
    """Read the demo people by id."""
    people = json.loads(path.read_text(encoding="utf-8"))["people"]
    return {
        entry["id"]: DemoPerson(
            id=entry["id"],
            about=entry["about"],
            person=Person(
                subject=entry["id"],
                name=entry["name"],
                houses=tuple(entry["houses"]),
                organisation=entry["organisation"],
                roles=frozenset(entry["roles"]),
                machine=entry.get("machine", False),
            ),
        )
        for entry in people
    }
