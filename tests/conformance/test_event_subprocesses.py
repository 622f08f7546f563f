"""Event subprocesses, at every level (BPMN 2.0.2, clause 10.3.5)."""

from __future__ import annotations

import pytest

from engine.run.changes import InstanceEnded
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
    signal,
    signal_event,
    start,
    subprocess,
    timer,
    user,
)
from tests.conformance.event_kinds import KINDS, happen
from tests.conformance.matrix import proves

TOP = message("m") + signal("s") + error("e") + escalation("esc")
LEVELS = ["process", "subprocess", "called process", "event subprocess"]


def handler(definition: str, *content: str, interrupting: bool = True, name: str = "es") -> str:
    begin = start(f"{name}_start", definition, isInterrupting="true" if interrupting else "false")
    inside = content or (user("handle"), flow(f"{name}_start handle"))
    return subprocess(name, begin, *inside, triggeredByEvent="true")


def at_level(level: str, content: str) -> bytes:
    """A process in which the content stands at that level."""
    if level == "process":
        return model(content, top=TOP)
    if level == "called process":
        call = element("callActivity", "h", calledElement="q")
        return model(start("s0"), call, flow("s0 h"), top=TOP + other_process("q", content))
    if level == "subprocess":
        return model(start("s0"), subprocess("h", content), flow("s0 h"), top=TOP)
    inside = content.replace(start(), "").replace('sourceRef="start"', 'sourceRef="outer_start"')
    outer = handler(signal_event("again"), inside.replace('id="start_', 'id="outer_'), name="outer")
    return model(start("s0"), user("idle"), flow("s0 idle"), outer, top=TOP + signal("again"))


@proves("event subprocess", "message, signal, timer, conditional: interrupting and not, at every level")
@pytest.mark.parametrize("interrupting", [True, False])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", LEVELS)
def test_an_event_subprocess_is_triggered(run: Runner, level: str, kind: str, interrupting: bool) -> None:
    content = start() + user("a") + flow("start a") + handler(KINDS[kind], interrupting=interrupting)
    ran = run(at_level(level, content)).begin({"go": False})
    if level == "event subprocess":
        ran.signalled("again")
    assert ran.open == ["a"]
    child = min(key for key, name in ran.active.items() if name == "h") if level == "called process" else 0
    happen(ran, kind, child)
    assert ran.open == (["handle"] if interrupting else ["a", "handle"])
    if not interrupting and kind in ("message", "signal"):
        happen(ran, kind)
        assert ran.open == ["a", "handle", "handle"]
    while ran.open:
        ran.do(ran.open[0])
    assert (ran.state, ran.waiting) == ("completed", [])


@proves("event subprocess", "timer cycle")
def test_a_cycle_triggers_again(run: Runner) -> None:
    content = handler(timer("timeCycle", "R2/PT1H"), interrupting=False)
    ran = run(model(start(), user("a"), flow("start a"), content)).begin()
    ran.wait(hours=1).wait(hours=1).wait(hours=1)
    assert ran.open == ["a", "handle", "handle"]
    assert ran.waiting == []


@proves("event subprocess", "error, by end event and by worker")
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("by_worker", [True, False])
def test_an_error_event_subprocess_takes_over(run: Runner, level: str, by_worker: bool) -> None:
    thrower = job("bad") if by_worker else user("go") + end("bad", error_event("e"))
    path = "start bad" if by_worker else "start go bad"
    content = start() + user("a") + thrower + flow(path) + flow("start a") + handler(error_event("e"))
    ran = run(at_level(level, content)).begin()
    if level == "event subprocess":
        ran.signalled("again")
    if by_worker:
        ran.fail("bad", "e", {"why": 1})
    else:
        ran.do("go")
    assert ran.open == ["handle"]
    ran.do("handle")
    assert ran.state == "completed"


@proves("event subprocess", "escalation, interrupting and not")
@pytest.mark.parametrize("interrupting", [True, False])
def test_an_escalation_event_subprocess(run: Runner, interrupting: bool) -> None:
    thrower = element("intermediateThrowEvent", "t", escalation_event("esc"))
    content = [start(), user("go"), thrower, user("a"), flow("start go t a")]
    caught = handler(escalation_event("esc"), interrupting=interrupting)
    ran = run(model(*content, caught, top=TOP)).begin()
    ran.do("go")
    assert ran.open == (["handle"] if interrupting else ["a", "handle"])


@proves("event subprocess", "an error thrown again goes to the border of the scope")
def test_an_error_thrown_again_goes_outwards(run: Runner) -> None:
    again = handler(
        error_event("e"), user("handle"), end("again", error_event("e")), flow("es_start handle again")
    )
    inner = subprocess("h", start("s2"), user("go"), end("bad", error_event("e")), flow("s2 go bad"), again)
    ran = run(
        model(
            start(),
            inner,
            boundary("b", "h", error_event("e")),
            user("outside"),
            flow("start h"),
            flow("b outside"),
            top=TOP,
        )
    ).begin()
    ran.do("go").do("handle")
    assert ran.open == ["outside"]


@proves("event subprocess", "the payload is its own, unless its start event maps it out")
@pytest.mark.parametrize("mapped", [True, False])
def test_the_payload_belongs_to_the_handler(run: Runner, mapped: bool) -> None:
    extra = extensions(mappings(outputs={"seen": "x"})) if mapped else ""
    content = handler(extra + message_event("m"), interrupting=False)
    ran = run(model(start(), user("a"), flow("start a"), content, top=TOP)).begin()
    ran.receive("m", {"x": 1}).receive("m", {"x": 2})
    assert ran.variables == ({"seen": 2} if mapped else {})
    handlers = [number for number, name in sorted(ran.tasks.items()) if name == "handle"]
    first, second = (ran.instance.visible_variables(number) for number in handlers)
    assert (first.get("x"), second.get("x")) == ((None, None) if mapped else (1, 2))


@proves("event subprocess", "an interrupting one ends the handlers that run beside the flow")
def test_an_interrupting_handler_ends_all_else(run: Runner) -> None:
    ran = run(
        model(
            start(),
            user("a"),
            flow("start a"),
            handler(signal_event("s"), interrupting=False),
            handler(message_event("m"), user("last"), flow("fin_start last"), name="fin"),
            top=TOP,
        )
    ).begin()
    ran.signalled("s").receive("m")
    assert (ran.open, ran.waiting) == (["last"], [])


@proves("event subprocess", "a condition of a scope reacts to its own variables")
def test_a_condition_reads_the_scope(run: Runner) -> None:
    inner = subprocess(
        "h",
        extensions(mappings({"mine": "0"})),
        start("s2"),
        user("a"),
        flow("s2 a"),
        handler(conditional_event("mine > 1"), interrupting=False),
    )
    ran = run(model(start(), inner, flow("start h"))).begin()
    number = next(key for key, name in ran.active.items() if name == "h")
    ran.write({"mine": 2}, number)
    assert ran.open == ["a", "handle"]


AFTER_END = extensions('<zeebe:properties><zeebe:property name="afterEnd" value="true"/></zeebe:properties>')
LASTING = subprocess(
    "es",
    AFTER_END,
    start("es_start", message_event("m"), isInterrupting="false"),
    user("handle"),
    flow("es_start handle"),
    triggeredByEvent="true",
)


@proves("event subprocess", "property afterEnd: starts for as long as the instance is kept")
@pytest.mark.parametrize("ended", ["completed", "terminated", "interrupted", "cancelled", "failed"])
def test_what_is_declared_so_starts_after_the_end(run: Runner, ended: str) -> None:
    over = {"terminated": "<terminateEventDefinition/>", "failed": error_event("e")}.get(ended, "")
    content = start() + user("a") + end("over", over) + flow("start a") + flow("a over") + LASTING
    stop = handler(signal_event("s"), user("stopped"), flow("stop_start stopped"), name="stop")
    other = handler(
        message_event("again"), user("more"), flow("other_start more"), interrupting=False, name="other"
    )
    ran = run(model(content + stop + other, top=TOP + message("again"))).begin({"bread": "rye"})
    assert ran.waiting == ["es_start", "other_start", "stop_start"]
    if ended == "cancelled":
        ran.command(lambda instance: instance.cancel())
    elif ended == "interrupted":
        ran.signalled("s").receive("m").do("handle").do("stopped")
    else:
        ran.do("a")
    state = {"cancelled": "cancelled", "failed": "failed"}.get(ended, "completed")
    assert (ran.state, ran.waiting, ran.open) == (state, ["es_start"], [])

    for _ in range(2):
        ran.receive("m", {"bread": "wheat"}).receive("m")
        assert (ran.state, ran.open, ran.waiting) == ("active", ["handle", "handle"], ["es_start"])
        ran.do("handle").do("handle")
        assert (ran.state, ran.waiting, ran.open) == (state, ["es_start"], [])

    assert ran.variables["bread"] == "rye", "what the handler keeps to itself it does not write"
    ends = [(each.state.value, each.end_event) for each in ran.of(InstanceEnded)]
    assert ends == [(state, None if ended in ("cancelled", "interrupted") else "over")] * 3
