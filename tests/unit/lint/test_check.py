"""What a check says about whole files: severities, standings, cases, and bounded time."""

from __future__ import annotations

from engine.model.finding import Severity
from engine.model.lint import Surroundings, check, standing
from engine.model.process import BpmnFile, Standing
from tests.unit.model.bpmn_source import definitions, process, read

_SERVICE = '<bpmn:serviceTask id="s"/>'
_CASE = (
    '<zeebe:properties><zeebe:property name="caseType" value="c"/>'
    '<zeebe:property name="retention" value="=duration(&quot;P5Y&quot;)"/></zeebe:properties>'
)
_FORBIDDEN = (
    '<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="t" targetRef="s"/><bpmn:task id="t"/>'
)


def checked(source: bytes) -> tuple[dict[str, Severity], dict[str, Standing]]:
    result = read(source)
    assert result.file is not None
    found = (*result.findings, *check([result.file]))
    return {finding.rule: finding.severity for finding in found}, dict(standing(result.file, found))


def test_what_would_not_run_refuses_an_executable_process_and_is_only_shown_in_another() -> None:
    rules, standings = checked(process(_SERVICE))
    assert rules == {"task-work": Severity.ERROR}
    assert standings == {"p": Standing.REFUSED}
    rules, standings = checked(process(_SERVICE, attributes=""))
    assert rules == {"task-work": Severity.INFO}
    assert standings == {"p": Standing.DOCUMENTATION}


def test_what_the_standard_forbids_refuses_any_process() -> None:
    rules, standings = checked(process(_FORBIDDEN, attributes='isExecutable="false"'))
    assert rules["start-event-incoming"] is Severity.ERROR
    assert standings == {"p": Standing.REFUSED}


def test_each_process_of_a_file_stands_for_itself() -> None:
    _, standings = checked(
        definitions(
            '<bpmn:process id="a" isExecutable="true"><bpmn:task id="t1"/></bpmn:process>'
            '<bpmn:process id="b"><bpmn:task id="t2"/></bpmn:process>'
            f'<bpmn:process id="c" isExecutable="true">{_SERVICE}</bpmn:process>'
        )
    )
    assert standings == {"a": Standing.EXECUTABLE, "b": Standing.DOCUMENTATION, "c": Standing.REFUSED}


def test_a_fault_outside_any_process_refuses_them_all() -> None:
    rules, standings = checked(process('<bpmn:task id="t"/>', beside='<bpmn:message id="t" name="twice"/>'))
    assert "unique-id" in rules
    assert standings == {"p": Standing.REFUSED}


def test_processes_that_a_case_calls_are_processes_of_the_case() -> None:
    case = read(
        process(
            f"<bpmn:extensionElements>{_CASE}"
            '</bpmn:extensionElements><bpmn:callActivity id="call" calledElement="q"><bpmn:extensionElements>'
            '<zeebe:calledElement processId="q" propagateAllParentVariables="false"'
            ' propagateAllChildVariables="false"/></bpmn:extensionElements></bpmn:callActivity>'
        )
    ).file
    called = read(
        definitions(
            '<bpmn:process id="q" isExecutable="true"><bpmn:userTask id="u"><bpmn:extensionElements>'
            "<zeebe:userTask/></bpmn:extensionElements></bpmn:userTask></bpmn:process>"
        )
    ).file
    assert case is not None
    assert called is not None
    assert {finding.rule for finding in check([case, called])} == {"user-task-form", "user-task-assignment"}
    assert check([called]) == ()
    assert check([called], Surroundings(case_processes=frozenset({"q"}))) != ()


def test_a_case_type_belongs_to_one_process_of_all_files() -> None:
    def file(process_id: str, executable: str = "true") -> BpmnFile:
        found = read(
            definitions(
                f'<bpmn:process id="{process_id}" isExecutable="{executable}"><bpmn:extensionElements>'
                f"{_CASE}</bpmn:extensionElements></bpmn:process>"
            )
        ).file
        assert found is not None
        return found

    found = check([file("a"), file("b")])
    assert [(finding.rule, finding.element_id) for finding in found] == [("case-type-unique", "b")]
    assert check([file("a"), file("a")]) == ()
    assert [found.severity for found in check([file("a"), file("b", "false")])] == [Severity.INFO]


def test_findings_name_file_line_rule_and_remedy() -> None:
    result = read(process("\n\n" + _SERVICE))
    assert result.file is not None
    (finding,) = check([result.file])
    assert (finding.resource, finding.line, finding.element_id, finding.process_id) == (
        "test.bpmn",
        5,
        "s",
        "p",
    )
    assert finding.remedy


def test_an_extension_outside_extension_elements_is_not_ignored() -> None:
    script = '<zeebe:script expression="=1" resultVariable="r"/>'
    rules, _ = checked(process(f'<bpmn:scriptTask id="s">{script}</bpmn:scriptTask>'))
    assert rules["extension-unknown"] is Severity.ERROR


def test_an_abstract_element_of_the_standard_is_none() -> None:
    rules, _ = checked(
        process('<bpmn:task id="t"><bpmn:loopCharacteristics/></bpmn:task><bpmn:flowElement/>')
    )
    assert rules == {"unknown-element": Severity.ERROR}


def test_elements_of_other_tools_stand_in_extension_elements() -> None:
    rules, _ = checked(process('<bpmn:task id="t"><camunda:in source="a"/></bpmn:task>'))
    assert rules["unknown-element"] is Severity.ERROR


def test_types_of_xml_schema_and_of_imports_are_not_looked_for() -> None:
    def file(reference: str) -> bytes:
        source = process(
            '<bpmn:task id="t"/>',
            beside='<bpmn:import namespace="urn:types" location="t.xsd" importType="http://www.w3.org/2001/XMLSchema"/>'
            f'<bpmn:error id="e" errorCode="E" structureRef="{reference}"/>',
        )
        prefixes = b' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:types" xmlns:o="urn:other"'
        return source.replace(b"<bpmn:definitions", b"<bpmn:definitions" + prefixes, 1)

    assert "reference-unresolved" not in checked(file("xs:string"))[0]
    assert "reference-unresolved" not in checked(file("t:Person"))[0]
    assert "reference-unresolved" in checked(file("o:Person"))[0]
