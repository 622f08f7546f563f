"""The TCK runner passes what is right, and nothing else, by type and by value."""

from pathlib import Path

import pytest

from tests.conformance.dmn_tck import Folder, main, report, run_folder
from tests.unit.dmn.build import decision, definitions, input_data, literal

CASES = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>m.dmn</modelName>
  <testCase id="1"><inputNode name="a"><value xsi:type="xsd:decimal">{given}</value></inputNode>
    <resultNode name="d" type="decision"><expected>{expected}</expected></resultNode></testCase>
</testCases>"""


def folder(path: Path, text: str, expected: str, given: str = "1") -> Folder:
    place = path / "compliance-level-3" / "0001-made-up"
    place.mkdir(parents=True)
    model = definitions(input_data("a"), decision("d", literal(text), "input:a"))
    (place / "m.dmn").write_bytes(model)
    (place / "m-test-01.xml").write_text(CASES.format(expected=expected, given=given))
    return run_folder(place)


def simple(kind: str, text: str) -> str:
    return f'<value xsi:type="xsd:{kind}">{text}</value>'


@pytest.mark.parametrize(
    ("text", "expected", "passes"),
    [
        ("a + 1", simple("decimal", "2"), True),
        ("a + 1", simple("string", "2"), False),
        ("string(a)", simple("decimal", "1"), False),
        ("a = 1", simple("boolean", "true"), True),
        ("a", simple("boolean", "true"), False),
        ("1/3", simple("decimal", "0.33333333"), True),
        ("1/3", simple("decimal", "0.3333"), False),
        ("null", '<value xsi:nil="true"/>', True),
        ("1", '<value xsi:nil="true"/>', False),
        (
            "[1,2]",
            f"<list><item>{simple('decimal', '1')}</item><item>{simple('decimal', '2')}</item></list>",
            True,
        ),
        (
            "[2,1]",
            f"<list><item>{simple('decimal', '1')}</item><item>{simple('decimal', '2')}</item></list>",
            False,
        ),
        ("{x: 1}", f'<component name="x">{simple("decimal", "1")}</component>', True),
        ("{x: 1, y: 2}", f'<component name="x">{simple("decimal", "1")}</component>', False),
        ('@"P1D"', simple("duration", "P1D"), True),
        ('@"10:00:00Z"', simple("time", "10:00:00"), False),
    ],
)
def test_a_result_passes_by_type_and_value(tmp_path: Path, text: str, expected: str, passes: bool) -> None:
    outcome = folder(tmp_path, text, expected)

    assert (outcome.passed, len(outcome.failures)) == ((1, 0) if passes else (0, 1))


def test_a_model_that_is_refused_fails_its_cases_with_the_reason(tmp_path: Path) -> None:
    outcome = folder(tmp_path, "a +", simple("decimal", "1"))

    assert outcome.passed == 0
    assert "dmn-feel" in report([outcome])


def test_a_case_that_breaks_does_not_hide_the_others(tmp_path: Path) -> None:
    outcome = folder(tmp_path, "a", simple("decimal", "1"), given="one")

    assert outcome.passed == 0
    assert "the case breaks" in outcome.failures[0]


def test_a_folder_without_tck_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "There is no DMN TCK" in capsys.readouterr().out
