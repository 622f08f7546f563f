"""Every example of the reference page has the value that the page shows."""

import re
from pathlib import Path

import pytest

from engine.feel import BUILT_IN_NAMES, parse_expression, to_text
from tests.unit.feel.evaluating import environment

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "feel.md"
ROW = re.compile(r"\| `([^`]+)` \| `([^`]+)` \|")


def examples() -> list[tuple[str, str]]:
    """The rows of the tables that have a column for the expression and one for its value."""
    found: list[tuple[str, str]] = []
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        row = ROW.fullmatch(line)
        if inside and row:
            found.append((row[1], row[2]))
        inside = line == "| expression | value |" or (inside and line.startswith("|"))
    return found


@pytest.mark.parametrize(("expression", "value"), examples())
def test_an_example_has_the_value_on_the_page(expression: str, value: str) -> None:
    assert to_text(parse_expression(expression).evaluate({}, environment())) == value


@pytest.mark.parametrize("name", sorted(BUILT_IN_NAMES))
def test_each_built_in_has_an_example_and_one_that_gives_null(name: str) -> None:
    values = [value for expression, value in examples() if expression.startswith(f"{name}(")]
    assert any(value != "null" for value in values)
    assert "null" in values


def test_every_row_of_an_example_table_is_read() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert len(examples()) > 200
    assert not [line for line in lines if line.startswith("> ") or line == "TABLE"]
