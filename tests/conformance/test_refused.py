"""What would not run as drawn is refused at deploy, with its reason."""

from __future__ import annotations

import pytest

from engine.model.finding import Severity
from engine.model.lint import check
from engine.model.reader import read_bpmn
from tests.conformance.harness import (
    boundary,
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


def refused(source: bytes) -> bool:
    """Whether reading or checking the file gives an error."""
    read = read_bpmn(source, resource="model.bpmn")
    findings = [*read.findings, *(check([read.file]) if read.file is not None else ())]
    return any(finding.severity is Severity.ERROR for finding in findings)


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
    ("intermediateCatchEvent", "timer cycle"): around(element("intermediateCatchEvent", "a", CYCLE)),
    ("boundaryEvent", "timer cycle in cron form"): around(
        user("a", ASSIGNED),
        boundary("b", "a", timer("timeCycle", "0 0 9 * * *"), interrupting=False),
        end("e2"),
        flow("b e2"),
    ),
    ("standardLoopCharacteristics", "negative loopMaximum"): around(user("a", ASSIGNED + LOOP)),
    ("activity", "quantity of 0"): around(user("a", ASSIGNED, startQuantity="0")),
    ("serviceTask", "without a job type"): around(element("serviceTask", "a")),
    ("businessRuleTask", "without decision or job type"): around(element("businessRuleTask", "a")),
    ("receiveTask", "without a message"): around(element("receiveTask", "a")),
    ("scriptTask", "another language than FEEL"): around(
        element("scriptTask", "a", "<script>x = 1</script>", scriptFormat="python")
    ),
    ("sequenceFlow", "a condition in another language"): model(
        start(),
        user("a", ASSIGNED),
        end(),
        flow("start a"),
        '<sequenceFlow id="a_end" sourceRef="a" targetRef="end">'
        "<conditionExpression>${x &gt; 1}</conditionExpression></sequenceFlow>",
    ),
    ("sequenceFlow", "a condition that is no FEEL"): model(
        start(), user("a", ASSIGNED), end(), flow("start a"), flow("a end", "x >")
    ),
    ("sequenceFlow", "across the border of a subprocess"): model(
        start(),
        subprocess("a", start("s2"), user("in", ASSIGNED), flow("s2 in"), flow("in end")),
        end(),
        flow("start a end"),
    ),
    ("boundaryEvent", "on an activity that does not exist"): around(
        user("a", ASSIGNED), boundary("b", "nowhere", message_event("m")), top=message("m")
    ),
    ("boundaryEvent", "cancel, on what is no transaction"): around(
        user("a", ASSIGNED), boundary("b", "a", "<cancelEventDefinition/>"), end("e2"), flow("b e2")
    ),
    ("endEvent", "cancel, outside a transaction"): model(
        start(), end("end", "<cancelEventDefinition/>"), flow("start end")
    ),
    ("intermediateThrowEvent", "link without a target"): around(
        element("intermediateThrowEvent", "a", '<linkEventDefinition name="L"/>')
    ),
    ("eventBasedGateway", "a target that waits for nothing"): model(
        start(),
        element("eventBasedGateway", "a"),
        user("u", ASSIGNED),
        user("v", ASSIGNED),
        flow("start a u"),
        flow("a v"),
    ),
    ("event subprocess", "with a flow into it"): model(
        start(),
        subprocess("a", start("s2", message_event("m")), triggeredByEvent="true"),
        flow("start a"),
        top=message("m"),
    ),
    ("event subprocess", "with a none start event"): model(
        start(), subprocess("a", start("s2"), triggeredByEvent="true"), end(), flow("start end")
    ),
    ("zeebe:executionListeners", "any"): around(script("a", "1", "x", LISTENERS)),
    ("camunda:", "extension elements of other vendors that change behaviour"): around(
        user("a", ASSIGNED + '<extensionElements xmlns:camunda="http://camunda.org/schema/1.0/bpmn">'
             '<camunda:taskListener event="create" class="X"/></extensionElements>')
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}: {case[1]}")
def test_it_is_refused_at_deploy(case: tuple[str, str]) -> None:
    assert refused(CASES[case])


for _element, _position in CASES:
    refuses(_element, _position)(test_it_is_refused_at_deploy)
