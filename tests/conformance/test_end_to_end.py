"""Each family of behaviour once from the deployment of its model to what the database says afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest

from engine.commands.deploy import DeploymentRefused
from engine.commands.houses import register_house
from engine.errors import Conflict, NotFound
from engine.store.database import Database
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
    job,
    mappings,
    message,
    message_event,
    model,
    other_process,
    script,
    signal,
    signal_event,
    start,
    subprocess,
    timer,
    user,
)
from tests.integration.world import HOUSE, opened

TERMINATE = "<terminateEventDefinition/>"
CANCEL = "<cancelEventDefinition/>"
COMPENSATE = "<compensateEventDefinition/>"


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    """A house of its own on an empty SQLite database."""
    path = tmp_path / "main.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    with opened(f"sqlite:///{path}", tmp_path) as services:
        assert isinstance(services.database, Database)
        yield World(services)


def link(kind: str, name: str) -> str:
    return element(kind, name, '<linkEventDefinition name="L"/>')


def compensated(host: str, handler: str) -> str:
    """A compensation boundary event on the host, and its handler."""
    event = boundary(f"c_{host}", host, COMPENSATE)
    ends = f'sourceRef="c_{host}" targetRef="{handler}" associationDirection="One"'
    return event + f'<association id="as_{host}" {ends}/>'


# --- flow ------------------------------------------------------------------------------------------------


def test_exclusive_gateways_choose_and_merge(world: World) -> None:
    split = element("exclusiveGateway", "x", default="x_b")
    merge = element("exclusiveGateway", "m")
    paths = flow("start x") + flow("x a", "n > 5") + flow("x b m") + flow("a m end")
    root = world.run(model(start(), split, user("a"), user("b"), merge, end(), paths), {"n": 6})
    assert world.open(root) == ["a"]
    world.do("a")
    assert (world.state(root), world.elements(root)) == ("completed", ["start", "x", "a", "m", "end"])


def test_inclusive_gateways_wait_for_what_can_come(world: World) -> None:
    split, join = (element("inclusiveGateway", name) for name in "io")
    paths = flow("start i") + flow("i a", "n > 1") + flow("i b", "n > 2") + flow("i c", "n > 3")
    paths += flow("a o after end") + flow("b o") + flow("c o")
    nodes = split + join + user("a") + user("b") + user("c") + user("after")
    root = world.run(model(start(), nodes, end(), paths), {"n": 3})
    world.do("a")
    assert world.open(root) == ["b"]
    world.do("b")
    assert world.open(root) == ["after"]


def test_a_complex_gateway_fires_at_two_of_three(world: World) -> None:
    condition = (
        '<activationCondition xsi:type="tFormalExpression">=activationCount >= 2</activationCondition>'
    )
    split, join = element("parallelGateway", "f"), element("complexGateway", "j", condition)
    tasks = user("a") + user("b") + user("c") + user("after")
    paths = flow("start f a j after end") + flow("f b j") + flow("f c j")
    root = world.run(model(start(), split, join, tasks, end(), paths))
    world.do("a")
    world.do("b")
    assert world.open(root) == ["after", "c"]
    world.do("c")
    world.do("after")
    assert (world.state(root), world.elements(root).count("after")) == ("completed", 1)


def test_activities_split_and_merge_by_themselves(world: World) -> None:
    paths = flow("start a b c end") + flow("a c")
    root = world.run(model(start(), user("a"), user("b"), user("c"), end(), paths))
    world.do("a")
    assert world.open(root) == ["b", "c"]
    world.do("b")
    assert world.open(root) == ["c", "c"]


def test_links_jump(world: World) -> None:
    throw, catch = link("intermediateThrowEvent", "go"), link("intermediateCatchEvent", "come")
    root = world.run(model(start(), throw, catch, user("a"), end(), flow("start go"), flow("come a end")))
    assert world.open(root) == ["a"]


def test_quantities_gather_and_multiply_tokens(world: World) -> None:
    nodes = user("a", completionQuantity="3") + user("b", startQuantity="3")
    root = world.run(model(start(), nodes, end(), flow("start a b end")))
    world.do("a")
    world.do("b")
    assert (world.state(root), world.elements(root).count("b")) == ("completed", 1)


# --- activities ------------------------------------------------------------------------------------------


def test_tasks_without_work_pass_through(world: World) -> None:
    nodes = element("task", "t") + element("manualTask", "m") + script("s", "1 + 1", "two") + user("u")
    root = world.run(model(start(), nodes, end(), flow("start t m s u end")))
    assert world.variables(root) == {"two": 2}


def test_a_worker_does_a_job_with_what_is_mapped(world: World) -> None:
    mapped = mappings({"sum": "a + b"}, {"paid": "done"})
    root = world.run(model(start(), job("j", extra=mapped), user("u"), flow("start j u")), {"a": 1, "b": 2})
    world.work({"done": True, "secret": 1})
    assert world.variables(root) == {"a": 1, "b": 2, "paid": True}


def test_a_standard_loop_repeats_while_its_condition_holds(world: World) -> None:
    condition = '<loopCondition xsi:type="tFormalExpression">=loopCounter &lt; 3</loopCondition>'
    loop = f"<standardLoopCharacteristics>{condition}</standardLoopCharacteristics>"
    root = world.run(model(start(), user("a", loop), end(), flow("start a end")))
    for _ in range(3):
        assert world.open(root) == ["a"]
        world.do("a")
    assert world.state(root) == "completed"


def test_multi_instance_gathers_in_the_order_of_its_inputs(world: World) -> None:
    given = '<zeebe:loopCharacteristics inputCollection="=xs" inputElement="x" outputCollection="ys"'
    inner = extensions(f'{given} outputElement="=x * 10"/>')
    many = (
        f'<multiInstanceLoopCharacteristics isSequential="false">{inner}</multiInstanceLoopCharacteristics>'
    )
    root = world.run(model(start(), user("a", many), user("b"), flow("start a b")), {"xs": [1, 2, 3]})
    assert world.open(root) == ["a", "a", "a"]
    for _ in range(3):
        world.do("a")
    assert world.variables(root)["ys"] == [10, 20, 30]


@pytest.mark.parametrize(("behavior", "times"), [("None", 3), ("One", 1)])
def test_a_multi_instance_throws_the_event_of_its_behavior(world: World, behavior: str, times: int) -> None:
    cardinality = '<loopCardinality xsi:type="tFormalExpression">=3</loopCardinality>'
    attributes = f'behavior="{behavior}" {behavior.lower()}BehaviorEventRef="def"'
    many = f"<multiInstanceLoopCharacteristics {attributes}>{cardinality}</multiInstanceLoopCharacteristics>"
    caught = boundary("b", "a", "<eventDefinitionRef>def</eventDefinitionRef>", interrupting=False)
    top = signal("s") + '<signalEventDefinition id="def" signalRef="s"/>'
    root = world.run(
        model(start(), user("a", many), caught, user("t"), flow("start a"), flow("b t"), top=top)
    )
    for _ in range(3):
        world.do("a")
    assert world.open(root) == ["t"] * times


def test_people_choose_in_an_ad_hoc_subprocess(world: World) -> None:
    adhoc = subprocess("free", user("x"), user("y"), tag="adHocSubProcess")
    root = world.run(model(start(), adhoc, user("after"), flow("start free after")))
    assert world.open(root) == []
    world.choose(root, "free", "x", "y", "x")
    assert world.open(root) == ["x", "x", "y"]
    with pytest.raises(Conflict):
        world.choose(root, "free", "nowhere")
    world.choose(root, "free", complete=True)
    assert world.open(root) == ["after"]


def test_a_call_binds_the_latest_version_or_that_of_its_deployment(world: World) -> None:
    def calling(binding: str) -> bytes:
        called = f'<zeebe:calledElement processId="q" bindingType="{binding}"/>'
        return model(start(), element("callActivity", "c", extensions(called)), flow("start c"))

    def called(task: str) -> bytes:
        inside = start() + user(task) + flow(f"start {task}")
        return model(inside).replace(b'id="p"', b'id="q"')

    world.deploy(calling("deployment"), called("old"))
    world.deploy(called("new"))
    root = world.start()
    assert world.open(root) == ["old"]
    world.deploy(calling("latest"))
    assert world.open(world.start()) == ["new"]


def test_a_call_binds_a_version_by_its_tag(world: World) -> None:
    def called(tag: str, task: str) -> bytes:
        inside = (
            extensions(f'<zeebe:versionTag value="{tag}"/>') + start() + user(task) + flow(f"start {task}")
        )
        return model(inside).replace(b'id="p"', b'id="q"')

    target = '<zeebe:calledElement processId="q" bindingType="versionTag" versionTag="v1"/>'
    world.deploy(called("v1", "one"))
    world.deploy(called("v2", "two"))
    root = world.run(model(start(), element("callActivity", "c", extensions(target)), flow("start c")))
    assert world.open(root) == ["one"]


def test_a_global_task_may_be_called(world: World) -> None:
    call = element("callActivity", "c", calledElement="g")
    root = world.run(
        model(start(), call, end(), flow("start c end"), top='<globalUserTask id="g" name="G"/>')
    )
    (task,) = world.open(root)
    world.do(task)
    assert world.state(root) == "completed"


# --- events ----------------------------------------------------------------------------------------------


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


# --- time ------------------------------------------------------------------------------------------------


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


# --- compensation ----------------------------------------------------------------------------------------


def test_a_scope_is_undone_in_reverse_with_the_data_of_the_moment(world: World) -> None:
    nodes = start()
    for task, handler in (("a", "undo_a"), ("b", "undo_b")):
        undo = job(handler, extra=mappings({"then": "n"}))
        nodes += user(task) + compensated(task, handler)
        nodes += undo.replace("<serviceTask", '<serviceTask isForCompensation="true"')
    nodes += script("later", "99", "n") + end("end", COMPENSATE) + flow("start a b later end")
    root = world.run(model(nodes), {"n": 1})
    world.do("a", {"n": 10})
    world.do("b", {"n": 20})
    seen = []
    for _ in range(2):
        found = world.job()
        seen.append((found.element_id, found.variables))
        world.finish(found)
    assert seen == [("undo_b", {"then": 20}), ("undo_a", {"then": 10})]
    assert world.state(root) == "completed"


def test_a_cancelled_transaction_is_undone_and_left_by_its_cancel_border(world: World) -> None:
    undo = user("undo", isForCompensation="true")
    choice = element("exclusiveGateway", "x", default="x_ok")
    paths = flow("s2 a x") + flow("x stop", "bad") + flow("x ok")
    body = (
        start("s2") + user("a") + compensated("a", "undo") + undo + choice + end("stop", CANCEL) + end("ok")
    )
    inside = subprocess("t", body, paths, tag="transaction")
    content = (
        start() + inside + boundary("b", "t", CANCEL) + user("sorry") + flow("start t") + flow("b sorry")
    )
    root = world.run(model(content))
    world.do("a", {"bad": True})
    assert world.open(root) == ["undo"]
    world.do("undo")
    assert world.open(root) == ["sorry"]


# --- data ------------------------------------------------------------------------------------------------


def test_data_objects_and_associations_carry_data(world: World) -> None:
    sets = "<inputSet id='i1'><dataInputRefs>in</dataInputRefs></inputSet>"
    sets += "<outputSet id='o1'><dataOutputRefs>out</dataOutputRefs></outputSet>"
    specification = f'<ioSpecification><dataInput id="in"/><dataOutput id="out"/>{sets}</ioSpecification>'
    into = (
        "<dataInputAssociation><sourceRef>order</sourceRef><targetRef>in</targetRef></dataInputAssociation>"
    )
    out_of = (
        "<dataOutputAssociation><sourceRef>out</sourceRef><targetRef>bill</targetRef></dataOutputAssociation>"
    )
    work = job("j", content=specification + into + out_of)
    data = '<dataObject id="order"/><dataObject id="bill"/>'
    root = world.run(model(data, start(), work, user("u"), flow("start j u")), {"order": 5})
    found = world.job()
    assert found.variables["in"] == 5
    world.finish(found, {"out": 12})
    assert world.variables(root)["bill"] == 12


# --- several pools, incidents, refusals ------------------------------------------------------------------


def test_several_pools_of_one_file_are_processes_of_their_own(world: World) -> None:
    pools = (
        '<collaboration id="c"><participant id="P" processRef="p"/><participant id="Q" processRef="q"/>'
        '<participant id="D" processRef="drawn"/>'
        '<messageFlow id="f" sourceRef="t" targetRef="qs"/></collaboration>'
    )
    thrown = element("endEvent", "t", message_event("m"))
    second = other_process("q", start("qs", message_event("m")), user("b"), flow("qs b"))
    drawn = '<process id="drawn"><task id="somebody"/></process>'
    top = message("m") + pools + second + drawn
    deployment = world.deploy(model(start(), thrown, flow("start t"), top=top))
    assert {found.key: found.standing for found in deployment.resources} == {
        "p": "executable",
        "q": "executable",
        "drawn": "documentation",
    }
    root = world.start()
    assert (world.state(root), world.instances("q"), world.open()) == ("completed", ["active"], ["b"])


def test_an_incident_keeps_the_element_and_is_resolved(world: World) -> None:
    choice = element("exclusiveGateway", "g", default="g_b")
    content = start() + choice + user("a") + user("b") + flow("start g") + flow("g a", "flag") + flow("g b")
    root = world.run(model(content))
    assert world.incidents() == [("g", "condition")]
    world.write(root, {"flag": True})
    world.resolve()
    assert (world.incidents(), world.open(root)) == ([], ["a"])


def test_a_job_without_retries_is_an_incident(world: World) -> None:
    root = world.run(model(start(), job("j"), user("a"), flow("start j a")))
    world.fail()
    assert world.incidents() == [("j", "job")]
    world.resolve()
    world.work()
    assert (world.incidents(), world.open(root)) == ([], ["a"])


def test_an_error_of_a_worker_is_caught_or_an_incident(world: World) -> None:
    event = boundary("b", "j", error_event("e"))
    content = start() + job("j") + event + user("mend") + flow("start j") + flow("b mend")
    root = world.run(model(content, top=error("e")))
    world.throw("e")
    assert world.open(root) == ["mend"]
    world.start()
    world.throw("unknown")
    assert world.incidents() == [("j", "uncaught-error")]


def test_a_task_that_nobody_is_named_for_is_for_integrators(world: World) -> None:
    named = user("a", extensions('<zeebe:assignmentDefinition candidateGroups="worker"/>'))
    world.run(model(start(), named, user("b"), flow("start a"), flow("start b")))
    world.do("b")
    with pytest.raises(NotFound):
        world.do("a")


def test_what_the_standard_forbids_is_not_deployed(world: World) -> None:
    with pytest.raises(DeploymentRefused) as refused:
        world.deploy(model(start(), user("a"), flow("start a"), flow("a start")))
    assert "start-event-incoming" in {found.rule for found in refused.value.findings}
    assert world.instances("p") == []


def test_a_large_model_is_deployed_and_started_within_five_seconds(world: World) -> None:
    names = [f"n{number}" for number in range(4990)]
    nodes = "".join(user(name) for name in names) + start() + end()
    ways = flow(" ".join(["start", *names, "end"]))
    crossing = "".join(
        f'<sequenceFlow id="f{number}" sourceRef="n{number}" targetRef="n{number * 7 % 4990}"/>'
        for number in range(4990)
    )
    source = model(nodes, ways, crossing)
    began = process_time()
    root = world.run(source)
    assert process_time() - began < 5
    assert world.open(root) == ["n0"]


def test_fifty_levels_of_subprocesses_are_deployed_and_run(world: World) -> None:
    inside = user("deep")
    for level in range(50):
        inside = subprocess(f"s{level}", inside)
    root = world.run(model(start(), inside, flow("start s49")))
    world.do("deep")
    assert world.state(root) == "completed"
