"""What stands in the queue of jobs: for a worker to look before it leases, and for what got stuck."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import structlog
from sqlalchemy import Row, bindparam, select

from engine.commands.activate_jobs import MOST_LOST, is_available
from engine.commands.finish_job import JobFailure, Lease, finish_job, put_back
from engine.commands.roots import RootInstance
from engine.commands.services import Services
from engine.commands.unit import Unit
from engine.errors import Refusal
from engine.store.addresses import Address
from engine.store.tables.instances import root_instance
from engine.store.tables.jobs import job

_log = structlog.get_logger("ketenmotor.jobs")
_OF_TYPES: Final = job.c.type.in_(bindparam("types", expanding=True))
_WAITING: Final = (
    select(job.c.type)
    .join(root_instance, root_instance.c.root_id == job.c.root_id)
    .where(_OF_TYPES, is_available(bindparam("now"), bindparam("machine_now")))
    .distinct()
)
_UNDER_LEASE: Final = select(job.c.root_id).where(_OF_TYPES, job.c.locked_until > bindparam("now")).limit(1)


def types_waiting(services: Services, types: Iterable[str]) -> list[str]:
    """Return those of the types that have a job to lease now."""
    with services.database.read() as connection:
        moments = {"now": services.now(connection), "machine_now": services.machine_clock.now()}
        return sorted(connection.scalars(_WAITING, {"types": list(types), **moments}))


def under_lease(services: Services, types: Iterable[str]) -> bool:
    """Tell whether a worker is doing a job of one of these types at this moment."""
    asked = {"types": list(types), "now": services.machine_clock.now()}
    with services.database.read() as connection:
        return connection.scalar(_UNDER_LEASE, asked) is not None


def give_up_lost_jobs(services: Services) -> int:
    """Give an incident to each job that took too many workers down with it; return how many."""
    machine_now = services.machine_clock.now()
    query = (
        select(job.c.root_id, job.c.element, job.c.fence)
        .join(root_instance, root_instance.c.root_id == job.c.root_id)
        .where(job.c.lost_leases >= MOST_LOST, job.c.retries > 0, job.c.locked_until <= machine_now)
        .where(root_instance.c.suspended_at.is_(None), root_instance.c.held.is_(None) | job.c.continues)
    )
    with services.database.read() as connection:
        lost = connection.execute(query).all()
    given_up = 0
    for row in lost:
        lease = Lease(str(Address(row.root_id, row.element)), row.fence)
        try:
            finish_job(services, None, lease, _give_up)
            given_up += 1
        except Refusal as refusal:
            _log.info("lost_job_left", id=lease.job_id, reason=refusal.code)
    return given_up


def _give_up(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
    detail = f"the workers that did the job of {row.element_id} were lost {row.lost_leases} times"
    return put_back(unit, root, row, JobFailure(cause=detail, detail=detail), retries=0)
