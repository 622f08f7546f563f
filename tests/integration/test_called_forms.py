"""A called process may begin with a task that has a form."""

import pytest
from sqlalchemy import select

from engine.commands.deploy import deploy
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.store.tables.waits import task as open_tasks
from tests.integration.bakery import ORDER, task
from tests.integration.world import MACHINE, flow, model

OUTER = model(
    '<bpmn:startEvent id="start" /><bpmn:callActivity id="bakery" calledElement="inner" />'
    '<bpmn:endEvent id="end" />' + flow("start", "bakery") + flow("bakery", "end"),
    process="outer",
)
INNER = model(
    '<bpmn:startEvent id="start" />'
    + task("bake", "integrator", "order")
    + '<bpmn:endEvent id="end" />'
    + flow("start", "bake")
    + flow("bake", "end"),
    process="inner",
)


@pytest.fixture
def started(services: Services) -> str:
    deploy(services, None, [ORDER, Resource("outer.bpmn", OUTER), Resource("inner.bpmn", INNER)])
    return start_instance(services, MACHINE, NewInstance(process_id="outer", variables={})).id


def test_the_first_task_of_a_called_process_gets_its_form(services: Services, started: str) -> None:
    query = select(open_tasks.c.form_id, open_tasks.c.form_definition_id)
    with services.database.read() as connection:
        row = connection.execute(query.where(open_tasks.c.root_id == started)).one()
    assert row.form_id == "order"
    assert row.form_definition_id is not None
