"""Call activities (BPMN 2.0.2, clause 10.3.6)."""

from __future__ import annotations

import pytest

from engine.run.changes import InstanceEnded, InstanceStarted
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    element,
    end,
    extensions,
    flow,
    mappings,
    model,
    other_process,
    script,
    start,
    timer,
    user,
)
from tests.conformance.matrix import proves

CALLED = other_process("q", start("s2"), user("in"), end("e2"), flow("s2 in e2"))


def calling(attributes: str = "", extra: str = "", target: str = "q") -> str:
    called = f'<zeebe:calledElement processId="{target}" {attributes}/>'
    return element("callActivity", "call", extensions(called + extra))


def caller(attributes: str = "", extra: str = "", top: str = CALLED, target: str = "q") -> bytes:
    return model(start(), calling(attributes, extra, target), end(), flow("start call end"), top=top)


@proves("callActivity", "propagates all variables both ways unless told otherwise")
def test_all_variables_go_in_and_out(run: Runner) -> None:
    ran = run(caller()).begin({"n": 1})
    assert ran.instance.visible_variables(ran.number_of("in")) == {"n": 1}
    ran.do("in", {"n": 2, "m": 3})
    assert ran.variables == {"n": 2, "m": 3}


@proves("callActivity", "explicit mappings isolate")
def test_mappings_isolate(run: Runner) -> None:
    mapped = mappings({"given": "n"}, {"got.m": "m"})
    ran = run(caller('propagateAllParentVariables="false" propagateAllChildVariables="false"', mapped)).begin(
        {"n": 1}
    )
    assert ran.instance.visible_variables(ran.number_of("in")) == {"given": 1}
    ran.do("in", {"m": 3, "n": 9})
    assert ran.variables == {"n": 1, "got": {"m": 3}}


@proves("callActivity", "multi-instance: outputs see the item, the called process only what it is given")
@pytest.mark.parametrize("takes", ["true", "false"])
def test_an_instance_of_a_call_keeps_its_item(run: Runner, takes: str) -> None:
    loop = (
        '<zeebe:loopCharacteristics inputCollection="=[1, 2]" inputElement="it" outputCollection="outs"'
        ' outputElement="={it: it, m: got}"/>'
    )
    repeated = f"<multiInstanceLoopCharacteristics>{extensions(loop)}</multiInstanceLoopCharacteristics>"
    attributes = f'propagateAllParentVariables="{takes}" propagateAllChildVariables="false"'
    called = (
        f'<zeebe:calledElement processId="q" {attributes}/>{mappings({"given": "it * 10"}, {"got": "m"})}'
    )
    call = element("callActivity", "call", extensions(called) + repeated)
    ran = run(model(start(), call, user("after"), flow("start call after"), top=CALLED)).begin()
    seen = [ran.instance.visible_variables(number) for number in sorted(ran.tasks)]
    item = [{"it": 1}, {"it": 2}] if takes == "true" else [{}, {}]
    assert seen == [{"given": 10, **item[0]}, {"given": 20, **item[1]}]
    ran.do("in", {"m": 5}).do("in", {"m": 6})
    assert ran.variables == {"outs": [{"it": 1, "m": 5}, {"it": 2, "m": 6}]}


@proves("callActivity", "the child is an instance of its own, with a business key")
def test_the_child_is_an_instance(run: Runner) -> None:
    ran = run(caller('businessId="=&quot;k&quot; + string(n)"')).begin({"n": 1})
    _, child = ran.of(InstanceStarted)
    assert (child.parent_instance, child.definition_id, child.business_key) == (0, "q:1", "k1")
    assert child.instance == child.parent_element
    ran.do("in")
    assert [(ended.instance, ended.end_event) for ended in ran.of(InstanceEnded)] == [
        (child.instance, "e2"),
        (0, "end"),
    ]


@proves("callActivity", "process by expression, standard calledElement")
@pytest.mark.parametrize(
    "activity",
    [calling(target='="q"'.replace('"', "&quot;")), element("callActivity", "call", calledElement="q")],
)
def test_the_called_process_may_be_an_expression(run: Runner, activity: str) -> None:
    assert run(model(start(), activity, flow("start call"), top=CALLED)).begin().open == ["in"]


@proves("callActivity", "a process that is missing is an incident")
def test_a_missing_process_is_an_incident(run: Runner) -> None:
    ran = run(caller(target="nowhere")).begin()
    assert [raised.kind for raised in ran.incidents.values()] == ["missing"]


@proves("callActivity", "interrupted with all that runs inside")
def test_an_interrupted_call_ends_its_child(run: Runner) -> None:
    ran = run(
        model(
            start(),
            calling(),
            boundary("b", "call", timer("timeDuration", "PT1H")),
            user("late"),
            flow("start call"),
            flow("b late"),
            top=CALLED,
        )
    ).begin()
    ran.wait(hours=1)
    assert ran.open == ["late"]
    assert [ended.state.value for ended in ran.of(InstanceEnded)] == ["cancelled"]


@proves("callActivity", "recursion")
def test_a_process_may_call_itself(run: Runner) -> None:
    gateway = element("exclusiveGateway", "x", default="x_u")
    content = [
        start(),
        gateway,
        calling('propagateAllChildVariables="false"', mappings({"n": "n - 1"}), "p"),
        user("u"),
        end(),
        flow("start x"),
        flow("x call", "n > 0"),
        flow("call end"),
        flow("x u end"),
    ]
    ran = run(model(*content)).begin({"n": 5})
    assert ran.open == ["u"]
    ran.do("u")
    assert ran.state == "completed"
    assert len(ran.of(InstanceStarted)) == 6


@proves("callActivity", "a global task as the called element")
def test_a_global_task_may_be_called(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("callActivity", "call", calledElement="g"),
            end(),
            flow("start call end"),
            top='<globalUserTask id="g" name="Anywhere"/>',
        )
    ).begin()
    assert ran.open == ["g.task"]
    ran.do("g.task", {"x": 1})
    assert (ran.state, ran.variables) == ("completed", {"x": 1})


@proves("callActivity", "process context of the child")
def test_the_child_knows_its_parent(run: Runner) -> None:
    called = other_process(
        "q", start("s2"), script("s", "process.parent.processId + process.instanceId", "who"), flow("s2 s")
    )
    ran = run(caller(top=called)).begin()
    assert ran.variables == {"who": "proot.2"}


@proves("callActivity", "cancelled from outside")
def test_cancelling_a_child_ends_what_waits_for_it_alone(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("parallelGateway", "f"),
            calling(),
            user("a"),
            flow("start f call"),
            flow("f a"),
            top=CALLED,
        )
    ).begin()
    child = ran.of(InstanceStarted)[1].instance
    ran.command(lambda instance: instance.cancel(child))
    assert ran.open == ["a"]
    assert ran.do("a").state == "completed"
