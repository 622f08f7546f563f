"""What an instance waits for: time, messages, signals, jobs. People's tasks are listed with the tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, select

from engine.access.acts import Act
from engine.access.person import Person
from engine.queries.instances import require_followed
from engine.queries.source import Source
from engine.queries.tasks import DueReason
from engine.store.addresses import Address, instance_address
from engine.store.audit.recording import recorded
from engine.store.tables.jobs import job
from engine.store.tables.waits import subscription, timer
from engine.store.values import decode_object


@dataclass(frozen=True, slots=True)
class TimerView:
    """A timer that is set; the reason is there where a term made its date."""

    element_instance_id: str
    element_id: str
    due_at: datetime
    reason: DueReason | None


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """A message or signal that is awaited."""

    element_instance_id: str
    element_id: str
    name: str


@dataclass(frozen=True, slots=True)
class JobWaitView:
    """Work that waits for a worker."""

    id: str
    element_id: str
    type: str
    retries: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that an instance waits for."""

    timers: Sequence[TimerView]
    messages: Sequence[SubscriptionView]
    signals: Sequence[SubscriptionView]
    jobs: Sequence[JobWaitView]


@recorded(Act.READ, "process-instance", "instance_id")
def waiting(source: Source, person: Person, instance_id: str) -> Waiting:
    """Read what an instance waits for.

    Raises:
        NotFound: there is no such instance that the person may know of.
        Forbidden: `course-closed`, its steps are not for this person.
    """
    address = instance_address(instance_id)
    with source.reading(person) as reading:
        connection = reading.connection
        require_followed(source, reading, person, address)
        return Waiting(
            timers=_timers(source, connection, address),
            messages=_subscriptions(connection, address, "message"),
            signals=_subscriptions(connection, address, "signal"),
            jobs=_jobs(connection, address),
        )


def _timers(source: Source, connection: Connection, address: Address) -> list[TimerView]:
    query = select(timer).where(*_of(timer, address)).order_by(timer.c.due_at, timer.c.element)
    return [
        TimerView(
            str(Address(address.root_id, row.element)), row.element_id, row.due_at, _reason(source, row)
        )
        for row in connection.execute(query)
    ]


def _reason(source: Source, row: Row[Any]) -> DueReason | None:
    if row.reason is None:
        return None
    place = (row.root_id, row.element, row.alternative)
    reason = decode_object(source.keys.open(row.reason, timer.c.reason, place))
    return DueReason(**{name: str(reason[name]) for name in reason})


def _subscriptions(connection: Connection, address: Address, kind: str) -> list[SubscriptionView]:
    table = subscription.c
    query = select(table.element, table.element_id, table.name).where(
        *_of(subscription, address), table.kind == kind
    )
    rows = connection.execute(query.order_by(table.id))
    return [
        SubscriptionView(str(Address(address.root_id, row.element)), row.element_id, row.name) for row in rows
    ]


def _jobs(connection: Connection, address: Address) -> list[JobWaitView]:
    query = select(job.c.element, job.c.element_id, job.c.type, job.c.retries).where(*_of(job, address))
    rows = connection.execute(query.order_by(job.c.element))
    return [
        JobWaitView(str(Address(address.root_id, row.element)), row.element_id, row.type, row.retries)
        for row in rows
    ]


def _of(table: Table, address: Address) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (table.c.root_id == address.root_id, table.c.instance == address.number)
