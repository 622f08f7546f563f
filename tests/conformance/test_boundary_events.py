"""Events on the border of an activity, whatever the activity (BPMN 2.0.2, clause 10.5.4)."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    element,
    end,
    flow,
    job,
    model,
    script,
    signal_event,
    start,
    subprocess,
    timer,
    user,
)
from tests.conformance.event_kinds import CALLED, KINDS, TOP, happen
from tests.conformance.matrix import proves

HOSTS = {
    "userTask": user("h"),
    "serviceTask": job("h"),
    "receiveTask": element("receiveTask", "h", messageRef="other"),
    "subProcess": subprocess("h", start("s2"), user("in"), flow("s2 in")),
    "transaction": subprocess("h", start("s2"), user("in"), flow("s2 in"), tag="transaction"),
    "callActivity": element("callActivity", "h", calledElement="q"),
    "multi-instance task": user(
        "h",
        "<multiInstanceLoopCharacteristics><loopCardinality>=2</loopCardinality>"
        "</multiInstanceLoopCharacteristics>",
    ),
    "multi-instance subprocess": subprocess(
        "h",
        '<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>=2</loopCardinality>'
        "</multiInstanceLoopCharacteristics>",
        start("s2"),
        user("in"),
        flow("s2 in"),
    ),
    "loop": user(
        "h", "<standardLoopCharacteristics><loopCondition>=true</loopCondition></standardLoopCharacteristics>"
    ),
}


@proves("boundaryEvent", "message, signal, timer, conditional, interrupting, on every kind of host")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("host", HOSTS)
def test_an_interrupting_boundary_event_ends_its_host(run: Runner, host: str, kind: str) -> None:
    ran = run(
        model(
            start(),
            HOSTS[host],
            boundary("b", "h", KINDS[kind]),
            user("after"),
            user("other_way"),
            flow("start h after"),
            flow("b other_way"),
            top=TOP + CALLED,
        )
    ).begin({"go": False})
    happen(ran, kind)
    assert ran.open == ["other_way"]
    assert ran.waiting == []
    ran.do("other_way")
    assert ran.state == "completed"


@proves("boundaryEvent", "message, signal, timer, conditional, non-interrupting, as often as it happens")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("host", HOSTS)
def test_a_non_interrupting_boundary_event_fires_every_time(run: Runner, host: str, kind: str) -> None:
    ran = run(
        model(
            start(),
            HOSTS[host],
            boundary("b", "h", KINDS[kind], interrupting=False),
            user("after"),
            user("beside"),
            flow("start h after"),
            flow("b beside"),
            top=TOP + CALLED,
        )
    ).begin({"go": False})
    before = ran.open
    for count in range(1, 2 if kind == "timer" else 4):
        happen(ran, kind)
        assert ran.open == sorted(before + ["beside"] * count)
    assert ("b" in ran.waiting) == (kind in ("message", "signal"))


@proves("boundaryEvent", "an interrupting event wins against work not yet done")
def test_an_interrupting_event_wins_against_ready_work(run: Runner) -> None:
    inner = subprocess(
        "h",
        start("s2"),
        element("parallelGateway", "f"),
        script("x", "1", "x"),
        script("y", "2", "y"),
        element("intermediateThrowEvent", "t", signal_event("s")),
        script("z", "3", "z"),
        flow("s2 f t x y"),
        flow("f z"),
    )
    ran = run(
        model(
            start(),
            inner,
            boundary("b", "h", signal_event("s")),
            user("handled"),
            user("after"),
            flow("start h after"),
            flow("b handled"),
            top=TOP,
        )
    ).begin()
    assert ran.open == ["handled"]
    assert not {"x", "y"} & set(ran.variables)


@proves("boundaryEvent", "on an activity that stands still by an incident")
def test_a_boundary_event_ends_an_incident(run: Runner) -> None:
    ran = run(
        model(
            start(),
            user("h"),
            boundary("b", "h", timer("timeDuration", "PT1H")),
            user("late"),
            end(),
            flow("start h"),
            flow("h end", "nothing"),
            flow("h other", "nothing"),
            user("other"),
            flow("b late"),
        )
    ).begin()
    ran.do("h")
    assert [raised.kind for raised in ran.incidents.values()] == ["condition"]
    ran.wait(hours=1)
    assert (ran.open, ran.incidents) == (["late"], {})
