"""Every rule finds its fault at the right element, and nothing else finds fault with its fixtures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.model.finding import Finding, Severity
from engine.model.lint import RULES, check
from engine.model.reader import read_bpmn
from tests.unit.lint.surroundings import SURROUNDINGS

FIXTURES = Path(__file__).parent / "fixtures"
IDS = [rule.id for rule in RULES]


def findings(path: Path) -> list[Finding]:
    read = read_bpmn(path.read_bytes(), resource=path.name)
    assert read.file is not None
    return [*read.findings, *check([read.file], SURROUNDINGS)]


@pytest.mark.parametrize("rule", IDS)
def test_the_bad_fixture_breaks_exactly_this_rule_at_the_named_element(rule: str) -> None:
    path = FIXTURES / rule / "bad.bpmn"
    named = re.match(r"<!-- element: (\S*) ?-->", path.read_text())
    assert named is not None
    found = {
        (finding.rule, finding.element_id or "")
        for finding in findings(path)
        if finding.rule == rule or finding.severity is not Severity.INFO
    }
    assert found == {(rule, named[1])}


@pytest.mark.parametrize("rule", IDS)
def test_the_good_fixture_breaks_nothing(rule: str) -> None:
    found = findings(FIXTURES / rule / "good.bpmn")
    assert [finding for finding in found if finding.rule == rule or finding.severity is Severity.ERROR] == []


def test_rules_have_one_name_each_a_reason_and_a_remedy() -> None:
    assert len(IDS) == len(set(IDS))
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id), rule.id
        assert len(rule.why) > 20, rule.id
        assert rule.remedy.endswith("."), rule.id


def test_there_are_no_fixtures_without_a_rule() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == set(IDS)
