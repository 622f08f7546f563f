"""What is asked at each stop: every GET of the OpenAPI document, with ids of things that are there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.privacy.walking import ROOT

DOCUMENT = json.loads((ROOT / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8"))
READS: list[str] = [path for path, item in DOCUMENT["paths"].items() if "get" in item]
PAGED = {
    path
    for path in READS
    if "pageSize" in {one.get("name") for one in DOCUMENT["paths"][path]["get"].get("parameters", ())}
}
"""Lists of which a page is told at a time."""
FORMATTED = "/measures/{measure_id}"
"""The header Accept chooses its format."""
FORMS = ("", "?format=csv", "?house=noord", "?house=zuid", "?house=noord&format=csv")
"""In which ways figures are asked for, one in each turn."""
FIGURES = (FORMATTED, "/measures/{measure_id}/freezes", "/process-definitions/{definition_id}/statistics")
"""What is shared and made of cases."""
RARE = 3
ENDLESS = ("/audit-log", "/audit-log/data-processing", "/cases/{case_id}/audit-log")
"""Each question makes these longer: a page of them is asked."""
_PARAMETER = re.compile(r"\{(\w+)\}")
OF_A_CASE = ("case_id", "document_id", "instance_id", "task_id")
"""Whose things differ from stop to stop; all else is what everybody shares."""
LISTS_OF_CASES = (
    "/audit-log",
    "/audit-log/data-processing",
    "/audit-log/unusual",
    "/cases",
    "/destruction-records",
    "/incidents",
    "/jobs",
    "/process-instances",
    "/retention",
    "/tasks",
)
NEEDED = {"/audit-log/unusual": "month=2025-12"}
_SOURCES = {
    "/decisions/{definition_id}/xml": "/decisions",
    "/forms/{definition_id}": "/forms",
    "/houses/{house_id}/calendar": "/houses",
    "/measures/{measure_id}": "/measures",
    "/measures/{measure_id}/freezes": "/measures",
    "/partners/{partner_id}": "/partners",
    "/process-definitions/{definition_id}": "/process-definitions",
    "/process-definitions/{definition_id}/form": "/cases/types",
    "/process-definitions/{definition_id}/statistics": "/process-definitions",
    "/process-definitions/{definition_id}/xml": "/process-definitions",
}
"""In which list the ids of what is not of one case stand."""


def parameters(path: str) -> list[str]:
    """The names of the ids in a path."""
    return _PARAMETER.findall(path)


def whole(path: str, filled: str) -> str:
    """A question with what has to be asked along; of a list it asks for all."""
    needed = [NEEDED[path]] if path in NEEDED else []
    all_rows = ["pageSize=1000"] if path in PAGED and path not in ENDLESS else []
    query = "&".join([*needed, *all_rows])
    return f"{filled}?{query}" if query else filled


def is_shared(path: str) -> bool:
    """Tell whether an operation reads what files, registers and the clock say, and nothing of a case."""
    return path not in LISTS_OF_CASES and not set(parameters(path)) & set(OF_A_CASE)


@dataclass(frozen=True)
class Questions:
    """Fills in the ids of the paths.

    Args:
        ids: ids of what is shared, by the list that they stand in.
    """

    ids: Mapping[str, Sequence[str]]

    def shared(self, turn: int) -> Iterator[tuple[str, str]]:
        """Yield each operation on what is shared, with its path: another thing in each turn.

        What no case changes is asked for in every third turn, figures in each.
        """
        for path in filter(is_shared, READS):
            every = 1 if path in FIGURES else RARE
            if turn % every:
                continue
            if not parameters(path):
                yield path, path
            else:
                ids = self.ids[_SOURCES[path]]
                form = FORMS[turn % len(FORMS)] if path == FORMATTED else ""
                yield path, _PARAMETER.sub(ids[turn // every % len(ids)], path) + form

    def of_case(self, things: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
        """Yield each operation on one case with its paths.

        Args:
            things: ids by the name of the parameter; those of documents and tasks may be none.
        """
        for path in READS:
            names = parameters(path)
            if set(names) & set(OF_A_CASE):
                for id_ in things[names[-1]]:
                    filled = path.replace("{case_id}", things["case_id"][0])
                    yield path, _PARAMETER.sub(id_, filled)


def harvest(answers: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[str]]:
    """The ids in the rows of lists, by path; what has no id is found by its definition."""
    return {
        path: sorted({str(row.get("id") or row.get("definitionId")) for row in rows})
        for path, rows in answers.items()
    }
