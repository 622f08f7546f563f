"""Events of several definitions: the first, or all of them (BPMN 2.0.2, clause 10.5.5)."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    conditional_event,
    element,
    flow,
    message,
    message_event,
    model,
    signal_event,
    start,
    timer,
    user,
)
from tests.conformance.event_kinds import TOP, caught
from tests.conformance.matrix import proves


@proves("intermediateCatchEvent", "multiple: the first of several")
def test_multiple_takes_the_first(run: Runner) -> None:
    both = message_event("m") + timer("timeDuration", "PT1H")
    ran = run(model(*caught(both), top=TOP)).begin()
    assert ran.waiting == ["c", "c"]
    assert ran.wait(hours=1).open == ["a"]
    assert ran.waiting == []


@proves("intermediateCatchEvent", "parallel multiple: all of them")
def test_parallel_multiple_takes_all(run: Runner) -> None:
    content = [
        start(),
        element(
            "intermediateCatchEvent",
            "c",
            message_event("m") + signal_event("s") + timer("timeDuration", "PT1H"),
            parallelMultiple="true",
        ),
        user("a"),
        flow("start c a"),
    ]
    ran = run(model(*content, top=TOP)).begin()
    ran.receive("m", {"x": 1})
    assert ran.waiting == ["c", "c"]
    ran.wait(hours=2)
    assert (ran.waiting, ran.open) == (["c"], [])
    ran.signalled("s", {"y": 2})
    assert (ran.open, ran.variables) == (["a"], {"x": 1, "y": 2})


@proves("intermediateCatchEvent", "parallel multiple: a condition that comes first is kept")
def test_parallel_multiple_keeps_a_condition_that_came(run: Runner) -> None:
    both = message_event("m") + conditional_event("go")
    catch = element("intermediateCatchEvent", "c", both, parallelMultiple="true")
    ran = run(model(start(), catch, user("a"), flow("start c a"), top=message("m"))).begin({"go": False})
    ran.write({"go": True}).write({"go": False})
    assert (ran.open, ran.waiting) == ([], ["c"])
    assert ran.receive("m").open == ["a"]


@proves("boundaryEvent", "multiple, and parallel multiple")
@pytest.mark.parametrize("parallel", ["true", "false"])
def test_a_boundary_event_with_several_definitions(run: Runner, parallel: str) -> None:
    several = element(
        "boundaryEvent",
        "b",
        message_event("m") + signal_event("s"),
        attachedToRef="h",
        cancelActivity="false",
        parallelMultiple=parallel,
    )
    ran = run(
        model(start(), user("h"), several, user("beside"), flow("start h"), flow("b beside"), top=TOP)
    ).begin()
    for count in (1, 2):
        ran.receive("m")
        if parallel == "true":
            assert ran.open == sorted(["h"] + ["beside"] * (count - 1))
            ran.signalled("s")
        assert ran.open == sorted(["h"] + ["beside"] * count)
