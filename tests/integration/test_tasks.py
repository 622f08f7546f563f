"""Tasks: claimed by who may, completed once, and everything written with the step."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from engine.commands.assign_task import assign_task, release_task
from engine.commands.complete_task import CompletedTask, complete_task
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Forbidden, Invalid, NotFound, PreconditionFailed
from engine.store.tables.history import element_instance, sequence_flow, variable_write
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.waits import task, task_candidate
from tests.integration.reading import open_tasks, variables
from tests.integration.world import (
    ANNA,
    BRAM,
    MACHINE,
    STRANGER,
    deploy_model,
    flow,
    model,
    one_after_the_other,
    user_task,
)

FIELD = {"type": "textfield", "id": "n", "key": "name", "label": "Naam"}

DIFFERS = '<zeebe:properties><zeebe:property name="differentFrom" value="a" /></zeebe:properties>'


def started(services: Services, body: str, given: dict[str, object] | None = None) -> str:
    deploy_model(services, model(body))
    return start_instance(services, MACHINE, NewInstance(process_id="p", variables=given or {})).id


def test_a_task_is_claimed_and_completed_and_the_next_one_waits(services: Services) -> None:
    root_id = started(services, one_after_the_other("a", "b"), {"x": 1})
    first = open_tasks(services, root_id)["a"]

    assign_task(services, ANNA, first, "anna")
    done = complete_task(services, ANNA, first, {"y": "één"})

    assert done == CompletedTask(first, root_id, 2, "active")
    assert list(open_tasks(services, root_id)) == ["b"]
    with services.database.read() as connection:
        row = connection.execute(select(task).where(task.c.element_id == "a")).one()
        assert (row.state, row.completed_by, row.assignee) == ("completed", "anna", "anna")
        candidates = connection.execute(select(task_candidate.c.candidate, task_candidate.c.element)).all()
        assert len(candidates) == 1, "those of the task that is over are gone"


def test_the_last_task_ends_the_instance(services: Services) -> None:
    root_id = started(services, one_after_the_other("a"))
    only = open_tasks(services, root_id)["a"]
    assign_task(services, ANNA, only, "anna")

    assert complete_task(services, ANNA, only, {}).state == "completed"

    with services.database.read() as connection:
        ended = connection.execute(select(process_instance.c.state, process_instance.c.ended_at)).one()
        assert ended.state == "completed"
        assert ended.ended_at is not None
        elements = connection.execute(
            select(element_instance.c.element_id, element_instance.c.state).order_by(
                element_instance.c.element
            )
        )
        assert {tuple(row) for row in elements} >= {("start", "completed"), ("a", "completed")}
        flows = connection.execute(select(sequence_flow.c.flow_id, sequence_flow.c.taken)).all()
        assert sorted(map(tuple, flows)) == [("a_end", 1), ("start_a", 1)]
        assert connection.scalar(select(root_instance.c.ended_at)) is not None


def test_the_same_task_completed_twice_at_once_succeeds_once(services: Services) -> None:
    root_id = started(services, one_after_the_other("a", "b"))
    first = open_tasks(services, root_id)["a"]
    assign_task(services, ANNA, first, "anna")

    def complete(_: int) -> str:
        try:
            complete_task(services, ANNA, first, {})
        except Conflict as conflict:
            return conflict.code
        return "done"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(complete, range(2)))

    assert outcomes == ["done", "task-ended"]
    second = open_tasks(services, root_id)["b"]
    assign_task(services, BRAM, second, "bram")
    assert complete_task(services, BRAM, second, {}).state == "completed"


def test_ten_tasks_of_one_instance_completed_at_once_all_succeed(services: Services) -> None:
    names = [f"t{number}" for number in range(10)]
    body = (
        '<bpmn:startEvent id="start" /><bpmn:parallelGateway id="fork" />'
        '<bpmn:parallelGateway id="join" /><bpmn:endEvent id="end" />'
        + flow("start", "fork")
        + flow("join", "end")
        + "".join(user_task(name) + flow("fork", name) + flow(name, "join") for name in names)
    )
    root_id = started(services, body)
    tasks = list(open_tasks(services, root_id).values())
    for task_id in tasks:
        assign_task(services, ANNA, task_id, "anna")

    with ThreadPoolExecutor(10) as threads:
        done = list(threads.map(lambda task_id: complete_task(services, ANNA, task_id, {}), tasks))

    assert sorted(result.revision for result in done) == list(range(2, 12))
    assert [result.state for result in done].count("completed") == 1


def test_a_task_may_not_be_completed_by_who_has_not_taken_it(services: Services) -> None:
    root_id = started(services, one_after_the_other("a"))
    first = open_tasks(services, root_id)["a"]

    with pytest.raises(Forbidden) as refused:
        complete_task(services, ANNA, first, {})
    assert refused.value.code == "not-assignee"
    for person in (STRANGER, MACHINE):
        with pytest.raises(NotFound):
            complete_task(services, person, first, {})
        with pytest.raises(NotFound):
            assign_task(services, person, first, person.subject)


@pytest.mark.parametrize("task_id", ["", "x", "1.1", "00000000-0000-0000-0000-000000000000.1"])
def test_an_unknown_task_is_not_found(services: Services, task_id: str) -> None:
    with pytest.raises(NotFound):
        complete_task(services, ANNA, task_id, {})


def test_a_taken_task_is_not_taken_again_until_it_is_released(services: Services) -> None:
    root_id = started(services, one_after_the_other("a"))
    first = open_tasks(services, root_id)["a"]
    assert assign_task(services, ANNA, first, "anna") == 2
    assert assign_task(services, ANNA, first, "anna") == 2

    with pytest.raises((Conflict, NotFound)):
        assign_task(services, BRAM, first, "bram")
    assert release_task(services, ANNA, first) == 3
    with pytest.raises(PreconditionFailed):
        assign_task(services, BRAM, first, "bram", if_match=1)
    assert assign_task(services, BRAM, first, "bram", if_match=3) == 4


def test_who_did_what_is_to_be_checked_may_not_check_it(services: Services) -> None:
    body = (
        '<bpmn:startEvent id="start" />'
        + user_task("a")
        + user_task("b", extra=DIFFERS)
        + '<bpmn:endEvent id="end" />'
        + flow("start", "a")
        + flow("a", "b")
        + flow("b", "end")
    )
    root_id = started(services, body)
    first = open_tasks(services, root_id)["a"]
    assign_task(services, ANNA, first, "anna")
    complete_task(services, ANNA, first, {})
    second = open_tasks(services, root_id)["b"]

    with pytest.raises(Conflict) as refused:
        assign_task(services, ANNA, second, "anna")
    assert refused.value.code == "same-person"
    assign_task(services, BRAM, second, "bram")
    assert complete_task(services, BRAM, second, {}).state == "completed"


def test_who_did_an_earlier_round_may_check_the_next_one(services: Services) -> None:
    body = (
        '<bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="in" />'
        + user_task("a")
        + user_task("b", extra=DIFFERS)
        + '<bpmn:exclusiveGateway id="out" default="end-it" /><bpmn:endEvent id="end" />'
        + flow("start", "in")
        + flow("in", "a")
        + flow("a", "b")
        + flow("b", "out")
        + '<bpmn:sequenceFlow id="again" sourceRef="out" targetRef="in">'
        "<bpmn:conditionExpression>=again = true</bpmn:conditionExpression></bpmn:sequenceFlow>"
        '<bpmn:sequenceFlow id="end-it" sourceRef="out" targetRef="end" />'
    )
    root_id = started(services, body)
    for writes, checks, again in ((ANNA, BRAM, True), (BRAM, ANNA, False)):
        assign_task(services, writes, open_tasks(services, root_id)["a"], writes.subject)
        complete_task(services, writes, open_tasks(services, root_id)["a"], {})
        check = open_tasks(services, root_id)["b"]
        with pytest.raises(Conflict):
            assign_task(services, writes, check, writes.subject)
        assign_task(services, checks, check, checks.subject)
        done = complete_task(services, checks, check, {"again": again})
    assert done.state == "completed"


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_who_did_one_of_several_at_once_may_not_check_them(services: Services, sequential: str) -> None:
    several = (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{sequential}"><bpmn:extensionElements>'
        '<zeebe:loopCharacteristics inputCollection="=[1, 2]" inputElement="one" /></bpmn:extensionElements>'
        "</bpmn:multiInstanceLoopCharacteristics>"
    )
    body = (
        '<bpmn:startEvent id="start" />'
        + user_task("a").replace("</bpmn:userTask>", f"{several}</bpmn:userTask>")
        + user_task("b", extra=DIFFERS)
        + '<bpmn:endEvent id="end" />'
        + flow("start", "a")
        + flow("a", "b")
        + flow("b", "end")
    )
    root_id = started(services, body)
    for person in (ANNA, BRAM):
        task_id = open_tasks(services, root_id)["a"]
        assign_task(services, person, task_id, person.subject)
        complete_task(services, person, task_id, {})
    check = open_tasks(services, root_id)["b"]
    for person in (ANNA, BRAM):
        with pytest.raises(Conflict):
            assign_task(services, person, check, person.subject)


def test_a_refused_completion_changes_nothing(services: Services) -> None:
    root_id = started(services, one_after_the_other("a"))
    first = open_tasks(services, root_id)["a"]
    assign_task(services, ANNA, first, "anna")

    with pytest.raises(Invalid) as refused:
        complete_task(services, ANNA, first, {"a": ["b", {"c": "x\x00y"}], "process": 1})

    assert {fault.pointer for fault in refused.value.faults} == {"/variables/a/1/c", "/variables/process"}
    with services.database.read() as connection:
        assert connection.scalar(select(root_instance.c.revision)) == 1
        assert connection.execute(select(variable_write)).all() == []


def test_data_with_any_key_survives(services: Services) -> None:
    root_id = started(services, one_after_the_other("a", "b"))
    first = open_tasks(services, root_id)["a"]
    assign_task(services, ANNA, first, "anna")
    data = {"typename": 1, "__class__": "x", "$ref": "#/a", "a.b": {"c.d": [1, None]}, "🙂": "🙃"}
    data |= {f"k{number}": number for number in range(10_000)}

    complete_task(services, ANNA, first, data)

    assert variables(services, root_id) == data


def test_a_task_in_a_called_process_has_its_form_and_its_own_instance(services: Services) -> None:
    called = (
        '<bpmn:startEvent id="start" />'
        + user_task("inner", extra='<zeebe:formDefinition formId="f" />')
        + '<bpmn:endEvent id="end" />'
        + flow("start", "inner")
        + flow("inner", "end")
    )
    calling = (
        '<bpmn:startEvent id="start" /><bpmn:callActivity id="call"><bpmn:extensionElements>'
        '<zeebe:calledElement processId="q" /></bpmn:extensionElements></bpmn:callActivity>'
        '<bpmn:endEvent id="end" />' + flow("start", "call") + flow("call", "end")
    )
    form = json.dumps({"type": "default", "id": "f", "components": [FIELD]}).encode()
    deploy_model(services, form, "f.form")
    deploy_model(services, model(called, process="q"), "q.bpmn")
    root_id = started(services, calling)
    inner = open_tasks(services, root_id)["inner"]
    assign_task(services, ANNA, inner, "anna")

    with pytest.raises(Invalid):
        complete_task(services, ANNA, inner, {"unknown": 1})
    assert complete_task(services, ANNA, inner, {"name": "x"}).state == "completed"
    with services.database.read() as connection:
        rows = connection.execute(
            select(process_instance.c.process_id, process_instance.c.state, process_instance.c.instance)
        ).all()
        instance = connection.scalar(select(task.c.instance))
    assert {(row.process_id, row.state) for row in rows} == {("p", "completed"), ("q", "completed")}
    assert instance == next(row.instance for row in rows if row.process_id == "q") != 0
