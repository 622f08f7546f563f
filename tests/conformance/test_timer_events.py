"""Timers: dates, spans, and cycles at a border (BPMN 2.0.2, clause 10.5.5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from engine.run.changes import TaskDated, TimerSet
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


@proves("boundaryEvent", "timer: a date that follows the data moves with it, and stands still without one")
def test_a_date_follows_the_data(run: Runner) -> None:
    follows = extensions(properties(reckonAgain="true"))
    date = timer("timeDate", "=if stopped then null else if at = 7 then at else date and time(at)")
    ran = run(
        model(
            start(),
            user("h"),
            boundary("b", "h", date, interrupting=False, extra=follows),
            user("beside"),
            flow("start h"),
            flow("b beside"),
        )
    ).begin({"at": "2026-11-21T10:00:00Z", "stopped": False})
    ran.write({"at": "2026-11-21T11:00:00Z"}).wait(hours=1)
    assert ran.open == ["h"]
    ran.write({"stopped": True}).wait(hours=2)
    assert (ran.open, ran.waiting) == (["h"], [])
    ran.write({"at": "2026-11-21T13:00:00Z", "stopped": False})
    assert [each.due_at.hour for each in ran.of(TimerSet)] == [10, 11, 13]
    ran.write({"at": 7})
    assert [raised.kind for raised in ran.incidents.values()] == ["timer"]
    ran.write({"at": "2026-11-21T12:30:00Z"}).resolve("b").wait(minutes=30)
    assert ran.open == ["beside", "h"]
    assert ran.write({"at": "2026-11-21T18:00:00Z"}).wait(hours=9).open == ["beside", "h"]


@proves("userTask", "a due date that follows the data moves with it")
def test_a_due_date_follows_the_data(run: Runner) -> None:
    schedule = '<zeebe:taskSchedule dueDate="=date and time(at)"/>'
    ran = run(
        model(start(), user("a", extensions(schedule + properties(reckonAgain="true"))), flow("start a"))
    ).begin({"at": "2026-11-21T10:00:00Z"})
    ran.write({"other": 1}).write({"at": "2026-11-22T10:00:00Z"}).write({"at": None})
    moved = [each.due_at and each.due_at.day for each in ran.of(TaskDated)]
    assert (moved, ran.open) == ([22, None], ["a"])
    ran.do("a", {"at": "2026-11-23T10:00:00Z"})
    assert len(ran.of(TaskDated)) == 2


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
