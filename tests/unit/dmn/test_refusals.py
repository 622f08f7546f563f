"""What could not be executed faithfully is refused when it is read, with place, rule and remedy, all faults
at once."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dmn import DmnError, Fault, read_model
from tests.unit.dmn.build import decision, definitions, input_data, literal, output, table


def faults(*elements: str, **options: str) -> tuple[Fault, ...]:
    return faults_of(definitions(*elements, **options))


def faults_of(source: bytes) -> tuple[Fault, ...]:
    with pytest.raises(DmnError) as refused:
        read_model(source, resource="test.dmn")
    assert all(fault.detail and fault.remedy and fault.line >= 1 for fault in refused.value.faults)
    return refused.value.faults


JAVA = '<functionDefinition kind="Java"><formalParameter name="x"/></functionDefinition>'
ITEM = '<itemDefinition name="t"><typeRef>{}</typeRef></itemDefinition>'


ONE, TWO = literal("1"), literal("2")
DMN = "https://www.omg.org/spec/DMN/20230324/MODEL/"
EXTERNAL = 'function(x) external {java: {class: "a", method signature: "b()"}}'
COLLECTED = {"policy": "COLLECT", "attributes": 'aggregation="SUM"'}
WRONG_LANGUAGE = '<literalExpression expressionLanguage="juel"><text>1</text></literalExpression>'
BAD_CONSTRAINT = ITEM.format("string").replace(
    "</item", "<allowedValues><text>(</text></allowedValues></item"
)
INPUT_VARIABLE = '<input xmlns:camunda="http://camunda.org/schema/1.0/dmn" camunda:inputVariable="y">'
ENTRY = f'<contextEntry><variable name="a"/>{ONE}</contextEntry>'
UNNAMED_ENTRY = f"<contextEntry>{ONE}</contextEntry>"
EMPTY_REQUIREMENT = "<informationRequirement><requiredInput/></informationRequirement>"


def of_logic(logic: str) -> list[str]:
    return [decision("d", logic)]


@pytest.mark.parametrize(
    ("rule", "elements"),
    [
        ("dmn-feel", of_logic(literal("1 +"))),
        ("dmn-feel", of_logic(table(["x"], [("> ", "1")]))),
        ("dmn-feel", [BAD_CONSTRAINT]),
        ("dmn-reference", [decision("d", ONE, "decision:other")]),
        ("dmn-reference", [input_data("a"), decision("d", ONE, "knowledge:a")]),
        ("dmn-reference", of_logic(EMPTY_REQUIREMENT)),
        ("dmn-cycle", [decision("a", ONE, "decision:b"), decision("b", ONE, "decision:a")]),
        ("dmn-cycle", [decision("a", ONE, "decision:a")]),
        ("dmn-cycle", [ITEM.format("t")]),
        ("dmn-type", [input_data("a", "tUnknown")]),
        ("dmn-type", of_logic(literal("1", "x:tUnknown"))),
        ("dmn-function-kind", of_logic(JAVA)),
        ("dmn-function-kind", of_logic(literal(EXTERNAL))),
        ("dmn-expression-language", of_logic(WRONG_LANGUAGE)),
        ("dmn-import", [f'<import name="x" namespace="urn:x" importType="{DMN}"/>']),
        ("dmn-import", ['<import name="x" namespace="urn:x" importType="http://www.dmg.org/PMML-4_3"/>']),
        ("dmn-import", of_logic("<literalExpression><importedValues/></literalExpression>")),
        ("dmn-duplicate", [decision("d", ONE), decision("d", ONE)]),
        ("dmn-duplicate", [ITEM.format("string"), ITEM.format("string")]),
        ("dmn-duplicate", [decision("d", f"<context>{ENTRY}{ENTRY}</context>")]),
        ("dmn-element", ["<oracle/>"]),
        ("dmn-element", of_logic(ONE + "<oracle/>")),
        ("dmn-element", ["<decision/>"]),
        ("dmn-element", of_logic(ONE + TWO)),
        ("dmn-element", of_logic(f"<conditional><if>{ONE}</if></conditional>")),
        ("dmn-element", of_logic(f'<relation><column name="a"/><row>{ONE}{TWO}</row></relation>')),
        ("dmn-element", of_logic(f"<context>{UNNAMED_ENTRY}{UNNAMED_ENTRY}</context>")),
        ("dmn-element", of_logic(f"<for><in>{ONE}</in><return>{ONE}</return></for>")),
        ("dmn-element", of_logic("<invocation/>")),
        ("dmn-element", ['<decisionService id="s" name="s"/>']),
        ("dmn-element", of_logic(table(["x"], [("1", "1")]).replace("<input>", INPUT_VARIABLE))),
        ("dmn-table", of_logic(table(["x"], [("1", "1")], policy="SOMETIMES"))),
        (
            "dmn-table",
            of_logic(table(["x"], [("1", "1")], **COLLECTED | {"attributes": 'aggregation="AVG"'})),
        ),
        ("dmn-table", of_logic(table([""], [("1", "1")]))),
        ("dmn-table", of_logic(table(["x"], [("1",)]))),
        ("dmn-table", of_logic(table(["x"], [("1", "1")], outputs=[]))),
        ("dmn-table", of_logic(table(["x"], [("1", "1", "1")], outputs=[output("a"), output("a")]))),
        ("dmn-table", of_logic(table(["x"], [("1", "1")], policy="PRIORITY"))),
        (
            "dmn-table",
            of_logic(table(["x"], [("1", "1", "1")], outputs=[output("a"), output("b")], **COLLECTED)),
        ),
    ],
)
def test_a_fault_is_refused_by_its_rule(rule: str, elements: list[str]) -> None:
    assert rule in {fault.rule for fault in faults(*elements)}


def test_all_faults_are_told_at_once_with_line_and_id() -> None:
    found = faults(decision("first", literal("1 +")), decision("second", literal("2"), "decision:third"))

    assert [(fault.line, fault.element_id, fault.rule) for fault in found] == [
        (2, "first", "dmn-feel"),
        (3, "second", "dmn-reference"),
    ]


def test_a_fault_in_a_long_expression_names_the_line_of_the_fault() -> None:
    assert faults(decision("d", literal("[1,\n 2,\n 3 +]")))[0].line == 4


def test_the_error_names_the_file_the_fault_and_the_number_of_others() -> None:
    with pytest.raises(DmnError, match=r"price\.dmn: line 2 \(d\): .*\(and 1 more\)"):
        read_model(definitions(decision("d", literal("1 +"), "decision:x")), resource="price.dmn")


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        (b"", "dmn-xml"),
        (b"not xml", "dmn-xml"),
        (b"<a", "dmn-xml"),
        (b"<definitions/>", "dmn-version"),
        (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "dmn-version"),
        (b'<decision xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"/>', "dmn-version"),
        (b'<!DOCTYPE a><definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"/>', "dmn-xml"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "dmn-xml"),
        (b"<a>" * 101 + b"</a>" * 101, "dmn-xml"),
        (b"<a>" * 5_000, "dmn-xml"),
        (b" " * 5_000_001, "dmn-xml"),
        (definitions().replace(b'namespace="urn:test"', b""), "dmn-element"),
        (
            definitions(attributes='expressionLanguage="http://www.w3.org/1999/XPath"'),
            "dmn-expression-language",
        ),
    ],
)
def test_a_file_that_is_no_decision_model_is_refused(source: bytes, rule: str) -> None:
    assert rule in {fault.rule for fault in faults_of(source)}


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=80) | st.text(max_size=80).map(lambda text: definitions(decision("d", literal(text))))
)
def test_no_file_raises_anything_but_a_refusal(source: bytes) -> None:
    with suppress(DmnError):
        read_model(source, resource="any.dmn")
