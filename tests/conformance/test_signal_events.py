"""Signals, which reach everything that waits for them (BPMN 2.0.2, clause 10.5.5)."""

from __future__ import annotations

import pytest

from engine.run.changes import SignalThrown
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    element,
    extensions,
    flow,
    mappings,
    model,
    signal_event,
    start,
    user,
)
from tests.conformance.event_kinds import TOP, caught
from tests.conformance.matrix import proves

POSITIONS = ["intermediateThrowEvent", "endEvent"]


@proves("intermediateCatchEvent", "signal")
def test_a_signal_is_caught(run: Runner) -> None:
    ran = run(model(*caught(signal_event("s")), top=TOP)).begin()
    ran.signalled("other").signalled("s", {"x": 1})
    assert (ran.open, ran.variables) == (["a"], {"x": 1})


@proves("intermediateThrowEvent", "signal")
@proves("endEvent", "signal")
@pytest.mark.parametrize("position", POSITIONS)
def test_a_thrown_signal_reaches_every_wait_of_the_instance(run: Runner, position: str) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            element("intermediateCatchEvent", "c1", signal_event("s")),
            element("intermediateCatchEvent", "c2", signal_event("s")),
            user("go"),
            element(position, "t", extensions(mappings({"x": "1"})) + signal_event("s")),
            user("a"),
            user("b"),
            flow("start f c1 a"),
            flow("f c2 b"),
            flow("f go t"),
            top=TOP,
        )
    ).begin()
    ran.do("go")
    assert ran.open == ["a", "b"]
    assert [(sent.name, sent.payload) for sent in ran.of(SignalThrown)] == [("s", {"x": 1})]
    assert ran.variables == {"x": 1}
