"""What cannot go on stands still, says why without telling values, and is repeated when it is resolved."""

import json

import pytest
from sqlalchemy import select

from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.operations import resolve_incident, write_variables
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, NotFound
from engine.store.tables.waits import incident, task
from tests.integration.reading import open_tasks, states
from tests.integration.world import ANNA, MACHINE, OPERATOR, deploy_model, flow, model, user_task

FIELD = {"type": "textfield", "id": "n", "key": "name", "label": "Naam"}


def incidents(services: Services) -> list[tuple[str, str, str]]:
    query = select(incident.c.element_id, incident.c.kind, incident.c.state).order_by(incident.c.id)
    with services.database.read() as connection:
        return [tuple(row) for row in connection.execute(query)]  # type: ignore[misc]


def incident_id(services: Services) -> str:
    with services.database.read() as connection:
        row = connection.execute(select(incident).where(incident.c.state == "open")).one()
    return f"{row.root_id}.{row.element}"


def with_task(extra: str) -> bytes:
    body = '<bpmn:startEvent id="start" />' + user_task("a", extra=extra) + '<bpmn:endEvent id="end" />'
    return model(body + flow("start", "a") + flow("a", "end"))


def begin(services: Services, content: bytes, **given: object) -> str:
    deploy_model(services, content)
    new = NewInstance(process_id="p", variables=given)  # type: ignore[arg-type]
    return start_instance(services, MACHINE, new).id


def mapped(expression: str) -> str:
    return f'<zeebe:ioMapping><zeebe:output source="{expression}" target="done" /></zeebe:ioMapping>'


def test_a_due_date_that_is_none_is_mended_by_a_variable(services: Services) -> None:
    root_id = begin(services, with_task('<zeebe:taskSchedule dueDate="=due" />'), due="morgen Jan Planted")
    assert incidents(services) == [("a", "timer", "open")]
    with services.database.read() as connection:
        assert "Jan" not in str(connection.scalar(select(incident.c.detail)))

    write_variables(services, MACHINE, root_id, {"due": "2026-02-01T12:00:00Z"})
    resolve_incident(services, OPERATOR, incident_id(services))

    assert list(open_tasks(services, root_id)) == ["a"]
    assert incidents(services) == [("a", "timer", "resolved")]


def test_a_task_whose_form_went_missing_gets_it_when_resolved(services: Services) -> None:
    form = json.dumps({"type": "default", "id": "f", "components": [FIELD]}).encode()
    deploy_model(services, form, "f.form")
    content = with_task('<zeebe:formDefinition formId="f" bindingType="deployment" />')
    deploy_model(services, content)
    start_instance(services, MACHINE, NewInstance(process_id="p", variables={}))
    assert incidents(services) == [("a", "missing", "open")]

    with pytest.raises(NotFound):
        resolve_incident(services, ANNA, incident_id(services))
    resolve_incident(services, OPERATOR, incident_id(services))

    assert incidents(services) == [("a", "missing", "resolved"), ("a", "missing", "open")]
    ((_, task_id),) = open_tasks(services).items()
    assign_task(services, ANNA, task_id, "anna")
    with pytest.raises(Conflict, match="form"):
        complete_task(services, ANNA, task_id, {"anything": 1})


def test_a_result_that_cannot_be_mapped_is_mapped_again(services: Services) -> None:
    root_id = begin(services, with_task(mapped("=if answer = null then function(x) x else answer")))
    first = open_tasks(services, root_id)["a"]
    assign_task(services, ANNA, first, "anna")

    complete_task(services, ANNA, first, {})
    assert [state for _, _, state in incidents(services)] == ["open"]
    assert states(services) == {root_id: "active"}
    with pytest.raises(Conflict):
        complete_task(services, ANNA, first, {})

    write_variables(services, MACHINE, root_id, {"answer": "ja"})
    resolve_incident(services, OPERATOR, incident_id(services))

    assert [state for _, _, state in incidents(services)] == ["resolved"]
    assert states(services) == {root_id: "completed"}, "what was filled in is not asked again"
    with services.database.read() as connection:
        row = connection.execute(select(task.c.state, task.c.completed_by)).one()
    assert tuple(row) == ("completed", "anna")
