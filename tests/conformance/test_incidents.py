"""Incidents: whatever fails leaves its element active, no trace of the attempt, and can be repeated."""

from __future__ import annotations

import pytest

from engine.run.changes import IncidentEnded, IncidentRaised, InstanceStarted, TaskCreated
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    element,
    end,
    error_event,
    escalation_event,
    extensions,
    flow,
    mappings,
    message,
    message_event,
    model,
    other_process,
    start,
    subprocess,
    timer,
    user,
)
from tests.conformance.matrix import proves

KEYED = message("m", "key")
HANDLER = subprocess(
    "es",
    start("es_start", message_event("m"), isInterrupting="false"),
    user("handle"),
    flow("es_start handle"),
    triggeredByEvent="true",
)
INSIDE = start("s2") + user("in") + flow("s2 in")
BROKEN = {
    "a boundary event": user("a") + boundary("b", "a", message_event("m")) + user("late") + flow("b late"),
    "a subprocess with an event subprocess": subprocess("a", INSIDE, HANDLER),
    "a called process with an event subprocess": element("callActivity", "a", calledElement="q"),
    "a wait": element("intermediateCatchEvent", "a", message_event("m")),
    "a receive task": element("receiveTask", "a", messageRef="m"),
    "a thrown message": element("intermediateThrowEvent", "a", message_event("m")),
}


@proves("incident", "an expression of an element or of what is attached to it fails; resolving repeats it")
@pytest.mark.parametrize("broken", BROKEN)
def test_a_key_that_is_null_stops_the_element_until_it_is_there(run: Runner, broken: str) -> None:
    top = KEYED + (other_process("q", INSIDE, HANDLER) if "called" in broken else "")
    ran = run(model(start(), BROKEN[broken], end(), flow("start a end"), top=top)).begin()
    assert [(each.element_id, each.kind) for each in ran.incidents.values()] == [("a", "correlation")]
    assert (ran.open, ran.waiting) == ([], [])
    assert list(ran.active.values()) == ["a"]
    ran.resolve("a")
    assert len(ran.incidents) == 1
    ran.write({"key": 7}).resolve("a")
    assert ran.incidents == {}
    assert len(ran.of(TaskCreated)) == (0 if ran.open == [] else 1)
    assert len(ran.of(InstanceStarted)) == (2 if "called" in broken else 1)
    assert (len(ran.of(IncidentRaised)), len(ran.of(IncidentEnded))) == (2, 2)


@proves("incident", "the code of an error end event, or of who would catch it, fails")
@pytest.mark.parametrize("definition", [error_event("e"), escalation_event("esc")])
def test_a_code_that_cannot_be_told_stops_the_thrower(run: Runner, definition: str) -> None:
    top = '<error id="e" errorCode="=[code]"/><escalation id="esc" escalationCode="=[code]"/>'
    inner = subprocess("h", start("s2"), end("bad", definition), flow("s2 bad"))
    ran = run(
        model(
            start(), inner, boundary("b", "h", definition), end(), flow("start h end"), flow("b end"), top=top
        )
    ).begin()
    assert [each.element_id for each in ran.incidents.values()] == ["bad"]


@proves("incident", "an output mapping fails after the work is done: the result is kept")
def test_a_failing_output_keeps_the_result(run: Runner) -> None:
    mapped = extensions(mappings(outputs={"kept": "answer", "out": "if go then answer else function(x) x"}))
    ran = run(model(start(), user("a", mapped), end(), flow("start a end"))).begin({"go": False})
    ran.do("a", {"answer": 42})
    assert (ran.open, ran.variables) == ([], {"go": False})
    ran.write({"go": True}).resolve("a")
    assert ran.variables == {"go": True, "kept": 42, "out": 42}
    assert ran.state == "completed"


def assigned(attribute: str) -> str:
    return user("a", extensions(f'<zeebe:assignmentDefinition {attribute}="=name"/>'))


LONG = {
    "a candidate group": assigned("candidateGroups"),
    "an assignee": assigned("assignee"),
    "a job type": element("serviceTask", "a", extensions('<zeebe:taskDefinition type="=name"/>')),
    "a message name": element("intermediateCatchEvent", "a", message_event("m")),
    "a signal name": element("intermediateCatchEvent", "a", '<signalEventDefinition signalRef="s"/>'),
}


@proves("incident", "an expression makes a name that is too long to be kept")
@pytest.mark.parametrize("broken", LONG)
def test_a_name_that_is_too_long_stops_the_element(run: Runner, broken: str) -> None:
    top = '<message id="m" name="=name"/><signal id="s" name="=name"/>'
    ran = run(model(start(), LONG[broken], flow("start a"), top=top)).begin({"name": "x" * 201})
    (incident,) = ran.incidents.values()
    assert "longer than 200 characters" in incident.detail


@proves("incident", "what an expression names is not deployed: the incident does not tell the value")
@pytest.mark.parametrize(
    "broken",
    [
        element("callActivity", "a", extensions('<zeebe:calledElement processId="=name"/>')),
        element(
            "businessRuleTask",
            "a",
            extensions('<zeebe:calledDecision decisionId="=name" resultVariable="r"/>'),
        ),
    ],
)
def test_an_incident_about_what_is_missing_tells_no_value(run: Runner, broken: str) -> None:
    ran = run(model(start(), broken, flow("start a"))).begin({"name": "Sam Verzonnen"})
    (incident,) = ran.incidents.values()
    assert (incident.kind, "Sam" in incident.detail, "Sam" in incident.cause) == ("missing", False, True)


@proves("incident", "other branches go on")
def test_other_branches_go_on(run: Runner) -> None:
    wait = element("intermediateCatchEvent", "w", timer("timeDuration", "=nothing"))
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            wait,
            user("a"),
            user("b"),
            flow("start f w"),
            flow("f a b"),
        )
    ).begin()
    assert len(ran.incidents) == 1
    assert ran.do("a").open == ["b"]


@proves("incident", "in one instance of a multi-instance activity")
def test_one_instance_fails_alone(run: Runner) -> None:
    loop = (
        "<multiInstanceLoopCharacteristics>"
        + extensions(
            '<zeebe:loopCharacteristics inputCollection="=items" inputElement="it" '
            'outputCollection="outs" outputElement="=if r then it else function(x) x"/>'
        )
        + "</multiInstanceLoopCharacteristics>"
    )
    ran = run(model(start(), user("a", loop), end(), flow("start a end"))).begin({"items": [1, 2]})
    ran.do("a", {"r": False}).do("a", {"r": True})
    assert [each.kind for each in ran.incidents.values()] == ["value"]
    (stopped,) = ran.incidents
    ran.write({"r": True}, stopped).resolve("a")
    assert (ran.state, ran.variables["outs"]) == ("completed", [1, 2])
