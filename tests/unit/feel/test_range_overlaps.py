"""`overlaps after` asks for a later start and no earlier end (DMN 1.5, table 78)."""

from datetime import UTC, datetime

import pytest

from engine.feel import Environment, parse_expression


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ("[3..8], [1..5]", True),
        ("[5..8], [1..5]", True),
        ("(1..5], [1..5]", True),
        ("(1..5], [1..5)", True),
        ("[1..5], [1..5)", False),
        ("[1..5], [1..5]", False),
        ("(5..8], [1..5]", False),
        ("[3..4], [1..5]", False),
        ("(1..5), [1..5]", False),
    ],
)
def test_overlaps_after(ranges: str, expected: bool) -> None:
    environment = Environment(now=datetime(2026, 1, 1, tzinfo=UTC))

    assert parse_expression(f"overlaps after({ranges})").evaluate({}, environment) is expected
