"""Whoever types what a page says sees what the page shows."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Step, difference, run, steps

PAGES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if page.name != "connect-an-identity-provider.md" and steps(page)
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_does_what_it_says(
    page: Path, demo: Callable[[str], AbstractContextManager[str]], commands: Path, tmp_path: Path
) -> None:
    clock = "virtual" if "CLOCK=virtual" in page.read_text(encoding="utf-8") else "system"
    outputs = tmp_path / "outputs"
    outputs.mkdir()

    with demo(clock) as address:
        found = run(page, dict(os.environ), address, commands, outputs)

    faults = [(step.line, difference(step, output)) for step, output in zip(steps(page), found, strict=True)]
    assert [f"line {line}: {fault}" for line, fault in faults if fault] == []


@pytest.mark.parametrize(
    ("kind", "shown", "output", "equal"),
    [
        ("json", '{"a": 1, "…": "…"}', '{"a": 1, "b": 2}', True),
        ("json", '{"a": 1}', '{"a": 1, "b": 2}', False),
        ("json", '{"a": 1, "b": 2}', '{"a": 1}', False),
        ("json", '[1, "…"]', "[1, 2, 3]", True),
        ("json", "[1, 2]", "[1, 3]", False),
        ("json", '{"at": "2026-11-21T09:00:00Z"}', '{"at": "2027-01-04T10:11:12.5Z"}', True),
        ("json", '{"at": "2026-11-21T09:00:00Z"}', '{"at": null}', False),
        ("text", "1 … errors", "1 or 2 errors\n", True),
        ("text", "1 error", "2 errors", False),
    ],
)
def test_an_answer_may_differ_in_ids_and_times_alone(kind: str, shown: str, output: str, equal: bool) -> None:
    assert (difference(Step(1, "", kind, shown), output) is None) == equal
