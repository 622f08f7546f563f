"""The reader turns standard and Camunda 8 elements into definitions, and faults into findings."""

from __future__ import annotations

import time

import pytest

from engine.model import nodes
from engine.model.events import (
    CatchUp,
    CompensateEvent,
    ConditionalEvent,
    ErrorEvent,
    EscalationEvent,
    LinkEvent,
    MessageEvent,
    SignalEvent,
    TerminateEvent,
    TimerEvent,
    TimerKind,
)
from engine.model.extensions import Binding
from engine.model.finding import Severity
from engine.model.loops import Behavior, MultiInstance, StandardLoop
from engine.model.process import walk
from engine.model.reader import read_bpmn
from engine.model.text import Static
from tests.unit.model.bpmn_source import definitions, only_process, process, read, sound


def extension(content: str) -> str:
    return f"<bpmn:extensionElements>{content}</bpmn:extensionElements>"


def test_a_user_task_carries_form_assignment_dates_and_mappings() -> None:
    task = only_process(
        process(
            '<bpmn:userTask id="u" name="Decide">'
            + extension(
                "<zeebe:userTask/>"
                '<zeebe:formDefinition formId="decision" bindingType="versionTag" versionTag="v1"/>'
                '<zeebe:assignmentDefinition candidateGroups="director, deputy" assignee="=director"/>'
                '<zeebe:taskSchedule dueDate="=now()" followUpDate="2026-12-01T09:00:00Z"/>'
                '<zeebe:priorityDefinition priority="70"/>'
                '<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>'
                '<zeebe:ioMapping><zeebe:input source="=1 + 1" target="a.b"/>'
                '<zeebe:output source="=x" target="y"/></zeebe:ioMapping>'
                '<zeebe:properties><zeebe:property name="stage" value="intake"/>'
                '<zeebe:property name="differentFrom" value="a, b"/>'
                '<zeebe:property name="measure.days" value="=3"/>'
                '<zeebe:property name="colour" value="red"/></zeebe:properties>'
            )
            + "</bpmn:userTask>"
        )
    ).scope.nodes["u"]
    assert isinstance(task, nodes.UserTask)
    assert task.form is not None
    assert task.form.id == Static("decision")
    assert (task.form.binding, task.form.version_tag) == (Binding.VERSION_TAG, "v1")
    assert task.assignment.candidate_groups == ("director", "deputy")
    assert getattr(task.assignment.assignee, "source", None) == "director"
    assert task.follow_up_date == Static("2026-12-01T09:00:00Z")
    assert task.priority == Static("70")
    assert task.headers == {"k": "v"}
    assert [mapping.target for mapping in task.inputs] == [("a", "b")]
    assert [mapping.target for mapping in task.outputs] == [("y",)]
    assert task.properties.stage == "intake"
    assert task.properties.different_from == ("a", "b")
    assert set(task.properties.measures) == {"days"}
    assert task.properties.extra == {"colour": "red"}


def test_jobs_keep_type_retries_priority_and_headers() -> None:
    task = only_process(
        process(
            '<bpmn:serviceTask id="s">'
            + extension(
                '<zeebe:taskDefinition type="mail" retries="5"/><zeebe:jobPriorityDefinition priority="=2"/>'
            )
            + "</bpmn:serviceTask>"
        )
    ).scope.nodes["s"]
    assert isinstance(task, nodes.ServiceTask)
    assert (task.job.type, task.job.retries) == (Static("mail"), Static("5"))
    assert task.job.priority is not None


def test_every_kind_of_event_definition_is_read_inline_and_by_reference() -> None:
    beside = (
        '<bpmn:message id="m" name="answer">'
        + extension('<zeebe:subscription correlationKey="=caseNumber"/>')
        + '</bpmn:message><bpmn:signal id="s" name="alarm"/><bpmn:error id="e" errorCode="E1"/>'
        '<bpmn:escalation id="x" escalationCode="X1"/>'
        '<bpmn:timerEventDefinition id="shared"><bpmn:timeCycle>R3/PT1H'
        "</bpmn:timeCycle></bpmn:timerEventDefinition>"
    )
    catch = (
        '<bpmn:boundaryEvent id="b" attachedToRef="t" cancelActivity="false" parallelMultiple="true">'
        '<bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="s"/>'
        "<bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>"
        '<bpmn:errorEventDefinition errorRef="e"/><bpmn:errorEventDefinition/>'
        '<bpmn:escalationEventDefinition escalationRef="x"/>'
        "<bpmn:conditionalEventDefinition><bpmn:condition>=a &gt; b"
        "</bpmn:condition></bpmn:conditionalEventDefinition>"
        "</bpmn:boundaryEvent>"
    )
    throw = (
        '<bpmn:endEvent id="end"><bpmn:linkEventDefinition name="there"/>'
        '<bpmn:compensateEventDefinition activityRef="t" waitForCompletion="false"/>'
        "<bpmn:terminateEventDefinition/></bpmn:endEvent>"
    )
    scope = only_process(process('<bpmn:task id="t"/>' + catch + throw, beside=beside)).scope
    boundary, end = scope.nodes["b"], scope.nodes["end"]
    assert isinstance(boundary, nodes.BoundaryEvent)
    assert (boundary.attached_to, boundary.interrupting, boundary.parallel_multiple) == ("t", False, True)
    message, signal, timer, error, any_error, escalation, condition = boundary.definitions
    assert isinstance(message, MessageEvent)
    assert (message.name, message.correlation_key is not None) == (Static("answer"), True)
    assert signal == SignalEvent(Static("alarm"))
    assert timer == TimerEvent(TimerKind.CYCLE, Static("R3/PT1H"))
    assert (error, any_error) == (ErrorEvent(Static("E1")), ErrorEvent(None))
    assert escalation == EscalationEvent(Static("X1"))
    assert isinstance(condition, ConditionalEvent)
    assert condition.variable_names == ("a", "b")
    assert isinstance(end, nodes.EndEvent)
    assert end.definitions == (LinkEvent("there"), CompensateEvent("t", False), TerminateEvent())


def test_a_conditional_filter_narrows_variables_and_changes() -> None:
    start = only_process(
        process(
            '<bpmn:startEvent id="s"><bpmn:conditionalEventDefinition>'
            + extension('<zeebe:conditionalFilter variableNames="a, c" variableEvents="update"/>')
            + "<bpmn:condition>=a</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>"
        )
    ).scope.nodes["s"]
    assert isinstance(start, nodes.StartEvent)
    (condition,) = start.definitions
    assert isinstance(condition, ConditionalEvent)
    assert (condition.variable_names, condition.on_create, condition.on_update) == (("a", "c"), False, True)


def test_loops_of_the_standard_and_of_the_editor_are_read() -> None:
    scope = only_process(
        process(
            '<bpmn:task id="loop"><bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="4">'
            "<bpmn:loopCondition>=again</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:task>"
            '<bpmn:task id="each"><bpmn:multiInstanceLoopCharacteristics isSequential="true">'
            + extension(
                '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item"'
                ' outputCollection="results" outputElement="=item.result"/>'
            )
            + "<bpmn:completionCondition>=numberOfCompletedInstances = 2</bpmn:completionCondition>"
            "</bpmn:multiInstanceLoopCharacteristics></bpmn:task>"
            '<bpmn:dataObject id="list" isCollection="true"/>'
            '<bpmn:dataObjectReference id="r" dataObjectRef="list"/>'
            '<bpmn:task id="standard"><bpmn:multiInstanceLoopCharacteristics behavior="One"'
            ' oneBehaviorEventRef="sig"><bpmn:loopDataInputRef>r</bpmn:loopDataInputRef>'
            '<bpmn:loopDataOutputRef>r</bpmn:loopDataOutputRef><bpmn:inputDataItem id="item"/>'
            '<bpmn:outputDataItem id="result"/></bpmn:multiInstanceLoopCharacteristics></bpmn:task>',
            beside='<bpmn:signal id="s" name="first"/><bpmn:signalEventDefinition id="sig" signalRef="s"/>',
        )
    ).scope
    loop, each, standard = (getattr(scope.nodes[name], "loop", None) for name in ("loop", "each", "standard"))
    assert isinstance(loop, StandardLoop)
    assert (loop.test_before, loop.maximum, loop.condition is not None) == (True, 4, True)
    assert isinstance(each, MultiInstance)
    assert (each.sequential, each.input_element, each.output_collection) == (True, "item", "results")
    assert each.completion_condition is not None
    assert isinstance(standard, MultiInstance)
    assert standard.collection is not None
    assert standard.collection.source == "list"
    assert (standard.input_element, standard.output_collection) == ("item", "list")
    assert standard.behavior is Behavior.ONE
    assert standard.one_event == SignalEvent(Static("first"))


def test_flows_keep_document_order_conditions_and_defaults() -> None:
    scope = only_process(
        process(
            '<bpmn:exclusiveGateway id="g" default="f2"/><bpmn:task id="a"/><bpmn:task id="b"/>'
            '<bpmn:sequenceFlow id="f1" sourceRef="g" targetRef="a">'
            '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=x = 1</bpmn:conditionExpression>'
            '</bpmn:sequenceFlow><bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="b"/>'
        )
    ).scope
    gateway = scope.nodes["g"]
    assert isinstance(gateway, nodes.ExclusiveGateway)
    assert (gateway.outgoing, gateway.default_flow) == (("f1", "f2"), "f2")
    assert scope.nodes["b"].incoming == ("f2",)
    assert scope.flows["f1"].condition is not None
    assert scope.flows["f2"].condition is None


def test_subprocesses_hold_scopes_and_compensation_handlers() -> None:
    outer = only_process(
        process(
            '<bpmn:transaction id="t"><bpmn:task id="inner"/>'
            '<bpmn:boundaryEvent id="undo" attachedToRef="inner">'
            "<bpmn:compensateEventDefinition/></bpmn:boundaryEvent>"
            '<bpmn:task id="handler" isForCompensation="true"/>'
            '<bpmn:association id="as" sourceRef="undo" targetRef="handler"/></bpmn:transaction>'
            '<bpmn:subProcess id="e" triggeredByEvent="true"><bpmn:startEvent id="es" isInterrupting="false">'
            "<bpmn:escalationEventDefinition/></bpmn:startEvent></bpmn:subProcess>"
            '<bpmn:adHocSubProcess id="a" ordering="Sequential" cancelRemainingInstances="false">'
            '<bpmn:task id="choice"/><bpmn:completionCondition>=done'
            "</bpmn:completionCondition></bpmn:adHocSubProcess>"
        )
    )
    transaction, ad_hoc = outer.scope.nodes["t"], outer.scope.nodes["a"]
    assert isinstance(transaction, nodes.Transaction)
    assert transaction.scope.compensation == {"undo": "handler"}
    assert [event.id for event in transaction.scope.boundaries()["inner"]] == ["undo"]
    assert [element.id for element in outer.scope.event_subprocesses()] == ["e"]
    assert isinstance(ad_hoc, nodes.AdHocSubProcess)
    assert (ad_hoc.sequential, ad_hoc.cancel_remaining_instances) == (True, False)
    assert ad_hoc.completion_condition is not None
    assert {node.id for _, node in walk(outer.scope)} == {
        "t",
        "e",
        "a",
        "inner",
        "undo",
        "handler",
        "es",
        "choice",
    }


def test_data_inputs_outputs_and_associations_name_variables() -> None:
    scope = only_process(
        process(
            '<bpmn:property id="p1" name="total"/><bpmn:dataObject id="order" name="Order"/>'
            '<bpmn:dataObjectReference id="ref" dataObjectRef="order">'
            + extension(
                '<zeebe:properties><zeebe:property name="audience" value="director"/></zeebe:properties>'
            )
            + '</bpmn:dataObjectReference><bpmn:task id="t"><bpmn:ioSpecification>'
            '<bpmn:dataInput id="in" name="In"/>'
            '<bpmn:dataOutput id="out"/><bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs>'
            "<bpmn:optionalInputRefs>in</bpmn:optionalInputRefs></bpmn:inputSet><bpmn:outputSet>"
            "<bpmn:dataOutputRefs>out</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>"
            "<bpmn:dataInputAssociation><bpmn:sourceRef>ref</bpmn:sourceRef>"
            "<bpmn:targetRef>in</bpmn:targetRef>"
            "</bpmn:dataInputAssociation><bpmn:dataOutputAssociation><bpmn:sourceRef>out</bpmn:sourceRef>"
            "<bpmn:targetRef>p1</bpmn:targetRef><bpmn:assignment><bpmn:from>=out + 1</bpmn:from>"
            "<bpmn:to>total.sum</bpmn:to></bpmn:assignment></bpmn:dataOutputAssociation></bpmn:task>"
        )
    ).scope
    assert scope.variables == ("total",)
    assert scope.data_objects["order"].properties.audience == ("director",)
    data = getattr(scope.nodes["t"], "data", None)
    assert data is not None
    assert [(item.id, item.optional) for item in data.inputs] == [("in", True)]
    assert [(item.sources, item.target) for item in data.input_associations] == [(("order",), "in")]
    (leaving,) = data.output_associations
    assert (leaving.sources, leaving.target) == (("out",), "total")
    assert [item.target for item in leaving.assignments] == [("total", "sum")]


def test_call_activities_take_the_standard_attribute_and_the_extension() -> None:
    scope = only_process(
        process(
            '<bpmn:callActivity id="a" calledElement="other"/><bpmn:callActivity id="b">'
            + extension(
                '<zeebe:calledElement processId="=choice" bindingType="deployment"'
                ' propagateAllParentVariables="false" propagateAllChildVariables="false" businessId="=k"/>'
            )
            + "</bpmn:callActivity>"
        )
    ).scope
    plain, rich = scope.nodes["a"], scope.nodes["b"]
    assert isinstance(plain, nodes.CallActivity)
    assert (plain.called.id, plain.propagate_all_child_variables) == (Static("other"), True)
    assert isinstance(rich, nodes.CallActivity)
    assert rich.called.binding is Binding.DEPLOYMENT
    assert (rich.propagate_all_parent_variables, rich.propagate_all_child_variables) == (False, False)
    assert rich.business_id is not None


def test_a_global_task_is_a_process_of_one_task() -> None:
    file = sound(
        definitions(
            '<bpmn:globalUserTask id="ask" name="Ask"/><bpmn:process id="p" isExecutable="true"/>',
        )
    )
    ask = next(found for found in file.processes if found.id == "ask")
    (task,) = ask.scope.nodes.values()
    assert isinstance(task, nodes.UserTask)
    assert ask.executable


def test_pools_lanes_and_message_flows_are_kept_and_lend_their_properties() -> None:
    file = sound(
        definitions(
            '<bpmn:collaboration id="c"><bpmn:participant id="pool" name="House" processRef="p">'
            + extension('<zeebe:properties><zeebe:property name="caseType" value="case"/></zeebe:properties>')
            + '</bpmn:participant><bpmn:participant id="other"/>'
            '<bpmn:messageFlow id="mf" sourceRef="t" targetRef="other"/></bpmn:collaboration>'
            '<bpmn:process id="p" isExecutable="true"><bpmn:laneSet id="ls"><bpmn:lane id="l" name="Desk">'
            "<bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>"
            '<bpmn:sendTask id="t"/></bpmn:process>'
        )
    )
    assert [(pool.id, pool.process) for pool in file.participants] == [("pool", "p"), ("other", None)]
    assert [(lane.process, lane.nodes) for lane in file.lanes] == [("p", ("t",))]
    assert [(flow.source, flow.target) for flow in file.message_flows] == [("t", "other")]
    assert file.processes[0].properties.case_type == "case"
    assert file.processes[0].name == "House"


def test_feel_faults_name_element_line_and_column() -> None:
    (finding,) = read(
        process(
            '<bpmn:task id="a"/><bpmn:task id="b"/>\n<bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b">'
            "<bpmn:conditionExpression>=x = = 1</bpmn:conditionExpression></bpmn:sequenceFlow>"
        )
    ).findings
    assert (finding.rule, finding.element_id, finding.process_id, finding.line) == ("feel", "f", "p", 4)
    assert finding.severity is Severity.ERROR
    assert "line 1, column" in finding.detail


@pytest.mark.parametrize("written", ["${x > 1}", "#{x}"])
def test_expressions_of_other_engines_are_refused_with_the_feel_to_write(written: str) -> None:
    (finding,) = read(
        process(
            '<bpmn:task id="a"/><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="a">'
            f"<bpmn:conditionExpression>{written.replace('>', '&gt;')}"
            f"</bpmn:conditionExpression></bpmn:sequenceFlow>"
        )
    ).findings
    assert finding.rule == "expression-language"
    assert f"={written[2:-1]}" in finding.remedy


def test_faults_in_a_process_that_nobody_can_start_are_infos() -> None:
    (finding,) = read(
        process(
            '<bpmn:task id="a"/><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="a">'
            "<bpmn:conditionExpression>${x}</bpmn:conditionExpression></bpmn:sequenceFlow>",
            attributes='isExecutable="false"',
        )
    ).findings
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("boundedBy", "0", "property-value"),
        ("boundedBy", "many", "property-value"),
        ("catchUp", "sometimes", "property-value"),
        ("participantUntil", "never", "property-value"),
        ("regime", "=a +", "feel"),
        ("measure.days", "", "expression-empty"),
    ],
)
def test_a_property_whose_value_cannot_be_read_is_a_finding(name: str, value: str, rule: str) -> None:
    result = read(
        process(
            '<bpmn:userTask id="u">'
            + extension(
                f'<zeebe:properties><zeebe:property name="{name}" value="{value}"/></zeebe:properties>'
            )
            + "</bpmn:userTask>"
        )
    )
    assert [(finding.rule, finding.element_id) for finding in result.findings] == [(rule, "u")]


def test_known_properties_are_typed() -> None:
    task = only_process(
        process(
            '<bpmn:boundaryEvent id="b" attachedToRef="t">'
            + extension(
                '<zeebe:properties><zeebe:property name="catchUp" value="all"/>'
                '<zeebe:property name="boundedBy" value="7"/></zeebe:properties>'
            )
            + '</bpmn:boundaryEvent><bpmn:task id="t"/>'
        )
    ).scope.nodes["b"]
    assert (task.properties.catch_up, task.properties.bounded_by) == (CatchUp.ALL, 7)


BROKEN = {
    "nothing": b"",
    "text": b"hello",
    "another root": b"<a/>",
    "unclosed": b"<a><b></a>",
    "half": definitions("<bpmn:process id='p'>")[:120],
    "doctype": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    "doctype after a comment": b"<!-- c --><!DOCTYPE a><a/>",
    "doctype in utf-16": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    "entity bomb": b'<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>',
    "depth": b"<a>" * 5000,
    "size": b" " * (2 * 1024 * 1024 + 1),
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_bpmn_is_one_finding_and_never_an_exception(source: bytes) -> None:
    result = read_bpmn(source, resource="x.bpmn")
    assert result.file is None
    assert [(finding.rule, finding.severity) for finding in result.findings] == [("xml", Severity.ERROR)]


def test_nesting_beyond_fifty_subprocesses_is_refused() -> None:
    def nested(depth: int) -> bytes:
        opening = "".join(f'<bpmn:subProcess id="s{level}">' for level in range(depth))
        return process(opening + "</bpmn:subProcess>" * depth)

    assert read(nested(50)).file is not None
    assert read(nested(51)).file is None


def test_five_thousand_nodes_and_ten_thousand_flows_are_read_well_within_five_seconds() -> None:
    tasks = "".join(f'<bpmn:task id="t{number}"/>' for number in range(5000))
    flows = "".join(
        f'<bpmn:sequenceFlow id="f{number}" sourceRef="t{number % 5000}" targetRef="t{(number * 7) % 5000}"/>'
        for number in range(10000)
    )
    began = time.perf_counter()
    found = only_process(process(tasks + flows))
    assert time.perf_counter() - began < 5
    assert (len(found.scope.nodes), len(found.scope.flows)) == (5000, 10000)


def test_a_function_that_nobody_offers_is_a_warning() -> None:
    script = '<zeebe:script expression="=trem(1)" resultVariable="r"/>'
    (finding,) = read(process(f'<bpmn:scriptTask id="s">{extension(script)}</bpmn:scriptTask>')).findings
    assert (finding.rule, finding.severity, finding.element_id) == ("feel-function", Severity.WARNING, "s")
    assert "`trem`" in finding.detail
