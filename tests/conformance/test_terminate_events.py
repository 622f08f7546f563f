"""None and terminate end events (BPMN 2.0.2, clause 10.5.3)."""

from __future__ import annotations

import pytest

from engine.run.changes import InstanceEnded
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    element,
    end,
    flow,
    model,
    start,
    subprocess,
    user,
)
from tests.conformance.matrix import proves


@proves("endEvent", "none")
@proves("endEvent", "terminate")
@pytest.mark.parametrize("definition", ["", "<terminateEventDefinition/>"])
def test_terminate_ends_everything_in_its_scope(run: Runner, definition: str) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            user("a"),
            user("b"),
            end("stop", definition),
            flow("start f a stop"),
            flow("f b"),
        )
    ).begin()
    ran.do("a")
    assert ran.state == ("completed" if definition else "active")
    assert [ended.end_event for ended in ran.of(InstanceEnded)] == (["stop"] if definition else [])


@proves("endEvent", "terminate in a subprocess ends the subprocess alone")
def test_terminate_in_a_subprocess_ends_that_alone(run: Runner) -> None:
    inner = subprocess(
        "sub",
        start("s2"),
        element("parallelGateway", "f"),
        user("a"),
        user("b"),
        end("stop", "<terminateEventDefinition/>"),
        flow("s2 f a stop"),
        flow("f b"),
    )
    ran = run(model(start(), inner, user("after"), flow("start sub after"))).begin()
    ran.do("a")
    assert ran.open == ["after"]
