"""Messages to partners: sent once, signed, tried again in business time, refused in plain words."""

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from engine.commands.advance_clock import move_clock
from engine.commands.finish_job import set_retries
from engine.commands.operations import cancel_instance, resume_instance, suspend_instance
from engine.commands.services import Services
from engine.destination import Guard
from engine.store.partners import Partnership
from engine.store.tables.jobs import job, outbox
from engine.work.built_in_jobs import LEASE, BuiltInJobs
from engine.work.connectors.registry import built_in_connectors
from engine.work.settling import BuiltInWork
from features.steps.partners import Partner
from tests.integration.reading import open_tasks, variables
from tests.integration.work.doomed import send_and_die
from tests.integration.work.world import (
    HERE,
    Crash,
    crash_at,
    deploy_sending,
    incidents,
    jobs_of,
    message_to_partner,
    pass_time,
    register,
    start,
)
from tests.integration.world import HOUSE, OPERATOR, START, flow, user_task
from tests.processes import exit_code_of

REJECTED = (
    '<bpmn:boundaryEvent id="no" attachedToRef="send"><bpmn:errorEventDefinition errorRef="e" />'
    f'</bpmn:boundaryEvent>{user_task("call")}<bpmn:endEvent id="other" />'
    f"{flow('no', 'call')}{flow('call', 'other')}"
)


def state_of(services: Services) -> tuple[str, int]:
    with services.database.read() as connection:
        row = connection.execute(select(outbox)).one()
        return row.state, row.attempts


def to_virtual_time(services: Services, duration: timedelta) -> None:
    move_clock(
        services, OPERATOR, START + duration, BuiltInWork(built_in_connectors(HERE, services.machine_clock))
    )


def test_a_partner_receives_exactly_what_the_mappings_name(services: Services, desk: Partner) -> None:
    deploy_sending(services, message_to_partner())
    root_id = start(services)

    assert jobs_of(services).run_once() == 1

    [message] = desk.messages()
    assert message.body == {
        "id": message.id,
        "reference": root_id,
        "messageName": "question",
        "sender": HOUSE,
        "sentAt": "2026-01-05T09:00:00Z",
        "payload": {"open": "yes"},
    }
    assert message.headers["traceparent"].split("-")[1] == UUID(message.id).hex
    assert list(open_tasks(services)) == ["look"]
    found = variables(services, root_id)
    assert found["deliveredAt"] == "2026-01-05T09:00:00Z"
    assert found["receiptId"] == f"receipt-{message.id}"
    assert state_of(services) == ("delivered", 1)
    assert jobs_of(services).run_once() == 0


def test_an_unreachable_partner_is_tried_again_in_business_time(services: Services, desk: Partner) -> None:
    deploy_sending(services, message_to_partner(retries=4))
    start(services)
    desk.answer_with(503)

    jobs_of(services).run_once()
    pass_time(services, timedelta(days=1))
    assert jobs_of(services).run_once() == 0, "machine time alone makes no new try"
    to_virtual_time(services, timedelta(seconds=10))
    to_virtual_time(services, timedelta(seconds=29))
    assert desk.attempts == 2
    desk.answer_with(200)
    to_virtual_time(services, timedelta(seconds=30))

    assert desk.attempts == 3
    assert [message.body["sentAt"] for message in desk.messages()] == ["2026-01-05T09:00:00Z"]
    assert list(open_tasks(services)) == ["look"]


def test_without_retries_left_an_operator_sends_the_same_message_again(
    services: Services, desk: Partner
) -> None:
    deploy_sending(services, message_to_partner(retries=2))
    start(services)
    desk.answer_with(500)

    to_virtual_time(services, timedelta(days=1))

    assert desk.attempts == 2
    assert incidents(services) == [("job", "job of send failed and has no retries left")]
    with services.database.read() as connection:
        row = connection.execute(select(job.c.root_id, job.c.element)).one()
        [sent_as] = connection.scalars(select(outbox.c.id))
    assert state_of(services) == ("failed", 2)
    desk.answer_with(202)
    set_retries(services, OPERATOR, f"{row.root_id}.{row.element}", 1)
    jobs_of(services).run_once()
    assert [message.id for message in desk.messages()] == [sent_as]
    assert incidents(services) == []


def test_a_rejected_message_throws_an_error_that_the_model_catches(services: Services, desk: Partner) -> None:
    deploy_sending(services, message_to_partner(), REJECTED.replace(' errorRef="e"', ""))
    start(services)
    desk.answer_with(422)

    jobs_of(services).run_once()

    assert list(open_tasks(services)) == ["call"]
    assert desk.attempts == 1
    assert state_of(services) == ("rejected", 1)


def test_a_rejected_message_that_nobody_catches_is_an_incident(services: Services, desk: Partner) -> None:
    deploy_sending(services, message_to_partner())
    start(services)
    desk.answer_with(404)

    jobs_of(services).run_once()

    assert [kind for kind, _ in incidents(services)] == ["uncaught-error"]
    assert jobs_of(services).run_once() == 0


@pytest.mark.parametrize(
    ("partnerships", "address", "reason"),
    [
        ((Partnership("zuid", date(2026, 1, 1)),), "here", "not in the house's register today"),
        ((Partnership(HOUSE, date(2026, 1, 6)),), "here", "not in the house's register today"),
        (
            (Partnership(HOUSE, date(2025, 1, 1), date(2026, 1, 4)),),
            "here",
            "not in the house's register today",
        ),
        ((Partnership(HOUSE, date(2026, 1, 5), date(2026, 1, 5)),), None, "no address in the register"),
        (
            (Partnership(HOUSE, date(2026, 1, 1)),),
            "https://elsewhere.example/",
            "not on the house's list of hosts",
        ),
    ],
)
def test_what_cannot_be_sent_is_an_incident_that_says_why(
    services: Services, desk: Partner, partnerships: tuple[Partnership, ...], address: str | None, reason: str
) -> None:
    register(services, "other", address=address, partnerships=partnerships)
    deploy_sending(services, message_to_partner("other"))
    start(services)

    jobs_of(services).run_once()

    [(kind, detail)] = incidents(services)
    assert kind == "partner-message"
    assert reason in detail
    assert desk.attempts == 0
    assert jobs_of(services).run_once() == 0


def test_a_partner_that_nobody_registered_is_an_incident(services: Services) -> None:
    deploy_sending(services, message_to_partner("nobody"))
    start(services)

    jobs_of(services).run_once()

    assert [kind for kind, _ in incidents(services)] == ["partner-message"]


def test_on_a_live_service_nothing_goes_to_loopback(services: Services, desk: Partner) -> None:
    deploy_sending(services, message_to_partner())
    start(services)

    BuiltInJobs(services, built_in_connectors(Guard(frozenset()), services.machine_clock), "live").run_once()

    assert [kind for kind, _ in incidents(services)] == ["partner-message"]
    assert desk.attempts == 0


def test_a_crash_at_any_point_loses_nothing_and_doubles_nothing(services: Services, desk: Partner) -> None:
    deploy_sending(services, message_to_partner(retries=1))
    points = 0
    while True:
        start(services)
        try:
            jobs_of(services.failing_at(crash_at(points))).run_once()
        except Crash:
            pass_time(services, LEASE + timedelta(seconds=1))
            jobs_of(services).run_once()
            points += 1
        else:
            break

    assert points > 9, "leasing, counting the try, sending and answering are points apart"
    assert len(desk.messages()) == points + 1
    with services.database.read() as connection:
        assert set(connection.scalars(select(outbox.c.state))) == {"delivered"}
        assert connection.execute(select(job)).first() is None
    assert incidents(services) == []


def test_a_worker_killed_after_sending_is_followed_by_one_that_sends_the_same_id(
    services: Services, desk: Partner, fresh_database_url: str, tmp_path: Path
) -> None:
    deploy_sending(services, message_to_partner())
    start(services)

    assert exit_code_of(send_and_die, fresh_database_url, tmp_path) == -signal.SIGKILL
    assert desk.attempts == 1
    assert jobs_of(services).run_once() == 0, "the dead worker's lease still holds"
    pass_time(services, LEASE + timedelta(seconds=1))
    assert jobs_of(services).run_once() == 1

    assert desk.attempts == 2
    assert len(desk.messages()) == 1
    assert list(open_tasks(services)) == ["look"]


def at(point: str, happens: Callable[[], object]) -> Callable[[str], None]:
    """Return a failpoint at which something else happens."""

    def pass_by(passed: str) -> None:
        if passed == point:
            happens()

    return pass_by


def test_an_instance_that_is_suspended_meanwhile_goes_on_with_the_same_message(
    services: Services, desk: Partner
) -> None:
    deploy_sending(services, message_to_partner())
    root_id = start(services)
    suspending = at("sent", lambda: suspend_instance(services, OPERATOR, root_id))

    jobs_of(services.failing_at(suspending)).run_once()
    pass_time(services, LEASE + timedelta(seconds=1))
    assert jobs_of(services).run_once() == 0
    resume_instance(services, OPERATOR, root_id)
    jobs_of(services).run_once()

    assert (desk.attempts, len(desk.messages())) == (2, 1)
    assert list(open_tasks(services)) == ["look"]


def test_what_left_the_house_stays_on_record_though_the_instance_was_cancelled(
    services: Services, desk: Partner
) -> None:
    deploy_sending(services, message_to_partner())
    root_id = start(services)
    cancelling = at("sent", lambda: cancel_instance(services, OPERATOR, root_id))

    jobs_of(services.failing_at(cancelling)).run_once()

    assert len(desk.messages()) == 1
    assert state_of(services) == ("delivered", 1)


def test_several_workers_send_each_message_once(services: Services, desk: Partner) -> None:
    deploy_sending(services, message_to_partner())
    for _ in range(8):
        start(services)
    services.signing.current()

    def work(number: int) -> int:
        jobs = jobs_of(services, f"worker-{number}")
        return sum(iter(jobs.run_once, 0))

    with ThreadPoolExecutor(4) as pool:
        done = sum(pool.map(work, range(4)))

    assert (done, desk.attempts, len(desk.messages())) == (8, 8, 8)
    assert incidents(services) == []
