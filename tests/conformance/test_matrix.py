"""The table of what is executed stays what the tests say."""

from __future__ import annotations

from tests.conformance.matrix import DOCUMENT, document


def test_the_table_is_generated_from_the_tests() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run python -m tests.conformance.matrix"
