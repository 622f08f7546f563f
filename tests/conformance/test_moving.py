"""Modification and migration of running instances."""

from __future__ import annotations

import pytest

from engine.model.process import Process
from engine.run.changes import ElementMigrated, InstanceMigrated
from engine.run.faults import Refused
from engine.run.host import DeployedProcess
from engine.run.modification import Activation
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    boundary,
    element,
    end,
    flow,
    message,
    message_event,
    model,
    start,
    subprocess,
    timer,
    user,
)
from tests.conformance.harness import Run, deploy
from tests.conformance.matrix import proves

INNER = subprocess("sub", start("s2"), user("in"), user("in2"), flow("s2 in in2"))
MODEL = model(start(), user("a"), INNER, user("b"), end(), flow("start a sub b end"))


def modify(ran: Run, *activate: Activation, terminate: tuple[int, ...] = ()) -> Run:
    return ran.command(lambda instance: instance.modify(activate, terminate))


@proves("modification", "activate and terminate")
def test_a_token_is_moved_by_hand(run: Runner) -> None:
    ran = run(MODEL).begin()
    modify(ran, Activation("b", {"x": 1}), terminate=(ran.number_of("a"),))
    assert (ran.open, ran.variables) == (["b"], {"x": 1})
    assert ran.do("b").state == "completed"


@proves("modification", "into a subprocess that is not active, and one that is")
def test_a_subprocess_is_opened_for_its_element(run: Runner) -> None:
    ran = run(MODEL).begin()
    modify(ran, Activation("in2", {}), terminate=(ran.number_of("a"),))
    assert ran.open == ["in2"]
    modify(ran, Activation("in", {}))
    assert ran.open == ["in", "in2"]
    assert list(ran.active.values()).count("sub") == 1
    ran.do("in2").do("in").do("in2")
    assert ran.open == ["b"]


@proves("modification", "what is left without work ends")
def test_terminating_all_ends_the_instance(run: Runner) -> None:
    ran = run(MODEL).begin()
    ran.do("a")
    modify(ran, terminate=(ran.number_of("in"),))
    assert ran.state == "cancelled"


@proves("modification", "an instance of a multi-instance activity is terminated")
def test_terminating_an_instance_lets_the_body_go_on(run: Runner) -> None:
    loop = (
        "<multiInstanceLoopCharacteristics><loopCardinality>=2</loopCardinality>"
        "</multiInstanceLoopCharacteristics>"
    )
    ran = run(model(start(), user("a", loop), user("b"), flow("start a b"))).begin()
    modify(ran, terminate=(ran.number_of("a"),))
    assert ran.do("a").open == ["b"]


@pytest.mark.parametrize("element_id", ["nowhere", "p"])
def test_an_unknown_element_is_refused(run: Runner, element_id: str) -> None:
    ran = run(MODEL).begin()
    with pytest.raises(Refused, match=element_id):
        ran.instance.modify([Activation(element_id, {})])


def version_two(source: bytes) -> tuple[DeployedProcess, Process]:
    process = deploy(source).processes["p"]
    return DeployedProcess("p:2", 2, "later", process), process


def migrate(ran: Run, source: bytes, **mapping: str) -> Run:
    target, _ = version_two(source)
    ran.host.deployed["p2"] = target
    return ran.command(lambda instance: instance.migrate(target, mapping))


@proves("migration", "elements by name or by mapping; later steps are those of the new version")
def test_an_instance_goes_on_in_the_new_version(run: Runner) -> None:
    ran = run(model(start(), user("a"), end(), flow("start a end"))).begin({"x": 1})
    target = model(start(), user("a2"), user("extra"), end(), flow("start a2 extra end"))
    migrate(ran, target, a="a2")
    assert [each.definition_id for each in ran.of(InstanceMigrated)] == ["p:2"]
    assert [each.element_id for each in ran.of(ElementMigrated)] == ["a2"]
    assert ran.do("a2").open == ["extra"]
    assert ran.do("extra").state == "completed"


@proves("migration", "timers keep their time, new boundary events begin to wait, old ones end")
def test_boundary_events_follow_the_new_version(run: Runner) -> None:
    old = [start(), user("a"), boundary("t", "a", timer("timeDuration", "PT2H")), user("late")]
    old += [boundary("gone", "a", message_event("m")), flow("start a"), flow("t late"), flow("gone late")]
    new = [*old[:4], boundary("fresh", "a", message_event("n")), flow("start a"), flow("t late")]
    new += [flow("fresh late")]
    ran = run(model(*old, top=message("m"))).begin()
    ran.wait(hours=1)
    migrate(ran, model(*new, top=message("n")))
    assert ran.waiting == ["fresh", "t"]
    assert ran.wait(hours=1).open == ["late"]


@proves("migration", "tokens inside subprocesses and at joins")
def test_tokens_in_scopes_and_joins_follow(run: Runner) -> None:
    content = [
        start(),
        element("parallelGateway", "f"),
        subprocess("sub", start("s2"), user("in"), flow("s2 in")),
        user("a"),
        element("parallelGateway", "j"),
        user("b"),
        flow("start f sub j b"),
        flow("f a j"),
    ]
    ran = run(model(*content)).begin()
    ran.do("a")
    migrate(ran, model(*content))
    assert ran.do("in").open == ["b"]


@proves("migration", "refused where a live element has no counterpart")
def test_a_missing_counterpart_refuses(run: Runner) -> None:
    ran = run(model(start(), user("a"), end(), flow("start a end"))).begin()
    with pytest.raises(Refused, match="a has no counterpart"):
        migrate(ran, model(start(), user("b"), end(), flow("start b end")))
    with pytest.raises(Refused, match="different kinds"):
        migrate(ran, model(start(), element("task", "a"), end(), flow("start a end")))
