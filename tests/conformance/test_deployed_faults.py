"""Pools, incidents, refusals and large models, from deployment to what the database says afterwards."""

from __future__ import annotations

from time import process_time

import pytest

from engine.commands.deploy import DeploymentRefused
from engine.errors import NotFound
from tests.conformance.deployed import World
from tests.conformance.elements import (
    boundary,
    element,
    end,
    error,
    error_event,
    extensions,
    flow,
    job,
    message,
    message_event,
    model,
    other_process,
    start,
    subprocess,
    user,
)


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
