"""Each test that the threat model leans on exists, and it leaves no boundary out."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "docs" / "explanation" / "threat-model.md"
THREAT = re.compile(r"[A-Z]\d+")
NAMED = sorted(set(re.findall(r"`((?:tests|features)/[^`]+)`", MODEL.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_the_threat_model_names_exists(named: str) -> None:
    path, _, function = named.partition("::")
    source = (ROOT / path).read_text(encoding="utf-8")
    if function and path.startswith("features/"):
        assert f": {function}\n" in source
    elif function:
        tree = ast.parse(source)
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_threat_names_a_test() -> None:
    assert [
        row
        for row in _rows("## Threats", "## By boundary")
        if "`tests/" not in row[-1] and "`features/" not in row[-1]
    ] == []


def test_each_boundary_was_looked_at_for_each_kind_of_threat() -> None:
    threats = [row[0] for row in _rows("## Threats", "## By boundary")]
    cells = [cell for row in _rows("## By boundary", "## Everybody asks") for cell in row]
    placed = {word for cell in cells for word in cell.split() if THREAT.fullmatch(word)}

    assert len(threats) == len(set(threats))
    assert all(map(THREAT.fullmatch, threats))
    assert "" not in cells
    assert placed == set(threats)


def _rows(since: str, until: str) -> list[list[str]]:
    """The cells of the tables of some chapters, without heads."""
    chapters = MODEL.read_text(encoding="utf-8").split(since)[1].split(until)[0]
    tables = re.findall(r"^\|[- |]+\|\n((?:\|.*\n)+)", chapters, re.MULTILINE)
    lines = [line for table in tables for line in table.splitlines()]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
