"""What an instance waits for: time, messages, signals, jobs. People's tasks are listed with the tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, select

from engine.access.person import Person
from engine.queries.instances import read_instance
from engine.queries.source import Source
from engine.store.addresses import Address, instance_address
from engine.store.tables.jobs import job
from engine.store.tables.waits import subscription, timer


@dataclass(frozen=True, slots=True)
class TimerView:
    """A timer that is set."""

    element_instance_id: str
    element_id: str
    due_at: datetime


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


def waiting(source: Source, person: Person, instance_id: str) -> Waiting:
    """Read what an instance waits for.

    Raises:
        NotFound: there is no such instance that the person may know of.
    """
    read_instance(source, person, instance_id)
    address = instance_address(instance_id)
    with source.database.read() as connection:
        return Waiting(
            timers=_timers(connection, address),
            messages=_subscriptions(connection, address, "message"),
            signals=_subscriptions(connection, address, "signal"),
            jobs=_jobs(connection, address),
        )


def _timers(connection: Connection, address: Address) -> list[TimerView]:
    query = select(timer.c.element, timer.c.element_id, timer.c.due_at).where(*_of(timer, address))
    rows = connection.execute(query.order_by(timer.c.due_at, timer.c.element))
    return [TimerView(str(Address(address.root_id, row.element)), row.element_id, row.due_at) for row in rows]


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
