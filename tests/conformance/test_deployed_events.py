"""Events and time, from deployment to what the database says afterwards."""

from __future__ import annotations

import pytest

from engine.commands.houses import register_house
from engine.errors import Conflict
from tests.conformance.deployed import World
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
from tests.integration.world import HOUSE

TERMINATE = "<terminateEventDefinition/>"


def test_a_message_has_exactly_one_receiver(world: World) -> None:
    catch = element("intermediateCatchEvent", "w", message_event("m"))
    world.deploy(model(start(), catch, user("a"), flow("start w a"), top=message("m", "key")))
    first, second = world.start({"key": "k"}), world.start({"key": "k"})
    other = world.start({"key": "l"})
    assert world.message("m", {"x": 1}, "k") == ("correlated", first)
    assert [world.open(root) for root in (first, second, other)] == [["a"], [], []]
    assert world.message("m", {}, "k") == ("correlated", second)
    assert world.message("m", {}, "k") == ("expired", None)


def test_a_thrown_message_reaches_another_instance(world: World) -> None:
    throw = element("intermediateThrowEvent", "t", extensions(mappings({"x": "n"})) + message_event("m"))
    sender = other_process("q", start(), throw, flow("start t").replace("start_t", "q1")).replace(
        'id="start"', 'id="qs"'
    )
    sender = sender.replace('sourceRef="start"', 'sourceRef="qs"')
    catch = element("intermediateCatchEvent", "w", message_event("m"))
    content = start() + catch + user("a") + flow("start w a")
    root = world.run(model(content, top=message("m") + sender))
    sent = world.start({"n": 7}, process="q")
    assert (world.state(sent), world.open(root), world.variables(root)) == ("completed", ["a"], {"x": 7})


def test_a_message_starts_a_process_by_event_and_by_receive_task(world: World) -> None:
    receive = element("receiveTask", "r", messageRef="m2", instantiate="true")
    second = other_process("q", receive, user("b"), flow("r b"))
    first = start("start", message_event("m")) + user("a") + flow("start a")
    world.deploy(model(first, top=message("m") + message("m2") + second))
    assert world.message("m", {"x": 1})[0] == "started"
    assert world.message("m2")[0] == "started"
    assert world.open() == ["a", "b"]
    with pytest.raises(Conflict):
        world.start()


@pytest.mark.parametrize(("kind", "left"), [("Exclusive", []), ("Parallel", ["w2"])])
def test_an_event_based_gateway_starts_a_process(world: World, kind: str, left: list[str]) -> None:
    gateway = element("eventBasedGateway", "g", instantiate="true", eventGatewayType=kind)
    caught = "".join(element("intermediateCatchEvent", f"w{n}", message_event(f"m{n}")) for n in (1, 2))
    paths = flow("g w1 a end") + flow("g w2 b end")
    content = gateway + caught + user("a") + user("b") + end() + paths
    world.deploy(model(content, top=message("m1") + message("m2")))
    state, root = world.message("m1")
    assert state == "started"
    assert root is not None
    assert world.open(root) == ["a"]
    if left:
        assert world.message("m2")[0] == "correlated"
        assert world.open(root) == ["a", "b"]
    else:
        assert world.message("m2")[0] == "started"


def test_an_event_based_gateway_takes_the_first_event(world: World) -> None:
    gateway = element("eventBasedGateway", "g")
    caught = element("intermediateCatchEvent", "w", message_event("m"))
    late = element("intermediateCatchEvent", "l", timer("timeDuration", "PT1H"))
    content = start() + gateway + caught + late + user("a") + user("b") + flow("start g w a") + flow("g l b")
    root = world.run(model(content, top=message("m")))
    world.wait("PT2H")
    assert world.open(root) == ["b"]
    assert world.message("m") == ("expired", None)


def test_a_signal_reaches_all_that_wait_and_starts_what_it_starts(world: World) -> None:
    catch = element("intermediateCatchEvent", "w", signal_event("s"))
    begun = other_process("q", start("qs", signal_event("s")), user("b"), flow("qs b"))
    thrower = other_process("t", start("ts"), element("endEvent", "te", signal_event("s")), flow("ts te"))
    content = start() + catch + user("a") + flow("start w a")
    world.deploy(model(content, top=signal("s") + begun + thrower))
    roots = [world.start(), world.start()]
    world.start(process="t")
    assert [world.open(root) for root in roots] == [["a"], ["a"]]
    assert world.open() == ["a", "a", "b"]
    assert world.signal("s") == 1, "nobody waits any more; one more is started"


def test_a_condition_reacts_to_a_write_from_outside(world: World) -> None:
    catch = element("intermediateCatchEvent", "w", conditional_event("n > 3"))
    root = world.run(model(start(), catch, user("a"), flow("start w a")), {"n": 1})
    world.write(root, {"n": 2})
    assert world.open(root) == []
    world.write(root, {"n": 4})
    assert world.open(root) == ["a"]


@pytest.mark.parametrize("interrupting", [True, False])
def test_a_boundary_event_interrupts_or_not(world: World, interrupting: bool) -> None:
    event = boundary("b", "h", message_event("m"), interrupting=interrupting)
    inside = subprocess("h", start("s2"), user("a"), flow("s2 a"))
    root = world.run(model(start(), inside, event, user("t"), flow("start h"), flow("b t"), top=message("m")))
    world.message("m")
    assert world.open(root) == (["t"] if interrupting else ["a", "t"])
    assert world.message("m")[0] == ("expired" if interrupting else "correlated")


def test_an_event_subprocess_takes_over(world: World) -> None:
    handler = subprocess(
        "es", start("es1", message_event("m")), user("b"), flow("es1 b"), triggeredByEvent="true"
    )
    root = world.run(model(start(), user("a"), flow("start a"), handler, top=message("m")))
    world.message("m", {"x": 1})
    assert (world.open(root), world.elements(root, "terminated")) == (["b"], ["a"])
    world.do("b")
    assert world.state(root) == "completed"


@pytest.mark.parametrize("interrupting", [True, False])
def test_an_escalation_is_caught_at_the_border(world: World, interrupting: bool) -> None:
    thrown = element("intermediateThrowEvent", "t", escalation_event("e"))
    inside = subprocess("h", start("s2"), thrown, user("a"), flow("s2 t a"))
    event = boundary("b", "h", escalation_event("e"), interrupting=interrupting)
    root = world.run(
        model(start(), inside, event, user("up"), flow("start h"), flow("b up"), top=escalation("e"))
    )
    assert world.open(root) == (["up"] if interrupting else ["a", "up"])


def test_an_error_goes_through_a_call_to_the_border_that_catches_it(world: World) -> None:
    called = other_process("q", start("qs"), end("qe", error_event("e")), flow("qs qe"))
    call = element("callActivity", "c", calledElement="q")
    event = boundary("b", "c", error_event("e"))
    content = start() + call + event + user("mend") + flow("start c") + flow("b mend")
    root = world.run(model(content, top=error("e") + called))
    assert world.open(root) == ["mend"]


def test_an_error_end_event_that_nobody_catches_fails_the_instance(world: World) -> None:
    root = world.run(
        model(start(), user("a"), end("bad", error_event("e")), flow("start a bad"), top=error("e"))
    )
    world.do("a")
    assert world.state(root) == "failed"


def test_terminate_ends_everything(world: World) -> None:
    content = (
        start() + user("a") + user("b") + end("stop", TERMINATE) + flow("start a") + flow("start b stop")
    )
    root = world.run(model(content))
    world.do("b")
    assert (world.state(root), world.elements(root, "terminated")) == ("completed", ["a"])


def test_multiple_and_parallel_multiple_events(world: World) -> None:
    both = message_event("m") + signal_event("s")
    one = element("intermediateCatchEvent", "one", both)
    all_of = element("intermediateCatchEvent", "all", both, parallelMultiple="true")
    content = start() + one + all_of + user("a") + flow("start one all a")
    root = world.run(model(content, top=message("m") + signal("s")))
    world.signal("s")
    assert world.elements(root) == ["start", "one"]
    world.signal("s")
    assert world.open(root) == []
    world.message("m")
    assert world.open(root) == ["a"]


@pytest.mark.parametrize(("catch_up", "fired"), [("all", 5), ("latest", 1), ("none", 0)])
def test_a_cycle_catches_up_as_told_after_downtime(world: World, catch_up: str, fired: int) -> None:
    told = f'<zeebe:properties><zeebe:property name="catchUp" value="{catch_up}"/></zeebe:properties>'
    cycle = timer("timeCycle", "R5/PT1H")
    event = boundary("b", "a", cycle, interrupting=False, extra=extensions(told))
    root = world.run(model(start(), user("a"), event, user("t"), flow("start a"), flow("b t")))
    world.sleep(hours=10)
    assert world.open(root) == ["a"] + ["t"] * fired


def test_a_day_is_a_day_when_the_clock_changes(world: World) -> None:
    wait = element("intermediateCatchEvent", "w", timer("timeDate", "2026-03-28T12:00:00+01:00"))
    day = element("intermediateCatchEvent", "d", timer("timeDuration", "P1D"))
    root = world.run(model(start(), wait, day, user("a"), flow("start w d a")))
    world.wait("P82DT3H")
    assert world.elements(root) == ["start", "w"]
    world.wait("PT21H59M")
    assert world.open(root) == []
    world.wait("PT1M")
    assert world.open(root) == ["a"], "noon to noon, though the day has 23 hours"


def test_a_process_starts_by_its_timer(world: World) -> None:
    register_house(world.services, HOUSE, "Noord")
    world.deploy(model(start("start", timer("timeCycle", "R3/PT1H")), user("a"), flow("start a")))
    world.wait("P1D")
    assert world.instances("p") == ["active"] * 3
