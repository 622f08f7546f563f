"""A crash at any commit boundary loses nothing and doubles nothing, and the client may simply repeat."""

import signal
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.commands.assign_task import assign_task
from engine.commands.delivering import deliver, pending_deliveries
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.store.tables.audit import audit_entry
from engine.store.tables.history import element_instance, variable_write
from engine.store.tables.messages import delivery
from engine.store.tables.requests import answered_request
from tests.integration.crashing import POINTS, answer, complete_and_die
from tests.integration.reading import count, open_tasks
from tests.integration.world import ANNA, MACHINE, deploy_model, flow, model, user_task
from tests.processes import exit_code_of

MESSAGE = (
    '<bpmn:message id="m" name="hello"><bpmn:extensionElements>'
    '<zeebe:subscription correlationKey="=&quot;k&quot;" /></bpmn:extensionElements></bpmn:message>'
)


def talking() -> bytes:
    body = (
        '<bpmn:startEvent id="start" />'
        + user_task("a")
        + '<bpmn:intermediateThrowEvent id="throw"><bpmn:messageEventDefinition id="m1" messageRef="m" />'
        "</bpmn:intermediateThrowEvent>"
        + user_task("b")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "a")
        + flow("a", "throw")
        + flow("throw", "b")
        + flow("b", "end")
    )
    return model(body, root=MESSAGE)


def listening() -> bytes:
    body = (
        '<bpmn:startEvent id="start" /><bpmn:intermediateCatchEvent id="catch">'
        '<bpmn:messageEventDefinition id="m2" messageRef="m" /></bpmn:intermediateCatchEvent>'
        + user_task("heard")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "catch")
        + flow("catch", "heard")
        + flow("heard", "end")
    )
    return model(body, process="q", root=MESSAGE)


def completions_told(services: Services) -> int:
    """How often a completion was done: an answer that is given again reads."""
    told = select(audit_entry.c.sequence).where(
        audit_entry.c.operation == "complete-task", audit_entry.c.act == "change"
    )
    with services.database.read() as connection:
        return len(connection.execute(told).all())


@pytest.mark.parametrize("point", POINTS)
def test_killed_in_the_middle_of_a_completion(
    services: Services, fresh_database_url: str, tmp_path: Path, point: str
) -> None:
    deploy_model(services, talking())
    deploy_model(services, listening(), "q.bpmn")
    talker, listener = (
        start_instance(services, MACHINE, NewInstance(process_id=name, variables={})).id for name in "pq"
    )
    task_id = open_tasks(services, talker)["a"]
    assign_task(services, ANNA, task_id, "anna")

    died = exit_code_of(complete_and_die, fresh_database_url, tmp_path, task_id, point)

    assert died == -signal.SIGKILL, "it died at that point"
    committed = point in ("committed", "delivering")
    assert list(open_tasks(services, talker)) == (["b"] if committed else ["a"])
    assert count(services, delivery) == (1 if committed else 0)
    assert completions_told(services) == (1 if committed else 0), "the act and its entry, or neither"
    assert "heard" not in open_tasks(services, listener)

    assert answer(services, task_id).body == "revision 2", "repeating gives the answer of the one completion"
    deliver(services, pending_deliveries(services, 10))

    assert list(open_tasks(services, talker)) == ["b"]
    assert list(open_tasks(services, listener)) == ["heard"]
    assert (count(services, delivery), count(services, answered_request)) == (0, 1)
    assert completions_told(services) == 1
    with services.database.read() as connection:
        ids = connection.scalars(select(element_instance.c.element_id)).all()
        assert len(connection.execute(select(variable_write)).all()) == 1
    assert len(ids) == len(set(ids)) + 1, "each element once; both processes have a start event"
