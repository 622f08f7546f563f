"""The reference of the rules is what the rules say."""

from __future__ import annotations

from pathlib import Path

from engine.model.lint import RULES
from engine.model.lint.reference import markdown

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "lint.md"


def test_the_page_is_generated_from_the_rules() -> None:
    assert PAGE.read_text() == markdown(), (
        "run: python -m engine.model.lint.reference > docs/reference/lint.md"
    )


def test_every_rule_has_an_entry() -> None:
    page = markdown()
    for rule in RULES:
        assert f"### `{rule.id}`" in page
