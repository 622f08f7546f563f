"""Events in all positions (BPMN 2.0.2, clauses 10.5 and 13.5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from engine.run.changes import InstanceEnded, MessageThrown, SignalThrown, TimerSet
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    conditional_event,
    element,
    end,
    error,
    error_event,
    escalation,
    escalation_event,
    extensions,
    flow,
    job,
    mappings,
    message,
    message_event,
    model,
    other_process,
    properties,
    script,
    signal,
    signal_event,
    start,
    subprocess,
    timer,
    user,
)
from tests.conformance.harness import Run
from tests.conformance.matrix import proves

TOP = message("m") + signal("s") + error("e") + error("e2") + escalation("esc")


# --- intermediate catch ---------------------------------------------------------------------------------


def caught(definition: str, extra: str = "") -> list[str]:
    return [start(), element("intermediateCatchEvent", "c", extra + definition), user("a"), flow("start c a")]


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


@proves("intermediateCatchEvent", "signal")
def test_a_signal_is_caught(run: Runner) -> None:
    ran = run(model(*caught(signal_event("s")), top=TOP)).begin()
    ran.signalled("other").signalled("s", {"x": 1})
    assert (ran.open, ran.variables) == (["a"], {"x": 1})


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


@proves("intermediateCatchEvent", "conditional: at once, or when it turns true")
@pytest.mark.parametrize("first", [True, False])
def test_a_condition_is_checked_at_activation_and_on_change(run: Runner, first: bool) -> None:
    ran = run(model(*caught(conditional_event("n > 5")))).begin({"n": 6 if first else 1})
    if not first:
        assert ran.open == []
        ran.write({"n": 3})
        assert ran.open == []
        ran.write({"n": 9})
    assert ran.open == ["a"]


@proves("intermediateCatchEvent", "conditional: variables written by a parallel branch")
def test_a_condition_sees_what_other_branches_write(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            element("intermediateCatchEvent", "c", conditional_event("done")),
            user("a"),
            user("b"),
            flow("start f c a"),
            flow("f b"),
        )
    ).begin()
    ran.do("b", {"done": True})
    assert ran.open == ["a"]


@proves("intermediateCatchEvent", "link")
@proves("intermediateThrowEvent", "link")
def test_links_jump(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("intermediateThrowEvent", "go", '<linkEventDefinition name="L"/>'),
            element("intermediateCatchEvent", "come", '<linkEventDefinition name="L"/>'),
            user("a"),
            flow("start go"),
            flow("come a"),
        )
    ).begin()
    assert ran.open == ["a"]


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


@proves("receiveTask", "waits for its message")
def test_a_receive_task_waits(run: Runner) -> None:
    ran = run(
        model(start(), element("receiveTask", "r", messageRef="m"), end(), flow("start r end"), top=TOP)
    ).begin()
    ran.receive("m", {"x": 1})
    assert (ran.state, ran.variables) == ("completed", {"x": 1})


# --- start ------------------------------------------------------------------------------------------------


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


# --- throw and end ----------------------------------------------------------------------------------------

POSITIONS = ["intermediateThrowEvent", "endEvent"]


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


# --- boundary: kind x mode x host ---------------------------------------------------------------------------

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
CALLED = message("other") + other_process("q", start("s3"), user("called"), flow("s3 called"))
KINDS = {
    "message": message_event("m"),
    "signal": signal_event("s"),
    "timer": timer("timeDuration", "PT1H"),
    "conditional": conditional_event("go"),
}


def happen(ran: Run, kind: str, scope: int = 0) -> None:
    """The event of that kind happens; the condition turns true, and false again."""
    match kind:
        case "message":
            ran.receive("m", {"x": 1})
        case "signal":
            ran.signalled("s", {"x": 1})
        case "timer":
            ran.wait(hours=1)
        case "conditional":
            ran.write({"go": True}, scope)
            ran.write({"go": False}, scope)


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


THROWERS = {"error": error_event("e"), "escalation": escalation_event("esc")}


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


@proves("intermediateCatchEvent", "conditional, narrowed to names and kinds of change")
def test_a_conditional_filter_narrows(run: Runner) -> None:
    definition = (
        "<conditionalEventDefinition><extensionElements>"
        '<zeebe:conditionalFilter variableNames="a" variableEvents="update"/></extensionElements>'
        "<condition>=b &gt; 1</condition></conditionalEventDefinition>"
    )
    ran = run(model(*caught(definition))).begin({"b": 0})
    ran.write({"b": 2}).write({"a": 1})
    assert ran.open == []
    assert ran.write({"a": 2}).open == ["a"]


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
