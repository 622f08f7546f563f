"""Compensation and transactions (BPMN 2.0.2, clauses 10.5.5 and 13.5.5)."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    element,
    end,
    error,
    error_event,
    extensions,
    flow,
    mappings,
    model,
    other_process,
    script,
    start,
    subprocess,
    timer,
    user,
)
from tests.conformance.matrix import proves


def undoable(name: str, handler: str, activity: str | None = None) -> str:
    """An activity, its compensation boundary event and its handler."""
    return (
        (activity or user(name))
        + boundary(f"c_{name}", name, "<compensateEventDefinition/>")
        + user(handler, isForCompensation="true")
        + f'<association id="as_{name}" sourceRef="c_{name}" targetRef="{handler}"/>'
    )


def compensate(
    name: str = "undo", activity: str | None = None, tag: str = "intermediateThrowEvent", wait: bool = True
) -> str:
    ref = f' activityRef="{activity}"' if activity else ""
    waits = "" if wait else ' waitForCompletion="false"'
    return element(tag, name, f"<compensateEventDefinition{ref}{waits}/>")


@proves("compensation", "throw: the whole scope in reverse order of completion")
@proves("intermediateThrowEvent", "compensation")
@proves("endEvent", "compensation")
@pytest.mark.parametrize("tag", ["intermediateThrowEvent", "endEvent"])
def test_a_scope_is_undone_in_reverse(run: Runner, tag: str) -> None:
    ran = run(
        model(
            start(),
            undoable("a", "undo_a"),
            undoable("b", "undo_b"),
            compensate(tag=tag),
            flow("start a b undo"),
        )
    ).begin()
    ran.do("a").do("b")
    assert ran.open == ["undo_b"]
    ran.do("undo_b")
    assert ran.open == ["undo_a"]
    assert ran.state == "active"
    ran.do("undo_a")
    assert ran.state == "completed"


@proves("compensation", "throw: one activity")
def test_one_activity_is_undone(run: Runner) -> None:
    ran = run(
        model(
            start(),
            undoable("a", "undo_a"),
            undoable("b", "undo_b"),
            compensate(activity="a"),
            user("after"),
            flow("start a b undo after"),
        )
    ).begin()
    ran.do("a").do("b")
    assert ran.open == ["undo_a"]
    ran.do("undo_a")
    assert ran.open == ["after"]


@proves("compensation", "throw without waiting")
def test_a_throw_may_go_on_at_once(run: Runner) -> None:
    ran = run(
        model(
            start(),
            undoable("a", "undo_a"),
            compensate(wait=False),
            user("after"),
            flow("start a undo after"),
        )
    ).begin()
    ran.do("a")
    assert ran.open == ["after", "undo_a"]


@proves("compensation", "nothing completed, nothing to undo")
def test_nothing_to_undo_goes_on(run: Runner) -> None:
    content = [start(), undoable("a", "undo_a"), compensate(), user("after"), flow("start undo after a")]
    assert run(model(*content)).begin().open == ["after"]


@proves("compensation", "each pass of a loop, with its data of then")
def test_each_pass_is_undone_with_its_own_data(run: Runner) -> None:
    loop = (
        "<standardLoopCharacteristics><loopCondition>=n &lt; 3</loopCondition></standardLoopCharacteristics>"
    )
    ran = run(
        model(start(), undoable("a", "undo_a", user("a", loop)), compensate(), flow("start a undo"))
    ).begin()
    for n in (1, 2, 3):
        ran.do("a", {"n": n})
    for n in (3, 2, 1):
        assert ran.instance.visible_variables(ran.number_of("undo_a"))["n"] == n
        ran.do("undo_a", {f"undone{n}": True})
    assert ran.state == "completed"
    assert ran.variables == {"n": 3, "undone1": True, "undone2": True, "undone3": True}


@proves("compensation", "each instance of a multi-instance activity, with its item")
def test_each_instance_is_undone_with_its_item(run: Runner) -> None:
    each = (
        "<multiInstanceLoopCharacteristics>"
        + extensions('<zeebe:loopCharacteristics inputCollection="=items" inputElement="it"/>')
        + "</multiInstanceLoopCharacteristics>"
    )
    ran = run(
        model(start(), undoable("a", "undo_a", user("a", each)), compensate(), flow("start a undo"))
    ).begin({"items": ["x", "y"]})
    ran.do("a").do("a")
    seen = []
    while ran.open:
        seen.append(ran.instance.visible_variables(ran.number_of("undo_a"))["it"])
        ran.do("undo_a")
    assert seen == ["y", "x"]


def nested(*more: str) -> str:
    return subprocess(
        "sub",
        extensions(mappings({"mine": "1"})),
        start("s2"),
        undoable("a", "undo_a"),
        undoable("b", "undo_b"),
        flow("s2 a b"),
        *more,
    )


@proves("compensation", "a completed subprocess undoes what it did, with its variables")
def test_a_completed_subprocess_is_undone_inside_out(run: Runner) -> None:
    ran = run(model(start(), nested(), compensate(), user("after"), flow("start sub undo after"))).begin()
    ran.do("a", {"mine": 2}).do("b")
    assert ran.open == ["undo_b"]
    assert ran.instance.visible_variables(ran.number_of("undo_b"))["mine"] == 2
    ran.do("undo_b").do("undo_a")
    assert ran.open == ["after"]


@proves("compensation", "a handler on a subprocess replaces what is inside")
def test_a_handler_on_a_subprocess_replaces_the_inner_ones(run: Runner) -> None:
    ran = run(
        model(start(), undoable("sub", "undo_sub", nested()), compensate(), flow("start sub undo"))
    ).begin()
    ran.do("a").do("b")
    assert ran.open == ["undo_sub"]
    ran.do("undo_sub")
    assert ran.state == "completed"


@proves("compensation", "by an event subprocess")
def test_a_compensation_event_subprocess_handles_its_scope(run: Runner) -> None:
    handler = subprocess(
        "ces",
        start("ces_start", "<compensateEventDefinition/>"),
        user("handle"),
        compensate("rest", "a"),
        flow("ces_start handle rest"),
        triggeredByEvent="true",
    )
    ran = run(
        model(start(), nested(handler), compensate(), user("after"), flow("start sub undo after"))
    ).begin()
    ran.do("a").do("b")
    assert ran.open == ["handle"]
    ran.do("handle")
    assert ran.open == ["undo_a"]
    ran.do("undo_a")
    assert ran.open == ["after"]


@proves("compensation", "thrown from an error event subprocess, for the scope around it")
def test_an_error_handler_may_undo_its_scope(run: Runner) -> None:
    handler = subprocess(
        "es",
        start("es_start", error_event("e")),
        compensate(),
        flow("es_start undo"),
        triggeredByEvent="true",
    )
    ran = run(
        model(
            start(),
            undoable("a", "undo_a"),
            end("bad", error_event("e")),
            flow("start a bad"),
            handler,
            top=error("e"),
        )
    ).begin()
    ran.do("a")
    assert ran.open == ["undo_a"]
    ran.do("undo_a")
    assert ran.state == "completed"


@proves("compensation", "a called process is undone like a subprocess")
def test_a_called_process_is_undone(run: Runner) -> None:
    called = other_process("q", start("s2"), undoable("a", "undo_a"), flow("s2 a"))
    ran = run(
        model(
            start(),
            element("callActivity", "call", calledElement="q"),
            compensate(),
            flow("start call undo"),
            top=called,
        )
    ).begin()
    ran.do("a")
    assert ran.open == ["undo_a"]
    ran.do("undo_a")
    assert ran.state == "completed"


@proves("compensation", "a handler on a call activity sees what the call handed on, and its item")
def test_a_handler_of_a_call_sees_what_it_handed_on(run: Runner) -> None:
    called = other_process("q", start("s2"), user("a"), flow("s2 a"))
    loop = '<zeebe:loopCharacteristics inputCollection="=[7]" inputElement="it"/>'
    call = element(
        "callActivity",
        "call",
        extensions(
            '<zeebe:calledElement processId="q" propagateAllChildVariables="false"/>'
            + mappings(outputs={"got": "answer"})
        )
        + f"<multiInstanceLoopCharacteristics>{extensions(loop)}</multiInstanceLoopCharacteristics>",
    )
    content = [start(), undoable("call", "undo_call", call), compensate(), flow("start call undo")]
    ran = run(model(*content, top=called)).begin()
    ran.do("a", {"answer": 1, "private": 2})
    assert ran.instance.visible_variables(ran.number_of("undo_call")) == {"it": 7, "got": 1}


@proves(
    "transaction", "cancel: what runs stops, what completed is undone, and it leaves by its cancel border"
)
@proves("endEvent", "cancel")
@proves("boundaryEvent", "cancel")
def test_a_cancelled_transaction_is_undone(run: Runner) -> None:
    inner = subprocess(
        "tx",
        start("s2"),
        element("parallelGateway", "f"),
        undoable("a", "undo_a"),
        user("b"),
        user("c"),
        end("stop", "<cancelEventDefinition/>"),
        flow("s2 f a"),
        flow("f b stop"),
        flow("f c"),
        tag="transaction",
    )
    ran = run(
        model(
            start(),
            inner,
            boundary("b_cancel", "tx", "<cancelEventDefinition/>"),
            user("cancelled"),
            user("after"),
            flow("start tx after"),
            flow("b_cancel cancelled"),
        )
    ).begin()
    ran.do("a").do("b")
    assert ran.open == ["undo_a"]
    ran.do("undo_a")
    assert ran.open == ["cancelled"]
    assert "stop" in ran.completed()


@proves("transaction", "completes like a subprocess")
def test_a_transaction_may_succeed(run: Runner) -> None:
    inner = subprocess("tx", start("s2"), script("s", "1", "n"), flow("s2 s"), tag="transaction")
    ran = run(model(start(), inner, end(), flow("start tx end"))).begin()
    assert (ran.state, ran.variables) == ("completed", {"n": 1})


@proves("compensation", "a handler that is interrupted on its border lets the others go on")
def test_an_interrupted_handler_lets_the_others_go_on(run: Runner) -> None:
    ran = run(
        model(
            start(),
            undoable("a", "undo_a"),
            undoable("b", "undo_b"),
            boundary("late", "undo_b", timer("timeDuration", "PT1H")),
            user("remind"),
            compensate(),
            user("after"),
            flow("start a b undo after"),
            flow("late remind"),
        )
    ).begin()
    ran.do("a").do("b").wait(hours=1)
    assert ran.open == ["remind", "undo_a"]
    assert ran.do("undo_a").open == ["after", "remind"]
