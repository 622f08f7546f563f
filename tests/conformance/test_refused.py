"""What would not run as drawn is refused at deploy, with its reason."""

from __future__ import annotations

import pytest

from engine.model.finding import Severity
from engine.model.lint import check
from engine.model.reader import read_bpmn
from tests.conformance.elements import (
    boundary,
    conditional_event,
    element,
    end,
    extensions,
    flow,
    message,
    message_event,
    model,
    script,
    start,
    subprocess,
    timer,
    user,
)
from tests.conformance.matrix import refuses


def refused(source: bytes) -> set[str]:
    """The rules by which a deployment refuses the model."""
    read = read_bpmn(source, resource="model.bpmn")
    findings = [*read.findings, *(check([read.file]) if read.file is not None else ())]
    return {finding.rule for finding in findings if finding.severity is Severity.ERROR}


def around(activity: str, *more: str, top: str = "") -> bytes:
    return model(start(), activity, end(), flow("start a end"), *more, top=top)


ASSIGNED = extensions('<zeebe:assignmentDefinition candidateGroups="x"/>')
CYCLE = timer("timeCycle", "R3/PT1H")
LOOP = (
    '<standardLoopCharacteristics loopMaximum="-1"><loopCondition>=true</loopCondition>'
    "</standardLoopCharacteristics>"
)


def test_the_frame_of_these_models_is_accepted() -> None:
    assert not refused(around(user("a", ASSIGNED)))


LISTENERS = (
    '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="t"/>'
    "</zeebe:executionListeners>"
)
CASES = {
    ("intermediateCatchEvent", "timer cycle", "timer-cycle-place"): around(
        element("intermediateCatchEvent", "a", CYCLE)
    ),
    ("boundaryEvent", "timer cycle in cron form", "timer-value"): around(
        user("a", ASSIGNED),
        boundary("b", "a", timer("timeCycle", "0 0 9 * * *"), interrupting=False),
        end("e2"),
        flow("b e2"),
    ),
    ("standardLoopCharacteristics", "negative loopMaximum", "loop-maximum"): around(
        user("a", ASSIGNED + LOOP)
    ),
    ("activity", "quantity of 0", "quantity"): around(user("a", ASSIGNED, startQuantity="0")),
    ("serviceTask", "without a job type", "task-work"): around(element("serviceTask", "a")),
    ("businessRuleTask", "without decision or job type", "business-rule-task-decision"): around(
        element("businessRuleTask", "a")
    ),
    ("receiveTask", "without a message", "message-reference"): around(element("receiveTask", "a")),
    ("scriptTask", "another language than FEEL", "script-task-script"): around(
        element("scriptTask", "a", "<script>x = 1</script>", scriptFormat="python")
    ),
    ("sequenceFlow", "a condition in another language", "expression-language"): model(
        start(),
        user("a", ASSIGNED),
        end(),
        flow("start a"),
        '<sequenceFlow id="a_end" sourceRef="a" targetRef="end">'
        "<conditionExpression>${x &gt; 1}</conditionExpression></sequenceFlow>",
    ),
    ("sequenceFlow", "a condition that is no FEEL", "feel"): model(
        start(), user("a", ASSIGNED), end(), flow("start a"), flow("a end", "x >")
    ),
    ("sequenceFlow", "across the border of a subprocess", "sequence-flow-border"): model(
        start(),
        subprocess("a", start("s2"), user("in", ASSIGNED), flow("s2 in"), flow("in end")),
        end(),
        flow("start a end"),
    ),
    ("boundaryEvent", "on an activity that does not exist", "reference-unresolved"): around(
        user("a", ASSIGNED), boundary("b", "nowhere", message_event("m")), top=message("m")
    ),
    ("boundaryEvent", "cancel, on what is no transaction", "cancel-boundary-event"): around(
        user("a", ASSIGNED), boundary("b", "a", "<cancelEventDefinition/>"), end("e2"), flow("b e2")
    ),
    ("endEvent", "cancel, outside a transaction", "cancel-end-event"): model(
        start(), end("end", "<cancelEventDefinition/>"), flow("start end")
    ),
    ("intermediateThrowEvent", "link without a target", "link-pair"): around(
        element("intermediateThrowEvent", "a", '<linkEventDefinition name="L"/>')
    ),
    ("eventBasedGateway", "a target that waits for nothing", "event-gateway-target"): model(
        start(),
        element("eventBasedGateway", "a"),
        user("u", ASSIGNED),
        user("v", ASSIGNED),
        flow("start a u"),
        flow("a v"),
    ),
    ("event subprocess", "with a flow into it", "event-subprocess-flow"): model(
        start(),
        subprocess("a", start("s2", message_event("m")), triggeredByEvent="true"),
        flow("start a"),
        top=message("m"),
    ),
    ("event subprocess", "with a none start event", "event-subprocess-definition"): model(
        start(), subprocess("a", start("s2"), triggeredByEvent="true"), end(), flow("start end")
    ),
    ("zeebe:executionListeners", "any", "extension-refused"): around(script("a", "1", "x", LISTENERS)),
    ("camunda:", "extension elements of other vendors that change behaviour", "vendor-extension"): around(
        user(
            "a",
            ASSIGNED + '<extensionElements xmlns:camunda="http://camunda.org/schema/1.0/bpmn">'
            '<camunda:taskListener event="create" class="X"/></extensionElements>',
        )
    ),
    ("process", "a start event without any end event", "start-end-pair"): model(
        start(), user("a", ASSIGNED), flow("start a")
    ),
    ("gateway", "one flow in and one out", "gateway-flows"): around(element("parallelGateway", "a")),
    ("sequenceFlow", "a condition on the only flow of an activity", "condition-alone"): model(
        start(), user("a", ASSIGNED), end(), flow("start a"), flow("a end", "x")
    ),
    ("eventBasedGateway", "message events and receive tasks together", "event-gateway-mix"): model(
        start(),
        element("eventBasedGateway", "a"),
        element("intermediateCatchEvent", "u", message_event("m")),
        element("receiveTask", "v", messageRef="m"),
        end(),
        flow("start a u end"),
        flow("a v end"),
        top=message("m"),
    ),
    ("conditionalEventDefinition", "a condition without formal type", "formal-expression"): around(
        element("intermediateCatchEvent", "a", conditional_event("x"))
    ),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}: {case[1]}")
def test_it_is_refused_at_deploy(case: tuple[str, str, str]) -> None:
    assert case[2] in refused(CASES[case])


for _element, _position, _rule in CASES:
    refuses(_element, _position)(test_it_is_refused_at_deploy)
