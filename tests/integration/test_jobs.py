"""Jobs are leased to one worker at a time, and only the holder of the last lease may answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from engine.clock import VirtualClock
from engine.commands.activate_jobs import MOST_LOST, ActivatedJob, Wanted, activate_jobs
from engine.commands.advance_clock import advance_clock
from engine.commands.finish_job import (
    Lease,
    complete_job,
    extend_lock,
    fail_job,
    set_retries,
    throw_job_error,
)
from engine.commands.operations import resolve_incident, suspend_instance
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Forbidden, Invalid, NotFound
from engine.store.tables.jobs import job, outbox
from engine.store.tables.waits import incident
from tests.integration.reading import count, open_tasks, states, variables
from tests.integration.world import ANNA, MACHINE, OPERATOR, STRANGER, deploy_model, flow, model, user_task

MINUTE = timedelta(minutes=1)


def service(job_type: str = "work", retries: int = 3) -> bytes:
    body = (
        '<bpmn:startEvent id="start" /><bpmn:serviceTask id="job"><bpmn:extensionElements>'
        f'<zeebe:taskDefinition type="{job_type}" retries="{retries}" />'
        '<zeebe:taskHeaders><zeebe:header key="unit" value="EUR" /></zeebe:taskHeaders>'
        '<zeebe:ioMapping><zeebe:input source="=amount" target="sum" />'
        '<zeebe:output source="=paid" target="paid" /></zeebe:ioMapping>'
        "</bpmn:extensionElements></bpmn:serviceTask>"
        '<bpmn:boundaryEvent id="refused" attachedToRef="job">'
        '<bpmn:errorEventDefinition id="eed" errorRef="e" /></bpmn:boundaryEvent>'
        + user_task("after")
        + user_task("repair")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "job")
        + flow("job", "after")
        + flow("refused", "repair")
        + flow("after", "end")
        + flow("repair", "end")
    )
    return model(body, root='<bpmn:error id="e" errorCode="no-money" />')


def begin(services: Services, **given: object) -> str:
    deploy_model(services, service())
    new = NewInstance(process_id="p", variables={"amount": 5, "secret": "x"} | given)
    return start_instance(services, MACHINE, new).id


def activate(services: Services, most: int = 10, **more: object) -> list[ActivatedJob]:
    return activate_jobs(services, MACHINE, Wanted("work", "w", most, MINUTE, **more))  # type: ignore[arg-type]


def lease(found: ActivatedJob) -> Lease:
    return Lease(found.id, found.fence)


def machine(services: Services) -> VirtualClock:
    clock = services.machine_clock
    assert isinstance(clock, VirtualClock)
    return clock


def test_a_job_carries_its_input_mappings_and_is_completed(services: Services) -> None:
    root_id = begin(services)

    (found,) = activate(services)
    assert (found.variables, found.headers, found.retries) == ({"sum": 5}, {"unit": "EUR"}, 3)
    assert found.process_id == "p"
    assert activate(services) == [], "it is locked"
    complete_job(services, MACHINE, lease(found), {"paid": True})

    assert "after" in open_tasks(services, root_id)
    assert variables(services, root_id)["paid"] is True
    assert count(services, job) == 0


def test_jobs_are_given_to_one_worker_each(services: Services) -> None:
    deploy_model(services, service())
    for _ in range(20):
        start_instance(services, MACHINE, NewInstance(process_id="p", variables={"amount": 1}))

    with ThreadPoolExecutor(4) as threads:
        given = [
            found.id for batch in threads.map(lambda _: activate(services, 5), range(8)) for found in batch
        ]

    assert len(given) == len(set(given)) == 20


def test_a_lease_that_ran_out_is_stale_once_somebody_else_has_the_job(services: Services) -> None:
    begin(services)
    (first,) = activate(services)
    machine(services).advance(2 * MINUTE)
    (second,) = activate(services)

    with pytest.raises(Conflict) as refused:
        complete_job(services, MACHINE, lease(first), {})
    assert refused.value.code == "stale-fence"
    until = extend_lock(services, MACHINE, lease(second), 3 * MINUTE)
    assert until == machine(services).now() + 3 * MINUTE
    complete_job(services, MACHINE, lease(second), {"paid": 1})


def test_a_failed_job_waits_longer_every_time_and_ends_in_an_incident(services: Services) -> None:
    root_id = begin(services)
    waits = []
    for _ in range(3):
        (found,) = activate(services)
        fail_job(services, MACHINE, lease(found), "no connection to Jan Planted")
        with services.database.read() as connection:
            row = connection.execute(select(job.c.available_at, job.c.retries)).one()
            waits.append(row.available_at - services.now(connection))
        advance_clock(services, OPERATOR, f"PT{waits[-1].total_seconds():.0f}S", lambda _: 0)

    assert waits == [timedelta(seconds=10), timedelta(seconds=20), timedelta(seconds=40)]
    assert activate(services) == []
    with services.database.read() as connection:
        raised = connection.execute(select(incident)).one()
    assert (raised.kind, raised.state, raised.element_id) == ("job", "open", "job")
    assert "Jan" not in raised.detail

    resolve_incident(services, OPERATOR, f"{root_id}.{raised.element}")
    (again,) = activate(services)
    complete_job(services, MACHINE, lease(again), {"paid": True})
    assert "after" in open_tasks(services, root_id)
    with services.database.read() as connection:
        assert set(connection.scalars(select(incident.c.state))) == {"resolved"}


def test_an_operator_gives_retries_without_reading_the_job(services: Services) -> None:
    begin(services)
    (found,) = activate(services)
    fail_job(services, MACHINE, lease(found), "x", retries=1, retry_after=timedelta(days=1))

    set_retries(services, OPERATOR, found.id, 5)

    (again,) = activate(services)
    assert again.retries == 5
    with pytest.raises(NotFound):
        set_retries(services, ANNA, found.id, 5)


def test_a_business_error_takes_the_boundary(services: Services) -> None:
    root_id = begin(services)
    (found,) = activate(services)

    throw_job_error(services, MACHINE, lease(found), "no-money", {})

    assert list(open_tasks(services, root_id)) == ["repair"]
    assert count(services, job) == 0


def test_a_job_whose_workers_keep_dying_is_not_given_for_ever(services: Services) -> None:
    begin(services)
    for _ in range(MOST_LOST + 1):
        assert len(activate(services)) == 1
        machine(services).advance(2 * MINUTE)

    assert activate(services) == []


def test_who_works_on_jobs_is_an_integrator_of_the_house(services: Services) -> None:
    begin(services)
    with pytest.raises(Forbidden):
        activate_jobs(services, ANNA, Wanted("work", "w", 1, MINUTE))
    assert activate_jobs(services, STRANGER, Wanted("work", "w", 1, MINUTE)) == []
    with pytest.raises(Invalid):
        activate_jobs(services, MACHINE, Wanted("ketenmotor:message", "w", 1, MINUTE))
    (found,) = activate(services)
    with pytest.raises(NotFound):
        complete_job(services, STRANGER, lease(found), {})


def test_a_suspended_instance_gives_no_jobs(services: Services) -> None:
    root_id = begin(services)
    suspend_instance(services, OPERATOR, root_id)
    assert activate(services) == []


def test_a_message_to_a_partner_is_written_with_its_step(services: Services) -> None:
    body = (
        '<bpmn:startEvent id="start" /><bpmn:serviceTask id="send"><bpmn:extensionElements>'
        '<zeebe:taskDefinition type="ketenmotor:partner-message" /><zeebe:ioMapping>'
        '<zeebe:input source="=&quot;org-a&quot;" target="partner" />'
        '<zeebe:input source="=&quot;report&quot;" target="messageName" />'
        '<zeebe:input source="=&quot;1&quot;" target="reference" />'
        '<zeebe:input source="=client.name" target="payload.name" /></zeebe:ioMapping>'
        '</bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="end" />'
        + flow("start", "send")
        + flow("send", "end")
    )
    deploy_model(services, model(body))
    start_instance(
        services, MACHINE, NewInstance(process_id="p", variables={"client": {"name": "Jan Planted"}})
    )

    with services.database.read() as connection:
        row = connection.execute(select(outbox)).one()
    assert (row.partner, row.message_name, row.state, row.attempts) == ("org-a", "report", "pending", 0)
    body_bytes = services.keys.open(row.body, outbox.c.body, (row.root_id, row.id))
    assert body_bytes == b'{"reference":"1","payload":{"name":"Jan Planted"}}'
    (found,) = activate_jobs(services, None, Wanted("ketenmotor:partner-message", "w", 1, MINUTE))
    complete_job(services, None, lease(found), {})
    assert set(states(services).values()) == {"completed"}


def test_nobody_answers_for_a_job_that_the_service_does_itself(services: Services) -> None:
    begin(services)
    with services.database.write() as connection:  # the model itself needs all inputs of that type
        connection.execute(update(job).values(type="ketenmotor:message"))
    (found,) = activate_jobs(services, None, Wanted("ketenmotor:message", "w", 1, MINUTE))
    forged = lease(found)

    for answer in (
        lambda: complete_job(services, MACHINE, forged, {"paid": 5}),
        lambda: fail_job(services, MACHINE, forged, "x", retries=0),
        lambda: throw_job_error(services, MACHINE, forged, "no-money", {}),
        lambda: extend_lock(services, MACHINE, forged, MINUTE),
    ):
        with pytest.raises(NotFound):
            answer()
    complete_job(services, None, forged, {"paid": 5})
