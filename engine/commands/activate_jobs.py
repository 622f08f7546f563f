"""Lease jobs to a worker: a lock until some machine time, with a fencing number that the commit checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, or_, select, update

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.commands.revealing import kinds_of
from engine.commands.services import Services
from engine.commands.unit import Unit, transact
from engine.errors import Fault, Invalid
from engine.feel import JsonValue
from engine.store.addresses import Address
from engine.store.audit.recording import recorded
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.jobs import job
from engine.store.values import decode_object

BUILT_IN: Final = "ketenmotor:"
"""Types of jobs that only the service's own worker takes begin with this."""
MOST_LOST: Final = 10
"""A job whose worker was lost so often is not given to another one: it gets an incident."""


@dataclass(frozen=True, slots=True)
class ActivatedJob:
    """A leased job. `fence` belongs to this lease: whoever has an older one may not complete it."""

    id: str
    type: str
    process_instance_id: str
    process_id: str
    element_id: str
    house: str
    variables: Mapping[str, JsonValue]
    headers: Mapping[str, JsonValue]
    retries: int
    locked_until: datetime
    fence: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a worker asks for.

    Args:
        type: of the jobs.
        worker: what it calls itself.
        most: at most so many jobs.
        lock: how long it has for them.
        variables: names of the variables it needs; None for all.
    """

    type: str
    worker: str
    most: int
    lock: timedelta
    variables: Sequence[str] | None = None


@recorded(Act.READ, "job")
def activate_jobs(services: Services, person: Person | None, wanted: Wanted) -> list[ActivatedJob]:
    """Lease jobs of a type, the most urgent first.

    Args:
        services: what commands work with.
        person: an integrator, who gets jobs of their houses; None is the service's own worker.
        wanted: what is asked for.

    Raises:
        Forbidden: the person is no integrator.
        Invalid: jobs of this type are for the service itself.
    """
    if person is not None:
        require(True, permits(person, Operation.WORK_ON_JOBS))
        if wanted.type.startswith(BUILT_IN):
            raise Invalid([Fault("/type", "built-in-type", "The service does jobs of this type itself.")])

    def work(unit: Unit) -> list[ActivatedJob]:
        machine_now = services.machine_clock.now()
        query = _available(unit, person, wanted, machine_now)
        rows = unit.connection.execute(
            services.database.dialect.lock_rows(query, of=job, skip_locked=True)
        ).all()
        if not rows:
            if unit.trail is not None:
                unit.trail.idle()
            return []
        locked_until = machine_now + wanted.lock
        leases = [
            {
                "root": row.root_id,
                "number": row.element,
                "new_worker": wanted.worker,
                "new_locked_until": locked_until,
                "new_fence": row.fence + 1,
                "new_lost_leases": row.lost_leases + (row.locked_until is not None),
            }
            for row in rows
        ]
        unit.connection.execute(_LEASE, leases)
        activated = [_activated(services, row, locked_until, wanted.variables) for row in rows]
        for row, given in zip(rows, activated, strict=True):
            _tell(unit, row, given)
        return activated

    return transact(services, person, work)[0]


def is_available(
    now: datetime | ColumnElement[datetime], machine_now: datetime | ColumnElement[datetime]
) -> ColumnElement[bool]:
    """Jobs, joined with their roots, that a worker could lease at these moments."""
    return and_(
        job.c.available_at <= now,
        job.c.retries > 0,
        job.c.lost_leases < MOST_LOST,
        or_(job.c.locked_until.is_(None), job.c.locked_until <= machine_now),
        root_instance.c.suspended_at.is_(None),
        or_(root_instance.c.held.is_(None), job.c.continues),
    )


def _available(unit: Unit, person: Person | None, wanted: Wanted, machine_now: datetime) -> Select[Any]:
    query = (
        select(
            job,
            process_instance.c.process_id,
            root_instance.c.process_id.label("root_process_id"),
            root_instance.c.case_type,
        )
        .join(root_instance, root_instance.c.root_id == job.c.root_id)
        .join(
            process_instance,
            (process_instance.c.root_id == job.c.root_id) & (process_instance.c.instance == job.c.instance),
        )
        .where(job.c.type == wanted.type, is_available(unit.now, machine_now))
        .order_by(job.c.priority.desc(), job.c.available_at, job.c.root_id, job.c.element)
        .limit(wanted.most)
    )
    return query if person is None else query.where(job.c.house.in_(person.houses))


def _tell(unit: Unit, row: Row[Any], given: ActivatedJob) -> None:
    """Tell the audit log which instances the jobs are of, and which kinds of data their worker gets."""
    if unit.trail is None:
        return
    unit.trail.names(row.house, [row.root_id])
    unit.trail.reveals(kinds_of(unit, row.house, row.root_process_id, row.case_type, given.variables))


def _activated(
    services: Services, row: Row[Any], locked_until: datetime, names: Sequence[str] | None
) -> ActivatedJob:
    place = (row.root_id, row.element)
    variables = decode_object(services.keys.open(row.variables, job.c.variables, place))
    if names is not None:
        variables = {name: variables[name] for name in names if name in variables}
    return ActivatedJob(
        id=str(Address(row.root_id, row.element)),
        type=row.type,
        process_instance_id=str(Address(row.root_id, row.instance)),
        process_id=row.process_id,
        element_id=row.element_id,
        house=row.house,
        variables=variables,
        headers=decode_object(row.headers.encode()),
        retries=row.retries,
        locked_until=locked_until,
        fence=row.fence + 1,
    )


_LEASE: Final = (
    update(job)
    .where(job.c.root_id == bindparam("root"), job.c.element == bindparam("number"))
    .values(
        worker=bindparam("new_worker"),
        locked_until=bindparam("new_locked_until"),
        fence=bindparam("new_fence"),
        lost_leases=bindparam("new_lost_leases"),
    )
)
