"""Timers: dates, spans, and cycles at a border (BPMN 2.0.2, clause 10.5.5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from engine.run.changes import TimerSet
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    extensions,
    flow,
    model,
    properties,
    start,
    timer,
    user,
)
from tests.conformance.event_kinds import caught
from tests.conformance.matrix import proves


@proves("intermediateCatchEvent", "timer: duration and date")
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("timeDuration", "PT1H"),
        ("timeDuration", "=duration(&quot;PT&quot; + string(n) + &quot;H&quot;)"),
        ("timeDate", "2026-11-21T11:00:00+01:00"),
        ("timeDate", "=now() + duration(&quot;PT1H&quot;)"),
        ("timeDate", "=date and time(&quot;2026-11-21T11:00:00@Europe/Amsterdam&quot;)"),
    ],
)
def test_a_timer_is_due_at_its_time(run: Runner, kind: str, value: str) -> None:
    ran = run(model(*caught(timer(kind, value)))).begin({"n": 1})
    assert ran.of(TimerSet)[0].due_at == datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    assert ran.wait(minutes=59).open == []
    assert ran.wait(minutes=1).open == ["a"]


@proves("intermediateCatchEvent", "timer: a day is a calendar day, also when the clock changes")
def test_a_day_is_a_day_when_the_clock_changes(run: Runner) -> None:
    ran = run(model(*caught(timer("timeDuration", "P1D"))))
    ran.host.now = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
    ran.begin()
    assert ran.of(TimerSet)[0].due_at == datetime(2026, 10, 25, 11, 0, tzinfo=UTC)


@proves("intermediateCatchEvent", "timer: a time that is none is an incident")
def test_a_timer_without_a_time_is_an_incident(run: Runner) -> None:
    ran = run(model(*caught(timer("timeDuration", "=wait")))).begin()
    assert [raised.kind for raised in ran.incidents.values()] == ["timer"]
    ran.write({"wait": "PT5M"}).resolve("c")
    assert ran.wait(minutes=5).open == ["a"]


@proves("boundaryEvent", "timer cycle catches up as told")
@pytest.mark.parametrize(("catch_up", "times"), [("all", 3), ("latest", 1), ("none", 0)])
def test_a_cycle_catches_up_as_told(run: Runner, catch_up: str, times: int) -> None:
    told = extensions(properties(catchUp=catch_up))
    ran = run(
        model(
            start(),
            user("h"),
            boundary("b", "h", timer("timeCycle", "R3/PT1H"), interrupting=False, extra=told),
            user("beside"),
            flow("start h"),
            flow("b beside"),
        )
    ).begin()
    ran.wait(hours=7)
    assert ran.open == sorted(["h"] + ["beside"] * times)
    assert ran.waiting == []


@proves("boundaryEvent", "timer cycle fires once per interval")
def test_a_cycle_fires_once_per_interval(run: Runner) -> None:
    ran = run(
        model(
            start(),
            user("h"),
            boundary("b", "h", timer("timeCycle", "R/PT1H"), interrupting=False),
            user("beside"),
            flow("start h"),
            flow("b beside"),
        )
    ).begin()
    for count in range(1, 5):
        ran.wait(hours=1)
        assert ran.open == sorted(["h"] + ["beside"] * count)
    ran.do("h")
    assert ran.waiting == []
