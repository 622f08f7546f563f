"""Gateways and sequence flows (BPMN 2.0.2, clauses 10.6 and 13.4)."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    element,
    end,
    flow,
    message,
    message_event,
    model,
    script,
    signal,
    signal_event,
    start,
    timer,
    twice,
    user,
)
from tests.conformance.harness import names
from tests.conformance.matrix import proves

XOR = element("exclusiveGateway", "x", default="x_c")
CHOICE = [start(), XOR, user("a"), user("b"), user("c"), flow("start x")]
CHOICE += [flow("x a", "n > 10"), flow("x b", "n > 5"), flow("x c")]


@proves("exclusiveGateway", "split: first true condition, else the default")
@pytest.mark.parametrize(("n", "taken"), [(11, "a"), (6, "b"), (1, "c")])
def test_exclusive_takes_the_first_true_flow(run: Runner, n: int, taken: str) -> None:
    assert run(model(*CHOICE)).begin({"n": n}).open == [taken]


@proves("exclusiveGateway", "a condition that is not boolean is an incident")
def test_a_null_condition_is_an_incident_and_can_be_mended(run: Runner) -> None:
    ran = run(model(*CHOICE)).begin({"n": "much"})
    assert [raised.kind for raised in ran.incidents.values()] == ["condition"]
    ran.write({"n": 6}).resolve("x")
    assert ran.open == ["b"]


@proves("exclusiveGateway", "no flow to take is an incident")
def test_no_way_out_is_an_incident(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("exclusiveGateway", "x"),
            user("a"),
            end(),
            flow("start x"),
            flow("x end", "n > 5"),
            flow("x a", "n > 7"),
        )
    ).begin({"n": 1})
    assert [raised.kind for raised in ran.incidents.values()] == ["no-flow"]
    assert ran.state == "active"


@proves("exclusiveGateway", "merge: each token passes")
def test_exclusive_merge_lets_each_token_pass(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            element("exclusiveGateway", "m"),
            user("a"),
            flow("start f"),
            twice("f", "m"),
            flow("m a"),
        )
    ).begin()
    assert ran.open == ["a", "a"]


@proves("parallelGateway", "split and join")
def test_parallel_waits_for_all(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            user("a"),
            user("b"),
            element("parallelGateway", "j"),
            user("c"),
            flow("start f a j c"),
            flow("f b j"),
        )
    ).begin()
    assert ran.open == ["a", "b"]
    ran.do("a")
    assert ran.open == ["b"]
    ran.do("b")
    assert ran.open == ["c"]
    assert ran.completed("j") == ["j"]


@proves("parallelGateway", "excess tokens wait for their turn")
def test_parallel_keeps_excess_tokens(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            element("exclusiveGateway", "m"),
            user("a"),
            element("parallelGateway", "j"),
            user("c"),
            flow("start f a j c"),
            flow("m j"),
            twice("f", "m"),
        )
    ).begin()
    ran.do("a")
    assert ran.open == ["c"]
    ran.do("c")
    assert ran.state == "active"


@proves("inclusiveGateway", "split: every true condition, else the default")
@pytest.mark.parametrize(("n", "taken"), [(11, ["a", "b"]), (6, ["b"]), (1, ["c"])])
def test_inclusive_takes_every_true_flow(run: Runner, n: int, taken: list[str]) -> None:
    gateway = element("inclusiveGateway", "x", default="x_c")
    assert run(model(*[gateway if each is XOR else each for each in CHOICE])).begin({"n": n}).open == taken


INCLUSIVE = [
    start(),
    element("inclusiveGateway", "f"),
    user("a"),
    user("b"),
    user("c"),
    element("inclusiveGateway", "j"),
    user("after"),
    flow("start f"),
    flow("f a", "n > 1"),
    flow("f b", "n > 2"),
    flow("f c", "n > 0"),
    flow("a j"),
    flow("b j"),
    flow("c j after"),
]


@proves("inclusiveGateway", "join: waits for what can still come")
@pytest.mark.parametrize(("n", "taken"), [(1, ["c"]), (2, ["a", "c"]), (3, ["a", "b", "c"])])
def test_inclusive_join_waits_for_what_can_come(run: Runner, n: int, taken: list[str]) -> None:
    ran = run(model(*INCLUSIVE)).begin({"n": n})
    assert ran.open == taken
    for name in taken:
        assert "after" not in ran.open
        ran.do(name)
    assert ran.open == ["after"]


@proves("inclusiveGateway", "join in a loop")
def test_inclusive_join_in_a_loop(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("exclusiveGateway", "m"),
            element("inclusiveGateway", "f"),
            user("a"),
            user("b"),
            element("inclusiveGateway", "j"),
            element("exclusiveGateway", "x", default="x_end"),
            end(),
            flow("start m f"),
            flow("f a", "true"),
            flow("f b", "n > 1"),
            flow("a j"),
            flow("b j x"),
            flow("x m", "again"),
            flow("x end"),
        )
    ).begin({"n": 2, "again": True})
    for _ in range(3):
        assert ran.open == ["a", "b"]
        ran.do("b").do("a")
    ran.write({"again": False, "n": 1}).do("a").do("b")
    assert ran.state == "completed"
    assert ran.completed("j") == ["j"] * 4


@proves("inclusiveGateway", "join after a cancelled branch")
def test_inclusive_join_goes_on_when_a_branch_ends_elsewhere(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            user("a"),
            user("b"),
            element("exclusiveGateway", "x", default="x_j"),
            element("inclusiveGateway", "j"),
            user("after"),
            end(),
            flow("start f a j after"),
            flow("f b x j"),
            flow("x end", "stop"),
        )
    ).begin({"stop": True})
    ran.do("a")
    assert ran.open == ["b"]
    ran.do("b")
    assert ran.open == ["after"]


COMPLEX = [
    start(),
    element("parallelGateway", "f"),
    user("a"),
    user("b"),
    user("c"),
    element("complexGateway", "j", "<activationCondition>=activationCount &gt;= 2</activationCondition>"),
    user("after"),
    end(),
    flow("start f a j after end"),
    flow("f b j"),
    flow("f c j"),
]


@proves("complexGateway", "activation condition, late tokens are taken by the second phase")
def test_complex_fires_at_two_of_three(run: Runner) -> None:
    ran = run(model(*COMPLEX)).begin()
    ran.do("a")
    assert ran.open == ["b", "c"]
    ran.do("b")
    assert ran.open == ["after", "c"]
    ran.do("c")
    assert ran.open == ["after"]
    ran.do("after")
    assert ran.state == "completed"
    assert ran.completed("after") == ["after"]


@proves("complexGateway", "flows that ask for the phase with waitingForStart")
def test_complex_tells_its_phases_apart(run: Runner) -> None:
    content = [each for each in COMPLEX if each != flow("start f a j after end")]
    ran = run(
        model(
            *content,
            user("late"),
            flow("start f a j"),
            flow("j after", "waitingForStart"),
            flow("j late", "not(waitingForStart)"),
            flow("after end"),
            flow("late end"),
        )
    ).begin()
    ran.do("a").do("b")
    assert ran.open == ["after", "c"]
    ran.do("c")
    assert ran.open == ["after", "late"]


EVENT_CHOICE = [
    start(),
    element("eventBasedGateway", "g"),
    element("intermediateCatchEvent", "t", timer("timeDuration", "PT1H")),
    element("intermediateCatchEvent", "s", signal_event("all")),
    user("by_message"),
    user("by_timer"),
    user("by_signal"),
    flow("start g m by_message"),
    flow("g t by_timer"),
    flow("g s by_signal"),
]
RECEIVING = {
    "event": element("intermediateCatchEvent", "m", message_event("yes")),
    "task": element("receiveTask", "m", messageRef="yes"),
}
EVENT_TOP = message("yes") + message("no") + signal("all")


@proves("eventBasedGateway", "exclusive: the first of message, timer, receive task, signal")
@pytest.mark.parametrize("receiving", RECEIVING.values(), ids=RECEIVING.keys())
@pytest.mark.parametrize("event", ["message", "timer", "signal"])
def test_the_first_event_decides(run: Runner, event: str, receiving: str) -> None:
    ran = run(model(*EVENT_CHOICE, receiving, top=EVENT_TOP)).begin()
    assert ran.waiting == ["m", "s", "t"]
    if event == "timer":
        ran.wait(hours=2)
    elif event == "signal":
        ran.signalled("all", {"x": 1})
    else:
        ran.receive("yes", {"x": 1})
    assert ran.open == [f"by_{event}"]
    assert ran.waiting == []
    assert ran.variables.get("x") == (None if event == "timer" else 1)


INSTANTIATING = [
    element("eventBasedGateway", "g", instantiate="true", eventGatewayType="Exclusive"),
    element("receiveTask", "m", messageRef="yes"),
    element("receiveTask", "r", messageRef="no"),
    user("a"),
    user("b"),
    flow("g m a"),
    flow("g r b"),
]


@proves("eventBasedGateway", "instantiating, exclusive")
@pytest.mark.parametrize(("event", "opened"), [("m", "a"), ("r", "b")])
def test_an_instantiating_gateway_starts_by_its_event(run: Runner, event: str, opened: str) -> None:
    ran = run(model(*INSTANTIATING, top=EVENT_TOP)).begin({"x": 1}, start_event=event)
    assert (ran.open, ran.waiting) == ([opened], [])
    assert ran.variables == {"x": 1}


@proves("eventBasedGateway", "instantiating, parallel: all its events must come")
def test_a_parallel_instantiating_gateway_waits_for_the_others(run: Runner) -> None:
    content = [each.replace("Exclusive", "Parallel") for each in INSTANTIATING]
    ran = run(model(*content, top=EVENT_TOP)).begin(start_event="m")
    assert (ran.open, ran.waiting) == (["a"], ["r"])
    ran.receive("no").do("a").do("b")
    assert ran.state == "completed"


@proves("sequenceFlow", "implicit split, conditional and default flows of an activity")
@pytest.mark.parametrize(("n", "taken"), [(1, ["c", "d"]), (6, ["b", "d"])])
def test_activities_split_by_themselves(run: Runner, n: int, taken: list[str]) -> None:
    ran = run(
        model(
            start(),
            user("a", default="a_c"),
            user("b"),
            user("c"),
            user("d"),
            flow("start a"),
            flow("a b", "n > 5"),
            flow("a c"),
            flow("a d", "true"),
        )
    ).begin({"n": n})
    ran.do("a")
    assert ran.open == (taken if n > 5 else ["d"])


@proves("sequenceFlow", "implicit merge")
def test_activities_merge_by_themselves(run: Runner) -> None:
    ran = run(model(start(), user("a"), user("b"), user("c"), flow("start a c"), flow("start b c"))).begin()
    ran.do("a").do("b")
    assert names(ran.open) == ["c", "c"]


@proves("sequenceFlow", "an activity of which no flow can be taken is an incident")
def test_an_activity_without_a_way_out_is_an_incident(run: Runner) -> None:
    flows = flow("start a") + flow("a end", "go") + flow("a b", "back")
    ran = run(model(start(), user("a"), user("b"), end(), flows)).begin({"go": False, "back": False})
    ran.do("a")
    assert [raised.kind for raised in ran.incidents.values()] == ["no-flow"]
    ran.write({"go": True}).resolve("a")
    assert ran.state == "completed"


@proves("sequenceFlow", "a loop without a limit in the model")
def test_a_loop_of_a_thousand_passes_keeps_its_state_small(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("exclusiveGateway", "m"),
            script("s", "n + 1", "n"),
            element("exclusiveGateway", "x", default="x_end"),
            end(),
            flow("start m s x"),
            flow("x m", "n < 1000"),
            flow("x end"),
        )
    ).begin({"n": 0})
    assert ran.state == "completed"
    assert ran.variables == {"n": 1000}
    assert len(ran.instance.dump()) < 400


@proves("complexGateway", "split: every true condition, else the default")
def test_complex_splits_like_inclusive(run: Runner) -> None:
    gateway = element("complexGateway", "x", default="x_c")
    content = [gateway if each is XOR else each for each in CHOICE]
    assert run(model(*content)).begin({"n": 11}).open == ["a", "b"]
    assert run(model(*content)).begin({"n": 1}).open == ["c"]


@proves("inclusiveGateway", "joins that lead to each other wait for each other, with a warning at deploy")
def test_inclusive_joins_in_one_cycle_wait_for_each_other(run: Runner) -> None:
    content = [
        start(),
        element("parallelGateway", "f"),
        user("a"),
        user("b"),
        element("inclusiveGateway", "j"),
        element("inclusiveGateway", "k"),
        element("exclusiveGateway", "x", default="x_c"),
        element("exclusiveGateway", "y", default="y_d"),
        user("c"),
        user("d"),
        flow("start f a j x c"),
        flow("f b k y d"),
        flow("x k", "go"),
        flow("y j", "go"),
    ]
    ran = run(model(*content)).begin({"go": False})
    ran.do("a").do("b")
    assert (ran.open, ran.state) == ([], "active")


@proves("parallelGateway", "mixed: joins and divides")
@proves("inclusiveGateway", "mixed: joins and divides")
@pytest.mark.parametrize("kind", ["parallelGateway", "inclusiveGateway"])
def test_a_mixed_gateway_joins_and_divides(run: Runner, kind: str) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            user("a"),
            user("b"),
            element(kind, "m"),
            user("c"),
            user("d"),
            flow("start f a m c"),
            flow("f b m d"),
        )
    ).begin()
    assert ran.do("a").open == ["b"]
    assert ran.do("b").open == ["c", "d"]
