"""The functions that the reader takes for known are those that hosts offer."""

from __future__ import annotations

import re
from pathlib import Path

from engine.model.dialect import HOST_FUNCTIONS

ENGINE = Path(__file__).parents[3] / "engine"


def test_the_reader_knows_the_functions_that_are_offered() -> None:
    offered = {
        name
        for path in ENGINE.rglob("*.py")
        for name in re.findall(r'HostFunction\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert offered == HOST_FUNCTIONS
