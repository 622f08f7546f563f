"""Each test that the threat model leans on exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "docs" / "explanation" / "threat-model.md"
NAMED = sorted(set(re.findall(r"`((?:tests|features)/[^`]+)`", MODEL.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_the_threat_model_names_exists(named: str) -> None:
    path, _, function = named.partition("::")
    source = (ROOT / path).read_text(encoding="utf-8")
    if function:
        tree = ast.parse(source)
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_threat_names_a_test_or_says_that_none_holds_it() -> None:
    sections = MODEL.read_text(encoding="utf-8").split("## Threats")[1].split("## What is not held")[0]
    rows = [line for line in sections.splitlines() if line.startswith("| ") and "held by" not in line]

    assert [row for row in rows if "`tests/" not in row] == [
        "| a known fault in what we depend on | `make check` asks for it; versions are locked by hash | |"
    ]
