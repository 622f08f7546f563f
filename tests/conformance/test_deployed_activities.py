"""Tasks, repetition, ad-hoc subprocesses and calls, from deployment to what the database says afterwards."""

from __future__ import annotations

import pytest

from engine.errors import Conflict
from tests.conformance.deployed import World
from tests.conformance.elements import (
    boundary,
    element,
    end,
    extensions,
    flow,
    job,
    mappings,
    model,
    script,
    signal,
    start,
    subprocess,
    user,
)


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
