"""The page on access says what the rules say."""

from pathlib import Path

from engine.access.operations import Operation
from engine.access.reference import reference

PAGE = Path(__file__).parents[3] / "docs/reference/access.md"


def test_the_checked_in_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "run `make docs`"


def test_every_operation_has_a_row() -> None:
    for operation in Operation:
        assert f"| {operation.value} |" in reference()
