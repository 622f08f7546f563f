"""The library underneath stays what it is: its tasks, its workflows, its specs, none of them touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.specs import WorkflowSpec
from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.workflow import Workflow

from engine.run.specs import built
from tests.conformance.elements import (
    boundary,
    element,
    end,
    flow,
    model,
    script,
    start,
    subprocess,
    timer,
    user,
)
from tests.conformance.harness import Run, deploy

MODEL = model(
    start(),
    element("parallelGateway", "f"),
    user("Start"),  # names of the library's own specs are names like any other
    user("End"),
    subprocess("sub", start("s2"), user("in"), flow("s2 in")),
    boundary("t", "sub", timer("timeDuration", "PT1H"), interrupting=False),
    script("s", "1", "x"),
    element("inclusiveGateway", "j"),
    end(),
    flow("start f Start j end"),
    flow("f End j"),
    flow("f sub j"),
    flow("t s"),
)


@pytest.fixture
def running() -> Run:
    return Run(deploy(MODEL)).begin()


def test_a_token_has_the_attributes_of_the_librarys_task_and_no_others(running: Run) -> None:
    spec = WorkflowSpec(addstart=True)
    theirs = set(vars(Task(Workflow(spec, deserializing=True), spec.start)))
    for token in running.instance.workflow.tokens.values():
        assert set(vars(token)) == theirs


def test_the_librarys_own_tools_see_the_running_instance(running: Run) -> None:
    top = running.instance.workflow
    assert isinstance(top, BpmnWorkflow)
    started = top.get_tasks(state=TaskState.STARTED, spec_class=library.UserTask)
    assert sorted(task.task_spec.name for task in started) == ["End", "Start", "in"]
    (sub,) = top.get_active_subprocesses()
    assert isinstance(sub, BpmnSubWorkflow)
    assert sub.parent_workflow is top
    assert sub.depth == 1
    (inner,) = sub.get_tasks(spec_name="in")
    assert isinstance(inner, Task)
    assert isinstance(inner.task_spec, BpmnTaskSpec)
    assert top.get_task_from_id(inner.id) is inner
    waiting = top.get_tasks(state=TaskState.WAITING)
    assert [task.task_spec.name for task in waiting] == ["t"]
    assert "in" in sub.get_dump()


def specs_of(running: Run) -> Iterator[TaskSpec]:
    process = built(running.host.deployed["p"])
    for scope in (process.spec, *process.scopes.values()):
        yield from scope.task_specs.values()


def fingerprint(running: Run) -> list[tuple[str, str]]:
    def shown(value: object) -> str:
        return repr(value) if isinstance(value, str | int | bool | tuple | None) else str(id(value))

    return [
        (spec.name, f"{name}={shown(value)}")
        for spec in specs_of(running)
        for name, value in vars(spec).items()
    ]


def test_running_changes_no_spec(running: Run) -> None:
    before = fingerprint(running)
    running.wait(hours=1).do("in").do("Start").do("End")
    assert running.state == "completed"
    assert fingerprint(running) == before


def test_every_write_to_a_spec_raises(running: Run) -> None:
    for spec in specs_of(running):
        with pytest.raises(AttributeError, match="frozen"):
            spec.name = "other"
        with pytest.raises((AttributeError, TypeError)):
            spec.data["x"] = 1
        with pytest.raises((AttributeError, TypeError)):
            spec._outputs.append("x")
    with pytest.raises(AttributeError, match="frozen"):
        built(running.host.deployed["p"]).spec.start = None


def test_specs_are_built_once_per_definition(running: Run) -> None:
    deployed = running.host.deployed["p"]
    assert built(deployed) is built(deployed)


def test_a_write_to_task_data_raises(running: Run) -> None:
    for token in running.instance.workflow.tokens.values():
        with pytest.raises(TypeError):
            token.data["x"] = 1


def test_python_can_never_be_evaluated(running: Run) -> None:
    engine = running.instance.workflow.script_engine
    with pytest.raises(PermissionError):
        engine.evaluate(None, "1 + 1")
    with pytest.raises(PermissionError):
        engine.execute(None, "import os")
