"""Messages caught and thrown, and the tasks that do so (BPMN 2.0.2, clauses 10.3.3 and 10.5.5)."""

from __future__ import annotations

import pytest

from engine.run.changes import MessageThrown
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    element,
    end,
    error_event,
    extensions,
    flow,
    job,
    mappings,
    message,
    message_event,
    model,
    signal_event,
    start,
    subprocess,
    user,
)
from tests.conformance.event_kinds import TOP, caught
from tests.conformance.matrix import proves

POSITIONS = ["intermediateThrowEvent", "endEvent"]


@proves("intermediateCatchEvent", "message, with correlation key and payload")
def test_a_message_is_caught_by_name_and_key(run: Runner) -> None:
    ran = run(model(*caught(message_event("m")), top=message("m", "order"))).begin({"order": 7})
    assert ran.waiting == ["c"]
    ran.receive("m", {"x": 1}, key="7")
    assert (ran.open, ran.variables["x"]) == (["a"], 1)


@proves("intermediateCatchEvent", "output mappings keep the payload local")
def test_output_mappings_keep_a_payload_local(run: Runner) -> None:
    mapped = extensions(mappings(outputs={"got.x": "x"}))
    ran = run(model(*caught(message_event("m"), mapped), top=TOP)).begin()
    ran.receive("m", {"x": 1, "y": 2})
    assert ran.variables == {"got": {"x": 1}}


@proves("receiveTask", "waits for its message")
def test_a_receive_task_waits(run: Runner) -> None:
    ran = run(
        model(start(), element("receiveTask", "r", messageRef="m"), end(), flow("start r end"), top=TOP)
    ).begin()
    ran.receive("m", {"x": 1})
    assert (ran.state, ran.variables) == ("completed", {"x": 1})


@proves("intermediateThrowEvent", "message")
@proves("endEvent", "message")
@pytest.mark.parametrize("position", POSITIONS)
def test_a_thrown_message_carries_key_and_inputs(run: Runner, position: str) -> None:
    thrown = element(position, "t", extensions(mappings({"a.b": "n"})) + message_event("m"))
    ran = run(model(start(), thrown, flow("start t"), top=message("m", "n"))).begin({"n": 7})
    (sent,) = ran.of(MessageThrown)
    assert (sent.name, sent.key, sent.payload) == ("m", "7", {"a": {"b": 7}})
    assert ran.state == "completed"


@proves("sendTask", "within the house")
def test_a_send_task_publishes(run: Runner) -> None:
    ran = run(
        model(start(), element("sendTask", "t", messageRef="m"), flow("start t"), top=message("m"))
    ).begin({"n": 7})
    (sent,) = ran.of(MessageThrown)
    assert (sent.key, sent.payload) == (None, {})


@proves("sendTask", "job")
@proves("businessRuleTask", "job")
@proves("scriptTask", "job")
@proves("intermediateThrowEvent", "message as a job")
@proves("endEvent", "message as a job")
@pytest.mark.parametrize("tag", ["sendTask", "businessRuleTask", "scriptTask", *POSITIONS])
def test_a_job_type_makes_a_job(run: Runner, tag: str) -> None:
    definition = "<messageEventDefinition/>" if tag in POSITIONS else ""
    ran = run(model(start(), job("t", tag=tag, content=definition), flow("start t"))).begin()
    assert ran.open == ["t"]
    ran.do("t", {"x": 1})
    assert (ran.state, ran.variables) == ("completed", {"x": 1})


@proves("signal, error, escalation, message", "names and codes by FEEL")
def test_names_and_codes_may_be_expressions(run: Runner) -> None:
    top = (
        '<signal id="s" name="=&quot;sig&quot; + n"/><error id="e" errorCode="=&quot;err&quot; + n"/>'
        '<message id="m" name="=&quot;msg&quot; + n"/>'
    )
    inner = subprocess(
        "h",
        start("s2"),
        element("intermediateCatchEvent", "cs", signal_event("s")),
        element("intermediateCatchEvent", "cm", message_event("m")),
        end("bad", error_event("e")),
        flow("s2 cs cm bad"),
    )
    ran = run(
        model(
            start(),
            inner,
            boundary("b", "h", error_event("e")),
            user("handled"),
            flow("start h"),
            flow("b handled"),
            top=top,
        )
    ).begin({"n": "1"})
    assert ran.signalled("sig1").receive("msg1").open == ["handled"]
