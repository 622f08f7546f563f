"""Valid models are never refused: as drawing tools write them, and as they run here."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.model.finding import Severity
from engine.model.lint import check, standing
from engine.model.process import Standing
from engine.model.reader import read_bpmn

MODELS = sorted((Path(__file__).parent / "accepted").glob("*.bpmn"))


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_nothing_but_infos_is_said(path: Path) -> None:
    read = read_bpmn(path.read_bytes(), resource=path.name)
    assert read.file is not None
    findings = [*read.findings, *check([read.file])]
    assert [finding for finding in findings if finding.severity is not Severity.INFO] == []
    for process in read.file.processes:
        expected = Standing.EXECUTABLE if process.executable else Standing.DOCUMENTATION
        assert standing(read.file, findings)[process.id] is expected
