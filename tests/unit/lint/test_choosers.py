"""Who may choose in an ad-hoc subprocess of a case: what designers write by mistake, and are told."""

from __future__ import annotations

import pytest

from engine.model.lint import check
from engine.model.reader import read_bpmn
from tests.unit.lint.surroundings import SURROUNDINGS
from tests.unit.lint.test_rules import FIXTURES

GOOD = (FIXTURES / "chooser-role" / "good.bpmn").read_text()
WRITTEN = 'value="clerk"'


@pytest.mark.parametrize(
    ("chosen_by", "told"),
    [
        ("clerk", set()),
        ("nobody", set()),
        ("clerk, clerk", set()),
        ("", {"ad-hoc-chooser"}),
        (" , ", {"ad-hoc-chooser"}),
        ("clerk@here", {"chooser-role"}),
        ("clerk, wizard", {"chooser-role"}),
        ("nobody, clerk", {"chooser-role"}),
    ],
)
def test_a_designer_is_told_of_who_can_never_choose(chosen_by: str, told: set[str]) -> None:
    assert WRITTEN in GOOD
    source = GOOD.replace(WRITTEN, f'value="{chosen_by}"')
    read = read_bpmn(source.encode(), resource="a.bpmn")
    assert read.file is not None

    found = {finding.rule for finding in check([read.file], SURROUNDINGS)}

    assert found & {"ad-hoc-chooser", "chooser-role", "candidate-group"} == told
