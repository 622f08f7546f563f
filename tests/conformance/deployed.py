"""Models in a real deployment: everything goes through commands, everything seen comes from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from engine.commands.activate_jobs import ActivatedJob, Wanted, activate_jobs
from engine.commands.advance_clock import advance_clock
from engine.commands.assign_task import assign_task
from engine.commands.broadcast_signal import broadcast_signal
from engine.commands.choose_activities import Chosen, choose_activities
from engine.commands.complete_task import complete_task
from engine.commands.deploy import Deployment, deploy
from engine.commands.finish_job import Lease, complete_job, fail_job, throw_job_error
from engine.commands.fire_timers import fire_timers
from engine.commands.operations import resolve_incident, write_variables
from engine.commands.publish_message import NewMessage, publish_message
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.feel import JsonValue
from engine.store.business_time import move_virtual_clock, virtual_now
from engine.store.tables.history import element_instance
from engine.store.tables.instances import process_instance
from engine.store.tables.waits import incident, task
from tests.conformance.drawing import DRAWN, to_its_end
from tests.integration.reading import variables
from tests.integration.world import MACHINE, OPERATOR

_LEASE = timedelta(minutes=1)


@dataclass(frozen=True)
class World:
    """One house with what is deployed in it; `root` names one instance, None means all."""

    services: Services

    # --- what happens

    def deploy(self, *sources: bytes) -> Deployment:
        files = [Resource(f"{number}.bpmn", to_its_end(source)) for number, source in enumerate(sources)]
        return deploy(self.services, None, files)

    def start(self, given: Mapping[str, JsonValue] | None = None, *, process: str = "p") -> str:
        new = NewInstance(process_id=process, variables=given or {})
        return start_instance(self.services, MACHINE, new).id

    def run(self, source: bytes, given: Mapping[str, JsonValue] | None = None) -> str:
        """Deploys the file and starts its process `p`."""
        self.deploy(source)
        return self.start(given)

    def do(self, element_id: str, result: Mapping[str, JsonValue] | None = None) -> None:
        """Claims and completes the oldest open task of that element."""
        with self.services.database.read() as connection:
            row = connection.execute(
                select(task.c.root_id, task.c.element)
                .where(task.c.state == "open", task.c.element_id == element_id)
                .order_by(task.c.root_id, task.c.element)
            ).first()
        assert row is not None, f"{element_id} is not open; open are {self.open()}"
        task_id = f"{row.root_id}.{row.element}"
        assign_task(self.services, MACHINE, task_id, MACHINE.subject)
        complete_task(self.services, MACHINE, task_id, result or {})

    def job(self, kind: str = "work") -> ActivatedJob:
        (found,) = activate_jobs(self.services, MACHINE, Wanted(kind, "worker", 1, _LEASE))
        return found

    def work(self, result: Mapping[str, JsonValue] | None = None) -> None:
        self.finish(self.job(), result)

    def finish(self, found: ActivatedJob, result: Mapping[str, JsonValue] | None = None) -> None:
        complete_job(self.services, MACHINE, Lease(found.id, found.fence), result or {})

    def throw(self, code: str) -> None:
        found = self.job()
        throw_job_error(self.services, MACHINE, Lease(found.id, found.fence), code, {})

    def fail(self) -> None:
        """The worker fails for the last time."""
        found = self.job()
        fail_job(self.services, MACHINE, Lease(found.id, found.fence), "broken", retries=0)

    def message(
        self, name: str, payload: Mapping[str, JsonValue] | None = None, key: str | None = None
    ) -> tuple[str, str | None]:
        new = NewMessage(name=name, correlation_key=key, variables=payload or {})
        published = publish_message(self.services, MACHINE, new)
        return published.state, published.process_instance_id

    def signal(self, name: str, payload: Mapping[str, JsonValue] | None = None) -> int:
        return broadcast_signal(self.services, MACHINE, name, payload or {})

    def wait(self, duration: str) -> None:
        advance_clock(self.services, OPERATOR, duration, lambda services: 0)

    def sleep(self, **span: float) -> None:
        """Nobody looks at the clock for so long; then all timers that came due fire."""
        database = self.services.database
        with database.write() as connection:
            move_virtual_clock(connection, virtual_now(connection) + timedelta(**span))
        fire_timers(self.services, wait=True)

    def write(self, root: str, given: Mapping[str, JsonValue]) -> None:
        write_variables(self.services, MACHINE, root, given)

    def resolve(self) -> None:
        with self.services.database.read() as connection:
            row = connection.execute(select(incident).where(incident.c.state == "open")).one()
        resolve_incident(self.services, OPERATOR, f"{row.root_id}.{row.element}")

    def choose(self, root: str, element_id: str, *activities: str, complete: bool = False) -> None:
        with self.services.database.read() as connection:
            number = connection.scalar(
                select(element_instance.c.element).where(
                    element_instance.c.root_id == root, element_instance.c.element_id == element_id
                )
            )
        chosen = [Chosen(name, {}) for name in activities]
        choose_activities(self.services, MACHINE, root, f"{root}.{number}", chosen, complete=complete)

    # --- what is there

    def open(self, root: str | None = None) -> list[str]:
        """The elements with an open task."""
        query = select(task.c.element_id).where(task.c.state == "open")
        if root is not None:
            query = query.where(task.c.root_id == root)
        with self.services.database.read() as connection:
            return sorted(connection.scalars(query))

    def state(self, root: str) -> str:
        with self.services.database.read() as connection:
            return str(
                connection.scalar(
                    select(process_instance.c.state).where(
                        process_instance.c.root_id == root, process_instance.c.instance == 0
                    )
                )
            )

    def instances(self, process: str) -> list[str]:
        """The states of all instances of a process."""
        with self.services.database.read() as connection:
            query = select(process_instance.c.state).where(process_instance.c.process_id == process)
            return sorted(connection.scalars(query))

    def elements(self, root: str, state: str = "completed") -> list[str]:
        """The elements that ended so, in order of their start."""
        query = (
            select(element_instance.c.element_id)
            .where(element_instance.c.root_id == root, element_instance.c.state == state)
            .order_by(element_instance.c.element)
        )
        with self.services.database.read() as connection:
            return [name for name in connection.scalars(query) if not name.endswith(DRAWN)]

    def incidents(self) -> list[tuple[str, str]]:
        """Element and kind of each open incident."""
        query = select(incident.c.element_id, incident.c.kind).where(incident.c.state == "open")
        with self.services.database.read() as connection:
            return sorted((row.element_id, row.kind) for row in connection.execute(query))

    def variables(self, root: str) -> dict[str, object]:
        return variables(self.services, root)
