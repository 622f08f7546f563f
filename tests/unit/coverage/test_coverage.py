"""Coverage names every flow that no scenario took, and draws what was taken."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from features.coverage.drawing import draw
from features.coverage.record import Taken
from features.coverage.report import coverage, text
from tests.integration.world import model, one_after_the_other

FLOWS = ("start_first", "first_second", "second_end")
MODEL = model(one_after_the_other("first", "second"))


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / "p.bpmn").write_bytes(MODEL)
    return tmp_path


def test_all_flows_taken_is_complete(models: Path) -> None:
    found = coverage(models, {"p": Taken(Counter(dict.fromkeys(FLOWS, 1)))})

    assert [item.missed for item in found] == [[]]
    assert "3 of 3 flows and events reached: 100.0 %" in text(found)


def test_a_flow_that_nothing_took_is_named_with_its_place(models: Path) -> None:
    found = coverage(models, {"p": Taken(Counter({"start_first": 2, "first_second": 1}))})

    assert [goal.id for item in found for goal in item.missed] == ["second_end"]
    assert "p.bpmn:1: " in text(found)
    assert "second_end" in text(found)


def test_a_process_that_never_ran_is_missed_whole(models: Path) -> None:
    (found,) = coverage(models, {})

    assert {goal.id for goal in found.missed} == set(FLOWS)


def test_a_drawing_shows_names_and_how_often_a_flow_was_taken() -> None:
    source = Path("bpmn/feedback.bpmn").read_bytes()
    (found,) = [item for item in coverage(Path("bpmn"), {}) if item.file.name == "feedback.bpmn"]

    drawing = draw(source, {goal.id: 7 for goal in found.reached})

    assert drawing.count(">7</text>") == len([goal for goal in found.reached if goal.kind == "sequence flow"])
    assert "Terugkoppeling" in drawing
