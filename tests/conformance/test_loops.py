"""Standard loop and multi-instance (BPMN 2.0.2, clause 10.3.8)."""

from __future__ import annotations

import pytest

from engine.run.changes import ElementStarted
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    element,
    end,
    escalation,
    escalation_event,
    extensions,
    flow,
    mappings,
    model,
    properties,
    script,
    signal,
    signal_event,
    start,
    subprocess,
    timer,
    twice,
    user,
)
from tests.conformance.matrix import proves


def multiple(extra: str = "", inner: str = "", **attributes: str) -> str:
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    head = extensions(f"<zeebe:loopCharacteristics {extra}/>") if extra else ""
    return f"<multiInstanceLoopCharacteristics{given}>{head}{inner}</multiInstanceLoopCharacteristics>"


def standard(condition: str, **attributes: str) -> str:
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    inner = f"<loopCondition>={condition.replace('<', '&lt;')}</loopCondition>"
    return f"<standardLoopCharacteristics{given}>{inner}</standardLoopCharacteristics>"


COLLECT = 'inputCollection="=items" inputElement="it" outputCollection="outs" outputElement="={it: it, r: r}"'


def around(activity: str, *more: str, top: str = "", name: str = "a") -> bytes:
    return model(start(), activity, end(), flow(f"start {name} end"), *more, top=top)


@proves("multiInstanceLoopCharacteristics", "parallel, collection in and out, order of inputs")
def test_parallel_keeps_the_order_of_its_inputs(run: Runner) -> None:
    ran = run(around(user("a", multiple(COLLECT)))).begin({"items": ["x", "y", "z"]})
    assert ran.open == ["a", "a", "a"]
    for number, answer in zip(sorted(ran.tasks, reverse=True), [3, 2, 1], strict=True):
        ran.complete(number, {"r": answer})
    assert ran.variables["outs"] == [{"it": "x", "r": 1}, {"it": "y", "r": 2}, {"it": "z", "r": 3}]
    assert set(ran.variables) == {"items", "outs"}
    assert ran.state == "completed"


@proves("multiInstanceLoopCharacteristics", "sequential")
def test_sequential_runs_one_after_the_other(run: Runner) -> None:
    ran = run(around(user("a", multiple(COLLECT, isSequential="true")))).begin({"items": ["x", "y"]})
    assert ran.open == ["a"]
    ran.do("a", {"r": 1})
    assert ran.open == ["a"]
    ran.do("a", {"r": 2})
    assert ran.variables["outs"] == [{"it": "x", "r": 1}, {"it": "y", "r": 2}]
    counters = [each.loop_counter for each in ran.of(ElementStarted) if each.element_type == "userTask"]
    assert counters == [1, 2]


@proves("multiInstanceLoopCharacteristics", "empty collection completes at once")
@pytest.mark.parametrize("sequential", ["true", "false"])
def test_an_empty_collection_completes_at_once(run: Runner, sequential: str) -> None:
    ran = run(around(user("a", multiple(COLLECT, isSequential=sequential)))).begin({"items": []})
    assert ran.state == "completed"
    assert ran.variables["outs"] == []


@proves("multiInstanceLoopCharacteristics", "a collection that is null is an incident")
def test_a_null_collection_is_an_incident(run: Runner) -> None:
    ran = run(around(user("a", multiple(COLLECT)))).begin()
    assert [raised.kind for raised in ran.incidents.values()] == ["collection"]
    ran.write({"items": [1]}).resolve("a").do("a", {"r": 2})
    assert ran.state == "completed"


CARDINALITY = "<loopCardinality>=n</loopCardinality>"


@proves("multiInstanceLoopCharacteristics", "loopCardinality, counters, completion condition")
def test_counters_and_completion_condition(run: Runner) -> None:
    done = "numberOfCompletedInstances &gt;= 2 and nrOfInstances = 3"
    enough = f"<completionCondition>={done}</completionCondition>"
    ran = run(around(user("a", multiple(inner=CARDINALITY + enough)))).begin({"n": 3})
    assert ran.open == ["a", "a", "a"]
    ran.do("a")
    assert ran.state == "active"
    ran.do("a")
    assert ran.state == "completed"
    assert ran.terminated() == ["a"]


@proves("multiInstanceLoopCharacteristics", "sequential with loopCardinality and completion condition")
def test_sequential_stops_by_its_condition(run: Runner) -> None:
    enough = "<completionCondition>=loopCounter = 2</completionCondition>"
    ran = run(around(user("a", multiple(inner=CARDINALITY + enough, isSequential="true")))).begin({"n": 5})
    ran.do("a").do("a")
    assert ran.state == "completed"


@proves("multiInstanceLoopCharacteristics", "more instances than boundedBy are an incident")
@pytest.mark.parametrize("n", [4, -1, "many", None])
def test_a_wrong_number_of_instances_is_an_incident(run: Runner, n: object) -> None:
    bounded = extensions(properties(boundedBy="3"))
    ran = run(around(user("a", bounded + multiple(inner=CARDINALITY)))).begin({"n": n})
    assert len(ran.incidents) == 1
    ran.write({"n": 1}).resolve("a").do("a")
    assert ran.state == "completed"


@proves("multiInstanceLoopCharacteristics", "an embedded subprocess as body")
def test_subprocesses_in_parallel_keep_their_variables_apart(run: Runner) -> None:
    inner = subprocess(
        "a",
        multiple(COLLECT),
        start("s2"),
        script("sc", "it * 10", "r"),
        user("u"),
        flow("s2 sc u"),
    )
    ran = run(around(inner)).begin({"items": [1, 2]})
    ran.do("u").do("u")
    assert ran.variables["outs"] == [{"it": 1, "r": 10}, {"it": 2, "r": 20}]
    assert "r" not in ran.variables


@proves("multiInstanceLoopCharacteristics", "output mappings of an instance stay in it")
def test_output_mappings_of_an_instance_stay_inside(run: Runner) -> None:
    mapped = extensions(mappings(outputs={"r": "answer + 1"}))
    ran = run(around(user("a", mapped + multiple(COLLECT)))).begin({"items": [1, 2]})
    ran.do("a", {"answer": 1}).do("a", {"answer": 2})
    assert ran.variables["outs"] == [{"it": 1, "r": 2}, {"it": 2, "r": 3}]
    assert set(ran.variables) == {"items", "outs"}


@proves("multiInstanceLoopCharacteristics", "behavior None and One throw their events")
@pytest.mark.parametrize(("behavior", "times"), [("None", 3), ("One", 1), ("All", 0)])
def test_behaviors_throw_their_event(run: Runner, behavior: str, times: int) -> None:
    loop = multiple(
        inner=CARDINALITY,
        behavior=behavior,
        noneBehaviorEventRef="thrown",
        oneBehaviorEventRef="thrown",
    )
    ran = run(
        around(
            user("a", loop),
            boundary("b", "a", escalation_event("e"), interrupting=False),
            user("told"),
            flow("b told"),
            top=escalation("e") + '<escalationEventDefinition id="thrown" escalationRef="e"/>',
        )
    ).begin({"n": 3})
    for _ in range(3):
        ran.do("a")
    assert ran.open == ["told"] * times


@proves("multiInstanceLoopCharacteristics", "the event of a behavior carries no inputs of the activity")
def test_a_behavior_takes_nothing_out(run: Runner) -> None:
    loop = multiple(inner=CARDINALITY, behavior="One", oneBehaviorEventRef="thrown")
    ran = run(
        around(
            user("a", extensions(mappings({"secret": "1"})) + loop),
            boundary("b", "a", escalation_event("e")),
            user("told"),
            flow("b told"),
            top=escalation("e") + '<escalationEventDefinition id="thrown" escalationRef="e"/>',
        )
    ).begin({"n": 2})
    ran.do("a")
    assert ran.instance.visible_variables(ran.number_of("told")) == {"n": 2}


@proves("multiInstanceLoopCharacteristics", "behavior Complex throws by condition")
def test_complex_behavior_throws_by_condition(run: Runner) -> None:
    behavior = (
        "<complexBehaviorDefinition><condition>=numberOfCompletedInstances = 2</condition>"
        '<event id="ev"><signalEventDefinition signalRef="s"/></event></complexBehaviorDefinition>'
    )
    behavior = behavior.replace("<event ", "<event xsi:type='tImplicitThrowEvent' ")
    ran = run(
        around(
            user("a", multiple(inner=CARDINALITY + behavior, behavior="Complex")),
            boundary("b", "a", signal_event("s")),
            user("told"),
            flow("b told"),
            top=signal("s"),
        )
    ).begin({"n": 3})
    ran.do("a")
    assert ran.open == ["a", "a"]
    ran.do("a")
    assert ran.open == ["told"]


@proves("multiInstanceLoopCharacteristics", "collections in data inputs and outputs, filled by associations")
def test_the_collections_may_be_data_inputs_and_outputs(run: Runner) -> None:
    io = (
        '<ioSpecification><dataInput id="ins" isCollection="true"/>'
        '<dataOutput id="outs" isCollection="true"/>'
        "<inputSet><dataInputRefs>ins</dataInputRefs></inputSet>"
        "<outputSet><dataOutputRefs>outs</dataOutputRefs></outputSet></ioSpecification>"
        '<dataInputAssociation id="i"><sourceRef>files</sourceRef><targetRef>ins</targetRef>'
        "</dataInputAssociation>"
        '<dataOutputAssociation id="o"><sourceRef>outs</sourceRef><targetRef>found</targetRef>'
        "</dataOutputAssociation>"
    )
    loop = multiple(
        inner="<loopDataInputRef>ins</loopDataInputRef><loopDataOutputRef>outs</loopDataOutputRef>"
        '<inputDataItem id="one"/><outputDataItem id="result"/>'
    )
    data = '<dataObject id="files" isCollection="true"/><dataObject id="found" isCollection="true"/>'
    ran = run(model(data, start(), user("a", io + loop), user("b"), flow("start a b"))).begin(
        {"files": [1, 2]}
    )
    seen = [ran.instance.visible_variables(number)["one"] for number in sorted(ran.tasks)]
    ran.do("a", {"result": 10}).do("a", {"result": 20})
    assert (seen, ran.variables) == ([1, 2], {"files": [1, 2], "found": [10, 20]})


@proves("standardLoopCharacteristics", "tests after each pass")
def test_a_loop_tests_after_each_pass(run: Runner) -> None:
    loop = standard("n < 3")
    ran = run(around(user("a", loop))).begin({"n": 0})
    for count in (1, 2, 3):
        ran.do("a", {"n": count})
    assert ran.state == "completed"
    assert ran.variables == {"n": 3}


@proves("standardLoopCharacteristics", "testBefore")
def test_a_loop_may_test_before_its_first_pass(run: Runner) -> None:
    loop = standard("n < 3", testBefore="true")
    assert run(around(user("a", loop))).begin({"n": 5}).state == "completed"


@proves("standardLoopCharacteristics", "loopMaximum")
def test_a_loop_ends_at_its_maximum(run: Runner) -> None:
    loop = standard("true", loopMaximum="2")
    ran = run(around(user("a", loop))).begin()
    ran.do("a").do("a")
    assert ran.state == "completed"


@proves("standardLoopCharacteristics", "more passes than boundedBy are an incident")
def test_a_loop_beyond_its_bound_is_an_incident(run: Runner) -> None:
    loop = standard("true")
    ran = run(around(element("task", "a", extensions(properties(boundedBy="5")) + loop))).begin()
    assert [raised.kind for raised in ran.incidents.values()] == ["bound"]


@proves("boundaryEvent", "on a multi-instance activity: interrupting ends all instances")
@pytest.mark.parametrize("sequential", ["true", "false"])
def test_an_interrupted_multi_instance_ends_all(run: Runner, sequential: str) -> None:
    ran = run(
        around(
            user("a", multiple(COLLECT, isSequential=sequential)),
            boundary("b", "a", timer("timeDuration", "PT1H")),
            user("late"),
            flow("b late"),
        )
    ).begin({"items": [1, 2, 3]})
    ran.wait(hours=1)
    assert ran.open == ["late"]


@proves("activity", "startQuantity waits for that many tokens")
def test_start_quantity_waits(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            user("a", startQuantity="2"),
            end(),
            flow("start f"),
            twice("f", "a"),
            flow("a end"),
        )
    ).begin()
    assert ran.open == ["a"]
    ran.do("a")
    assert ran.state == "completed"


@proves("activity", "completionQuantity gives that many tokens")
def test_completion_quantity_multiplies(run: Runner) -> None:
    ran = run(model(start(), user("a", completionQuantity="3"), user("b"), flow("start a b"))).begin()
    ran.do("a")
    assert ran.open == ["b", "b", "b"]


@proves("multiInstanceLoopCharacteristics", "the collections and items of the standard")
def test_the_standards_own_collections(run: Runner) -> None:
    data = (
        '<dataObject id="ins" isCollection="true"/><dataObject id="outs" isCollection="true"/>'
        '<dataObjectReference id="insRef" dataObjectRef="ins"/>'
        '<dataObjectReference id="outsRef" dataObjectRef="outs"/>'
    )
    loop = multiple(
        inner="<loopDataInputRef>insRef</loopDataInputRef><loopDataOutputRef>outsRef</loopDataOutputRef>"
        '<inputDataItem id="one"/><outputDataItem id="result"/>'
    )
    ran = run(model(data, start(), user("a", loop), user("b"), flow("start a b"))).begin({"ins": [1, 2]})
    seen = ran.instance.visible_variables(ran.number_of("a"))
    ran.do("a", {"result": 10}).do("a", {"result": 20})
    assert seen["one"] == 1
    assert ran.variables == {"ins": [1, 2], "outs": [10, 20]}
