"""Several API processes at work on one instance, over real HTTP, and one of them killed in the middle."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.pool import NullPool

from engine.store.tables.history import element_instance, variable_write
from engine.store.tables.instances import process_instance
from tests.chaos.service import Service, serving
from tests.conftest import TEMPLATE
from tests.integration.world import flow, model, one_after_the_other
from tests.postgresql import Server

MACHINE, WORKER, DESIGNER = "koppeling", "hilda", "lieke"  # of demo/people.json
DATABASE = "processes"
INSTANCES = 15
TASKS = ("one", "two", "three", "four")
ROW = one_after_the_other(*TASKS).replace('candidateGroups="worker"', f'assignee="{WORKER}"')
SIDE_BY_SIDE = (
    '<bpmn:startEvent id="start" /><bpmn:userTask id="work" name="work"><bpmn:extensionElements>'
    f'<zeebe:userTask /><zeebe:assignmentDefinition assignee="{WORKER}" /></bpmn:extensionElements>'
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>"
    '<zeebe:loopCharacteristics inputCollection="=[1,2,3,4,5,6,7,8,9,10]" inputElement="each" '
    'outputCollection="answers" outputElement="=answer" /></bpmn:extensionElements>'
    "</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>"
    '<bpmn:endEvent id="end" />' + flow("start", "work") + flow("work", "end")
)


@pytest.fixture(scope="module")
def database_url(postgresql: Server) -> Iterator[str]:
    postgresql.clone(TEMPLATE, DATABASE)
    yield postgresql.url(DATABASE)
    postgresql.drop(DATABASE)


@pytest.fixture(scope="module")
def service(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home: Path = tmp_path_factory.mktemp("home")
    with serving(database_url, home, processes=2) as service:
        for process, body in (("row", ROW), ("side-by-side", SIDE_BY_SIDE)):
            file = {"resources": (f"{process}.bpmn", model(body, process=process))}
            assert service.ask(DESIGNER, "POST", "/deployments", files=file).status_code == 201
        yield service


def started(service: Service, process: str) -> str:
    body = {"processId": process, "house": "noord", "variables": {}}
    answer = service.ask(MACHINE, "POST", "/process-instances", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def open_tasks(service: Service, root_id: str) -> list[str]:
    found = service.ask(WORKER, "GET", "/tasks", params={"rootInstanceId": root_id, "pageSize": 50}).json()
    return [task["id"] for task in found["results"]]


def completion(task_id: str, **variables: object) -> tuple[str, dict[str, object]]:
    return f"/tasks/{task_id}/completion", {"variables": variables}


def test_ten_completions_of_one_instance_at_once_all_succeed(service: Service) -> None:
    root_id = started(service, "side-by-side")
    tasks = open_tasks(service, root_id)
    assert len(tasks) == 10

    answers = service.together(WORKER, [completion(task, answer=number) for number, task in enumerate(tasks)])

    assert [answer.status_code for answer in answers] == [200] * 10
    assert Counter(answer.json()["state"] for answer in answers) == {"active": 9, "completed": 1}
    assert sorted(answer.json()["revision"] for answer in answers) == list(range(2, 12))


def test_a_task_completed_twice_at_once_gives_one_success_and_one_conflict(service: Service) -> None:
    root_id = started(service, "row")
    (task,) = open_tasks(service, root_id)

    answers = service.together(WORKER, [completion(task, said="one"), completion(task, said="other")])

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    (next_task,) = open_tasks(service, root_id)
    assert next_task != task
    (answer,) = service.together(WORKER, [completion(next_task)])
    assert answer.status_code == 200, "the instance is well"


def test_a_process_killed_under_load_loses_nothing_and_doubles_nothing(
    service: Service, database_url: str
) -> None:
    roots = [started(service, "row") for _ in range(INSTANCES)]
    before = service.processes()
    murder = threading.Timer(0.05, service.kill_one_process)
    for number in range(len(TASKS)):
        tasks = [task for root_id in roots for task in open_tasks(service, root_id)]
        assert len(tasks) == INSTANCES
        if number == 1:
            murder.start()
        answers = service.together(WORKER, [completion(task, **{f"v{number}": number}) for task in tasks])
        assert {answer.status_code for answer in answers} == {200}
    murder.join()

    assert before[0] not in service.processes()
    with create_engine(database_url, poolclass=NullPool).connect() as connection:
        states = connection.scalars(
            select(process_instance.c.state).where(process_instance.c.root_id.in_(roots))
        ).all()
        completed = connection.execute(
            select(element_instance.c.root_id, func.count())
            .where(element_instance.c.root_id.in_(roots), element_instance.c.element_id.in_(TASKS))
            .where(element_instance.c.state == "completed")
            .group_by(element_instance.c.root_id)
        ).all()
        writes = connection.scalar(
            select(func.count())
            .select_from(variable_write)
            .where(variable_write.c.root_id.in_(roots), variable_write.c.actor == WORKER)
        )
    assert list(states) == ["completed"] * INSTANCES
    assert [count for _, count in completed] == [len(TASKS)] * INSTANCES
    assert writes == INSTANCES * len(TASKS)
