"""Starts of a process by an event (BPMN 2.0.2, clause 10.5.2)."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    conditional_event,
    element,
    flow,
    message_event,
    model,
    signal_event,
    start,
    timer,
    user,
)
from tests.conformance.event_kinds import TOP
from tests.conformance.matrix import proves


@proves("startEvent", "message, signal, timer, conditional: starts where its event happened")
@pytest.mark.parametrize(
    "definition",
    [message_event("m"), signal_event("s"), timer("timeDuration", "PT1H"), conditional_event("true")],
)
def test_an_event_starts_the_process(run: Runner, definition: str) -> None:
    content = [
        start("by_event", definition),
        start(),
        user("a"),
        user("b"),
        flow("by_event a"),
        flow("start b"),
    ]
    assert run(model(*content, top=TOP)).begin({"x": 1}, start_event="by_event").open == ["a"]
    assert run(model(*content, top=TOP)).begin({"x": 1}).open == ["b"]


@proves("receiveTask", "instantiating")
def test_a_receive_task_may_start_the_process(run: Runner) -> None:
    content = [element("receiveTask", "r", messageRef="m", instantiate="true"), user("a"), flow("r a")]
    ran = run(model(*content, top=TOP)).begin({"x": 1}, start_event="r")
    assert (ran.open, ran.variables) == (["a"], {"x": 1})
