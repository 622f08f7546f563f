"""The worker: loops that go on after a fault and stop when told to, and the sources they draw on."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select

from engine.commands.activate_jobs import MOST_LOST, Wanted, activate_jobs
from engine.commands.finish_job import set_retries
from engine.commands.services import Services
from engine.store.business_time import move_virtual_clock
from engine.store.tables.waits import task
from engine.work.built_in_jobs import LEASE
from engine.work.connectors.registry import built_in_connectors
from engine.work.lost_jobs import LostJobs
from engine.work.settling import BuiltInWork
from engine.work.timers import Timers
from engine.work.worker import Loop, worker_of
from features.steps.partners import Partner
from tests.integration.reading import open_tasks
from tests.integration.work.world import (
    HERE,
    deploy_sending,
    incidents,
    jobs_of,
    message_to_partner,
    pass_time,
    start,
)
from tests.integration.world import OPERATOR, START, deploy_model, flow, model, user_task

TYPE = "ketenmotor:partner-message"


def deploy_waiting(services: Services, duration: str) -> None:
    """Deploy a process that waits for a while, and then has a person look."""
    timer = (
        '<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition>'
        f"<bpmn:timeDuration>{duration}</bpmn:timeDuration>"
        "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
    )
    flows = flow("start", "wait") + flow("wait", "after") + flow("after", "end")
    body = f'<bpmn:startEvent id="start" />{timer}{user_task("after")}<bpmn:endEvent id="end" />{flows}'
    deploy_model(services, model(body))


class Counting:
    """A source with some pieces of work, which then tells the loop to stop."""

    def __init__(self, stopping: threading.Event, pieces: int) -> None:
        self.left = pieces
        self._stopping = stopping

    def run_once(self) -> int:
        if self.left == 0:
            self._stopping.set()
            return 0
        self.left -= 1
        return 1


class Failing:
    """A source that is out of order."""

    def __init__(self) -> None:
        self.tries = 0

    def run_once(self) -> int:
        self.tries += 1
        raise RuntimeError("out of order")


def test_a_loop_works_without_a_pause_until_nothing_is_left() -> None:
    stopping = threading.Event()
    source = Counting(stopping, 3)

    Loop([source], pause=3600.0).run(stopping)

    assert source.left == 0


def test_a_fault_does_not_stop_the_loop() -> None:
    stopping = threading.Event()
    failing = Failing()

    Loop([Counting(stopping, 2), failing], pause=3600.0, pause_after_fault=0.0).run(stopping)

    assert failing.tries == 3


def test_a_worker_stops_with_all_its_threads(services: Services) -> None:
    worker = worker_of(services, built_in_connectors(HERE, services.machine_clock), "one", 2)
    before = threading.active_count()

    worker.start()
    worker.stop()
    worker.wait()

    assert threading.active_count() == before


def test_timers_fire_in_business_time(services: Services) -> None:
    deploy_waiting(services, "PT0S")
    start(services)

    Timers(services).run_once()

    assert list(open_tasks(services)) == ["after"]
    assert Timers(services).run_once() == 0


def test_a_job_that_takes_every_worker_down_gets_an_incident(services: Services, desk: Partner) -> None:
    deploy_sending(services, message_to_partner())
    root_id = start(services)
    lost = LostJobs(services)
    for number in range(MOST_LOST + 1):
        assert lost.run_once() == 0
        wanted = Wanted(type=TYPE, worker=f"worker-{number}", most=1, lock=LEASE)
        [job] = activate_jobs(services, None, wanted)
        pass_time(services, LEASE + timedelta(seconds=1))

    assert lost.run_once() == 1

    assert incidents(services) == [
        ("job", f"the workers that did the job of send were lost {MOST_LOST} times")
    ]
    assert lost.run_once() == 0
    assert jobs_of(services).run_once() == 0
    assert job.process_instance_id == root_id
    set_retries(services, OPERATOR, job.id, 1)
    jobs_of(services).run_once()
    assert len(desk.messages()) == 1


def test_moving_the_clock_waits_for_what_another_worker_is_sending(services: Services, desk: Partner) -> None:
    deploy_sending(services, message_to_partner())
    start(services)
    [job] = activate_jobs(services, None, Wanted(type=TYPE, worker="other", most=1, lock=LEASE))
    connectors = built_in_connectors(HERE, services.machine_clock)
    waits: list[float] = []

    def other_worker_ends(seconds: float) -> None:
        waits.append(seconds)
        connectors[0].do(services, job)

    assert BuiltInWork(connectors, other_worker_ends)(services) == 1
    assert len(waits) == 1
    assert len(desk.messages()) == 1


def test_several_workers_fire_each_timer_once(services: Services) -> None:
    deploy_waiting(services, "PT1H")
    roots = [start(services) for _ in range(8)]
    with services.database.write() as connection:
        move_virtual_clock(connection, START + timedelta(hours=2))

    with ThreadPoolExecutor(4) as pool:
        fired = sum(pool.map(lambda _: sum(iter(Timers(services).run_once, 0)), range(4)))

    assert fired == len(roots)
    with services.database.read() as connection:
        reached = connection.scalars(select(task.c.root_id)).all()
    assert sorted(reached) == sorted(roots)
