"""Errors and escalations, from who throws them to who catches them (BPMN 2.0.2, clauses 10.5.5 and 13.5)."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    element,
    end,
    error_event,
    escalation_event,
    flow,
    job,
    model,
    other_process,
    start,
    subprocess,
    user,
)
from tests.conformance.event_kinds import TOP
from tests.conformance.matrix import proves

POSITIONS = ["intermediateThrowEvent", "endEvent"]


@proves("endEvent", "error that nobody catches fails the instance")
def test_an_uncaught_error_end_event_fails_the_instance(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            user("a"),
            user("b"),
            end("bad", error_event("e")),
            flow("start f a bad"),
            flow("f b"),
            top=TOP,
        )
    ).begin()
    ran.do("a")
    assert ran.state == "failed"


@proves("endEvent", "escalation that nobody catches is of no consequence")
def test_an_uncaught_escalation_goes_on(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("intermediateThrowEvent", "t", escalation_event("esc")),
            end(),
            flow("start t end"),
            top=TOP,
        )
    ).begin()
    assert ran.state == "completed"


@proves("boundaryEvent", "error, by code, on subprocess and call activity")
@proves("endEvent", "error")
@pytest.mark.parametrize(("catch", "taken"), [("e", "handled"), (None, "handled"), ("e2", None)])
@pytest.mark.parametrize("called", [False, True])
def test_an_error_goes_to_the_border_that_catches_its_code(
    run: Runner, catch: str | None, taken: str | None, called: bool
) -> None:
    inside = (
        start("s2")
        + element("parallelGateway", "f")
        + user("in")
        + user("too")
        + end("bad", error_event("e"))
        + flow("s2 f in bad")
        + flow("f too")
    )
    host = element("callActivity", "h", calledElement="q") if called else subprocess("h", inside)
    top = TOP + (other_process("q", inside) if called else "")
    ran = run(
        model(
            start(),
            host,
            boundary("b", "h", error_event(catch)),
            user("handled"),
            user("after"),
            flow("start h after"),
            flow("b handled"),
            top=top,
        )
    ).begin()
    ran.do("in")
    assert ran.open == ([taken] if taken else [])
    assert ran.state == ("active" if taken else "failed")


@proves("boundaryEvent", "error reported by a job worker")
def test_a_worker_reports_an_error(run: Runner) -> None:
    ran = run(
        model(
            start(),
            job("h"),
            boundary("any", "h", error_event()),
            boundary("b", "h", error_event("e")),
            user("exact"),
            user("caught"),
            flow("start h"),
            flow("b exact"),
            flow("any caught"),
            top=TOP,
        )
    )
    ran.begin()
    ran.fail("h", "e", {"why": 1})
    assert (ran.open, ran.variables) == (["exact"], {"why": 1})


@proves("serviceTask", "an error of the worker that nobody catches is an incident")
def test_an_uncaught_error_of_a_worker_is_an_incident(run: Runner) -> None:
    ran = run(model(start(), job("h"), end(), flow("start h end"), top=TOP)).begin()
    ran.fail("h", "unknown")
    assert [raised.kind for raised in ran.incidents.values()] == ["uncaught-error"]
    assert ran.open == []
    ran.resolve("h").do("h")
    assert ran.state == "completed"


@proves("boundaryEvent", "escalation, interrupting and not")
@proves("endEvent", "escalation")
@proves("intermediateThrowEvent", "escalation")
@pytest.mark.parametrize("interrupting", [True, False])
@pytest.mark.parametrize("position", POSITIONS)
def test_an_escalation_is_caught_at_the_border(run: Runner, interrupting: bool, position: str) -> None:
    inner = subprocess(
        "h",
        start("s2"),
        element(position, "t", escalation_event("esc")),
        user("in"),
        flow("s2 in") + flow("s2 t"),
    )
    ran = run(
        model(
            start(),
            inner,
            boundary("b", "h", escalation_event("esc"), interrupting=interrupting),
            user("handled"),
            flow("start h"),
            flow("b handled"),
            top=TOP,
        )
    ).begin()
    assert ran.open == (["handled"] if interrupting else ["handled", "in"])
