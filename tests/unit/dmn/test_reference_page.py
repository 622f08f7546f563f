"""Every example of the reference page does what the page says."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.dmn import DmnError, evaluate, read_model
from engine.feel import Value, parse_expression
from tests.unit.dmn.build import definitions, environment

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "dmn.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"(?P<decision>\S+) given (?P<given>\{.*\}) gives (?P<value>.+)")


@dataclass(frozen=True)
class Example:
    model: str
    decision: str
    given: str
    value: str


def blocks() -> list[tuple[str, str]]:
    return _BLOCK.findall(PAGE.read_text())


def examples() -> list[Example]:
    found, model = [], ""
    for language, text in blocks():
        if language == "xml":
            model = text
        if language == "feel":
            matches = [_LINE.fullmatch(line) for line in text.splitlines()]
            assert all(matches)
            found += [Example(model, m["decision"], m["given"], m["value"]) for m in matches if m]
    return found


def feel(text: str) -> Value:
    return parse_expression(text, names=["Base price"]).evaluate({}, environment())


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.decision} {example.given}")
def test_an_example_gives_what_the_page_says(example: Example) -> None:
    model = read_model(definitions(example.model), resource="dmn.md")
    given = feel(example.given)
    assert isinstance(given, dict)

    assert evaluate(model, example.decision, given, environment()).value == feel(example.value)


def test_what_the_page_calls_refused_is_refused() -> None:
    pairs = [
        (model, rule.strip())
        for (kind, model), (next_kind, rule) in zip(blocks(), blocks()[1:], strict=False)
        if (kind, next_kind) == ("xml", "refused")
    ]

    assert pairs
    for model, rule in pairs:
        with pytest.raises(DmnError, match=re.escape(f"[{rule}]")):
            read_model(definitions(model), resource="dmn.md")


def test_the_page_lists_every_rule_by_which_a_model_is_refused() -> None:
    source = "".join(path.read_text() for path in (PAGE.parents[2] / "engine" / "dmn").glob("*.py"))

    rules = set(re.findall(r'"(dmn-[a-z-]+)"', source))

    assert rules == set(re.findall(r"^\| `(dmn-[a-z-]+)` \|", PAGE.read_text(), re.MULTILINE))
