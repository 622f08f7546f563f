"""Models that break a constraint of the standard are refused, and their valid neighbours are not."""

from __future__ import annotations

from itertools import cycle

import pytest

from engine.model.finding import Finding, Severity
from engine.model.lint import check
from engine.model.reader import read_bpmn
from tests.unit.lint.constraints import activities, collaboration, data, events, flows, gateways, schema
from tests.unit.lint.constraints.constraint import Constraint
from tests.unit.lint.constraints.styles import STYLES, plain

CASES = [
    case
    for module in (schema, flows, events, gateways, activities, data, collaboration)
    for case in module.CASES
]
STYLED = list(zip(CASES, cycle(STYLES.values()), strict=False))
"""Each case in one style more; the styles take turns."""


def errors(source: bytes) -> list[Finding]:
    """What refuses the model, if anything."""
    read = read_bpmn(source, resource="model.bpmn")
    findings = [*read.findings, *(check([read.file]) if read.file is not None else ())]
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def test_no_case_is_there_twice() -> None:
    assert len({(case.name, case.valid, case.edits) for case in CASES}) == len(CASES)


@pytest.mark.parametrize(("case", "style"), STYLED, ids=[case.name for case in CASES])
def test_only_the_broken_one_is_refused(case: Constraint, style: object) -> None:
    assert callable(style)
    for write in (plain, style):
        assert errors(write(case.valid)) == []
        refusals = errors(write(case.invalid))
        assert refusals != []
        assert all(refusal.line and refusal.detail and refusal.remedy for refusal in refusals)
