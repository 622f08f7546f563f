"""Collecting, after each scenario, which flows were taken and which events happened."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from features.steps.service import Service

FOLDER = Path("build") / "coverage"


@dataclass
class Taken:
    """What one process definition did: times by sequence flow id and by element id."""

    flows: Counter[str] = field(default_factory=Counter)
    elements: Counter[str] = field(default_factory=Counter)


@dataclass
class Recorder:
    """What the instances of one scenario did; destroyed ones, what they had done at the last look."""

    service: Service
    _seen: dict[str, tuple[str, Taken]] = field(default_factory=dict)
    _revisions: dict[str, int] = field(default_factory=dict)

    def look(self) -> None:
        """Look at all instances that did something since the last look."""
        operator = self.service.holders("operator")[0]
        for instance in self.service.pages(operator, "/process-instances"):
            if self._revisions.get(instance["id"]) == instance["revision"]:
                continue
            self._revisions[instance["id"]] = instance["revision"]
            path = f"/process-instances/{instance['id']}"
            flows = self.service.get(operator, f"{path}/sequence-flows").expect(200)["results"]
            elements = self.service.get(operator, f"{path}/element-instances").expect(200)["results"]
            taken = Taken(
                Counter({flow["id"]: flow["count"] for flow in flows}),
                Counter(element["elementId"] for element in elements),
            )
            self._seen[instance["id"]] = (instance["processId"], taken)

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
