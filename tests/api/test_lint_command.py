"""`ketenmotor lint` gives the findings of a deployment, readable, with the exit code of the contract."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from api.cli import main

FIXTURES = Path(__file__).parents[1] / "unit" / "lint" / "fixtures"
ROOT = Path(__file__).parents[2]


def test_a_sound_file_says_so_and_exits_with_0() -> None:
    answer = CliRunner().invoke(main, ["lint", str(FIXTURES / "quantity" / "good.bpmn")])
    assert (answer.exit_code, answer.output) == (0, "1 file checked: nothing to say.\n")


def test_a_fault_names_line_element_rule_remedy_and_reason_and_exits_with_1() -> None:
    path = FIXTURES / "quantity" / "bad.bpmn"
    answer = CliRunner().invoke(main, ["lint", "--why", str(path)])
    assert answer.exit_code == 1
    assert str(path) in answer.output
    assert "error   line" in answer.output
    assert ", bad: `startQuantity` of task `bad` is 0" in answer.output
    assert "Write 1 or more. [quantity]" in answer.output
    assert "An activity needs at least one token" in answer.output
    assert answer.output.endswith("1 file checked: 1 error.\n")


def test_what_is_no_path_or_holds_no_model_is_wrong_usage(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["lint", str(tmp_path / "none.bpmn")]).exit_code == 2
    assert CliRunner().invoke(main, ["lint", str(tmp_path)]).exit_code == 2


def test_infos_can_be_left_out() -> None:
    path = str(FIXTURES / "user-task-implementation" / "bad.bpmn")
    assert "drawn as a job" in CliRunner().invoke(main, ["lint", path]).output
    assert "drawn as a job" not in CliRunner().invoke(main, ["lint", "--no-info", path]).output


def test_the_chain_of_this_repository_is_without_errors() -> None:
    answer = CliRunner().invoke(main, ["lint", str(ROOT / "bpmn"), str(ROOT / "forms")])
    assert answer.exit_code == 0, answer.output
