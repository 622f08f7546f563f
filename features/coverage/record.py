"""Collecting, after each scenario, which flows were taken and which events happened."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

from engine.store.database import Database
from engine.store.tables.history import element_instance, sequence_flow
from engine.store.tables.instances import process_instance

FOLDER = Path("build") / "coverage"
_INSTANCES: Final = select(
    process_instance.c.root_id, process_instance.c.instance, process_instance.c.process_id
)
_FLOWS: Final = select(
    sequence_flow.c.root_id, sequence_flow.c.instance, sequence_flow.c.flow_id, sequence_flow.c.taken
)
_PLACE: Final = (
    element_instance.c.root_id,
    element_instance.c.instance,
    element_instance.c.element_id,
)
_ELEMENTS: Final = select(*_PLACE, func.count()).group_by(*_PLACE)


@dataclass
class Taken:
    """What one process definition did: times by sequence flow id and by element id."""

    flows: Counter[str] = field(default_factory=Counter)
    elements: Counter[str] = field(default_factory=Counter)


@dataclass
class Recorder:
    """What the instances of one scenario did; destroyed ones, what they had done at the last look.

    It reads the database, for it looks often. Of a service that runs elsewhere it records nothing.
    """

    database: Database | None = None
    _seen: dict[tuple[str, int], tuple[str, Taken]] = field(default_factory=dict)

    def look(self) -> None:
        """Look at all that there is."""
        if self.database is None:
            return
        with self.database.read() as connection:
            found = {
                (root, number): (process, Taken()) for root, number, process in connection.execute(_INSTANCES)
            }
            for root, number, flow, times in connection.execute(_FLOWS):
                found[root, number][1].flows[flow] = times
            for root, number, element, times in connection.execute(_ELEMENTS):
                found[root, number][1].elements[element] = times
        self._seen |= found

    def keep(self, scenario: str, feature: str) -> None:
        """Look for the last time and write down what was seen in a scenario of a feature file."""
        self.look()
        FOLDER.mkdir(parents=True, exist_ok=True)
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        with (FOLDER / f"{worker}.jsonl").open("a", encoding="utf-8") as file:
            for process, taken in self._seen.values():
                row = {"feature": feature, "scenario": scenario, "process": process, "flows": taken.flows}
                file.write(json.dumps({**row, "elements": taken.elements}) + "\n")


def features_by_process() -> dict[str, list[str]]:
    """By process id, the feature files whose scenarios went through it."""
    found: dict[str, set[str]] = {}
    for row in _rows():
        found.setdefault(row["process"], set()).add(row["feature"])
    return {process: sorted(features) for process, features in found.items()}


def recorded() -> dict[str, Taken]:
    """All that was written down, by process id."""
    found: dict[str, Taken] = {}
    for row in _rows():
        taken = found.setdefault(row["process"], Taken())
        taken.flows.update(row["flows"])
        taken.elements.update(row["elements"])
    return found


def _rows() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def forget() -> None:
    """Delete what earlier runs wrote down."""
    for path in FOLDER.glob("*.jsonl"):
        path.unlink()
