"""What stands in the database: work that somebody could do, and signs that something is wrong."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from engine.store.tables.history import element_instance
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.jobs import job
from engine.store.tables.messages import delivery
from engine.store.tables.waits import incident, subscription, task, timer


def open_tasks(connection: Connection, since: datetime) -> Sequence[Row[Any]]:
    """Open tasks that were made at a moment or later."""
    columns = (task.c.root_id, task.c.element, task.c.name, task.c.house, task.c.created_at)
    query = select(*columns, task.c.candidate_groups, task.c.candidate_users).where(
        task.c.state == "open", task.c.created_at >= since
    )
    return connection.execute(query.order_by(task.c.root_id, task.c.element)).all()


def task_is_open(connection: Connection, root_id: str, element: int) -> bool:
    """Tell whether nobody has completed a task, nor anything ended it."""
    query = select(task.c.state).where(task.c.root_id == root_id, task.c.element == element)
    return connection.scalar(query) == "open"


def awaited_messages(connection: Connection, since: datetime) -> Sequence[Row[Any]]:
    """Subscriptions for messages that name who may send them, opened at a moment or later."""
    query = select(subscription).where(
        subscription.c.kind == "message",
        subscription.c.senders.is_not(None),
        subscription.c.opened_at >= since,
    )
    return connection.execute(query.order_by(subscription.c.id)).all()


def is_awaited(connection: Connection, subscription_id: str) -> bool:
    """Tell whether somebody still waits for a message."""
    found = select(subscription.c.id).where(subscription.c.id == subscription_id)
    return connection.scalar(found) is not None


def next_timer(connection: Connection) -> datetime | None:
    """When the next timer fires."""
    due: datetime | None = connection.scalar(select(func.min(timer.c.due_at)))
    return due


def open_incidents(connection: Connection) -> list[str]:
    """Each open incident as a line that says where and what."""
    query = select(incident).where(incident.c.state == "open")
    return [
        f"incident in {row.root_id}: {row.element_id} {row.kind}: {row.detail}"
        for row in connection.execute(query)
    ]


def late_timers(connection: Connection, now: datetime) -> list[str]:
    """Each timer that is due and has not fired."""
    query = select(timer.c.root_id, timer.c.element_id, timer.c.due_at).where(timer.c.due_at < now)
    return [
        f"timer late in {row.root_id}: {row.element_id} due {row.due_at}" for row in connection.execute(query)
    ]


def stuck_cases(connection: Connection) -> list[str]:
    """Each active root instance that waits for nobody and nothing, with its active elements."""
    waits = or_(
        _has(task, and_(task.c.state == "open")),
        _has(timer),
        _has(job),
        _has(subscription, and_(subscription.c.kind == "message")),
        select(delivery.c.id).where(delivery.c.root_id == root_instance.c.root_id).exists(),
    )
    query = select(root_instance.c.root_id).where(root_instance.c.ended_at.is_(None), ~waits)
    return [
        f"stuck: {root_id} in {', '.join(_active(connection, root_id))}"
        for root_id in connection.scalars(query).all()
    ]


def unfinished_cases(connection: Connection, but: Set[str]) -> list[str]:
    """Each root instance that has not ended, with its active elements; but for some."""
    roots = connection.scalars(select(root_instance.c.root_id).where(root_instance.c.ended_at.is_(None)))
    return [
        f"unfinished: {root_id} in {', '.join(_active(connection, root_id))}"
        for root_id in roots.all()
        if root_id not in but
    ]


def ends(connection: Connection) -> Sequence[tuple[str, str, int]]:
    """How root instances ended: process, end event, and how many."""
    query = (
        select(process_instance.c.process_id, process_instance.c.end_event, func.count())
        .where(process_instance.c.instance == 0, process_instance.c.ended_at.is_not(None))
        .group_by(process_instance.c.process_id, process_instance.c.end_event)
        .order_by(process_instance.c.process_id, func.count().desc())
    )
    return [(row[0], row[1] or "-", row[2]) for row in connection.execute(query)]


def _has(table: Any, condition: Any = True) -> Any:
    return select(table.c.root_id).where(table.c.root_id == root_instance.c.root_id, condition).exists()


def _active(connection: Connection, root_id: str) -> list[str]:
    query: Select[tuple[str]] = select(element_instance.c.element_id).where(
        element_instance.c.root_id == root_id, element_instance.c.state == "active"
    )
    return sorted(set(connection.scalars(query)))
