"""What stands in the database: work that somebody could do, and signs that something is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, exists, func, or_, select

from engine.store.tables.custody import case_hold, destruction_record
from engine.store.tables.definitions import start_event, start_timer
from engine.store.tables.history import element_instance, sequence_flow
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.jobs import job
from engine.store.tables.messages import delivery, message
from engine.store.tables.waits import incident, subscription, task, timer


def open_tasks(connection: Connection, since: datetime) -> Sequence[Row[Any]]:
    """Open tasks that were made at a moment or later, in the order in which their instances began."""
    columns = (task.c.root_id, task.c.element, task.c.name, task.c.house, task.c.candidate_groups)
    query = select(*columns, task.c.candidate_users).where(task.c.state == "open", task.c.created_at >= since)
    return connection.execute(query.order_by(task.c.root_id, task.c.element)).all()


def _goes_on(table: Table) -> ColumnElement[bool]:
    """Rows, joined with their roots, that no hold keeps waiting."""
    return or_(root_instance.c.held.is_(None), table.c.continues)


def task_is_open(connection: Connection, root_id: str, element: int) -> bool:
    """Tell whether nobody has completed a task, nor anything ended it."""
    query = select(task.c.state).where(task.c.root_id == root_id, task.c.element == element)
    return connection.scalar(query) == "open"


def is_held(connection: Connection, root_id: str, element: int) -> bool:
    """Tell whether a task waits because its case is held."""
    query = (
        select(task.c.element)
        .join(root_instance, root_instance.c.root_id == task.c.root_id)
        .where(task.c.root_id == root_id, task.c.element == element, ~_goes_on(task))
    )
    return connection.scalar(query) is not None


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


def message_state(connection: Connection, message_id: str) -> str:
    """What became of a message that was published."""
    return str(connection.scalar(select(message.c.state).where(message.c.id == message_id)))


def message_starts(connection: Connection) -> Sequence[Row[Any]]:
    """Start events that a message reaches."""
    query = select(start_event).where(start_event.c.kind == "message")
    return connection.execute(query.order_by(start_event.c.process_id, start_event.c.element_id)).all()


def next_timer(connection: Connection) -> datetime | None:
    """When the next timer fires, or starts something."""
    of_instances = (
        select(func.min(timer.c.due_at))
        .join(root_instance, root_instance.c.root_id == timer.c.root_id)
        .where(_goes_on(timer))
    )
    found = [connection.scalar(query) for query in (of_instances, select(func.min(start_timer.c.due_at)))]
    return min((moment for moment in found if moment is not None), default=None)


@dataclass(frozen=True)
class Case:
    """A case, wherever it stands."""

    root_id: str
    house: str


def cases(connection: Connection) -> list[Case]:
    """All cases that are neither destroyed nor held, in the order in which they began."""
    columns = root_instance.c
    query = select(columns.root_id, columns.house).where(columns.case_number.is_not(None), ~_has(case_hold))
    return [Case(*row) for row in connection.execute(query.order_by(columns.root_id))]


def case_numbers(connection: Connection, house: str) -> list[str]:
    """The numbers of the cases of a house that have not ended."""
    columns = root_instance.c
    query = select(columns.case_number).where(
        columns.house == house, columns.ended_at.is_(None), columns.case_number.is_not(None)
    )
    return list(connection.scalars(query.order_by(columns.root_id)))


def ended_since(connection: Connection, since: datetime) -> list[str]:
    """Root instances that ended at a moment or later."""
    query = select(root_instance.c.root_id).where(root_instance.c.ended_at >= since)
    return list(connection.scalars(query.order_by(root_instance.c.root_id)))


def incidents(connection: Connection) -> list[str]:
    """Each open incident as a line that says where and what."""
    query = select(incident).where(incident.c.state == "open").order_by(incident.c.id)
    return [
        f"incident in {row.root_id}: {row.element_id} {row.kind}: {row.detail}"
        for row in connection.execute(query)
    ]


def late(connection: Connection, now: datetime) -> list[str]:
    """Each timer and job that is due and was not done, and each message between instances not delivered."""
    of_running = root_instance.c.suspended_at.is_(None)
    timers = (
        select(timer.c.root_id, timer.c.element_id, timer.c.due_at)
        .join(root_instance, root_instance.c.root_id == timer.c.root_id)
        .where(timer.c.due_at < now, of_running, _goes_on(timer))
    )
    jobs = (
        select(job.c.root_id, job.c.element_id, job.c.available_at)
        .join(root_instance, root_instance.c.root_id == job.c.root_id)
        .where(job.c.available_at < now, job.c.retries > 0, of_running, _goes_on(job))
    )
    # What comes for a case that is held waits for it.
    held = exists().where(root_instance.c.house == delivery.c.house, root_instance.c.held.is_not(None))
    lost = select(delivery.c.thrower_root_id, delivery.c.name, delivery.c.thrown_at).where(~held)
    queries: tuple[tuple[str, Select[Any]], ...] = (
        ("timer late", timers),
        ("job late", jobs),
        ("message lost", lost),
    )
    return [
        f"{what} in {row[0]}: {row[1]} of {row[2]}"
        for what, query in queries
        for row in connection.execute(query)
    ]


def stuck(
    connection: Connection,
    starts: Set[str],
    undoable: Mapping[tuple[str, int], str],
    unanswered: frozenset[str],
) -> list[str]:
    """Each active root instance that waits for nobody and nothing, with where it stands.

    Args:
        connection: to the main database.
        starts: ids of the start events of event subprocesses: what they wait for may never come.
        undoable: tasks that nobody can do, and why.
        unanswered: ids of subscriptions for messages that nobody is going to send.
    """
    waits = or_(_has(timer), _has(job), _has(incident, incident.c.state == "open"))
    query = select(root_instance.c.root_id).where(root_instance.c.ended_at.is_(None), ~waits)
    found = []
    for root_id in connection.scalars(query.order_by(root_instance.c.root_id)).all():
        tasks = select(task.c.element).where(task.c.root_id == root_id, task.c.state == "open")
        messages = select(subscription.c.id).where(
            subscription.c.root_id == root_id,
            subscription.c.kind == "message",
            subscription.c.element_id.not_in(starts),
        )
        nobody_does = all((root_id, element) in undoable for element in connection.scalars(tasks))
        if nobody_does and unanswered.issuperset(connection.scalars(messages)):
            found.append(f"stuck: {standing(connection, root_id, undoable)}")
    return found


def standing(connection: Connection, root_id: str, undoable: Mapping[tuple[str, int], str]) -> str:
    """A root instance, the elements at which it stands, and its tasks that nobody can do."""
    tasks = select(task.c.element).where(task.c.root_id == root_id, task.c.state == "open")
    undone = [
        undoable[root_id, element]
        for element in connection.scalars(tasks.order_by(task.c.element))
        if (root_id, element) in undoable
    ]
    nobody = "".join(f"; nobody can do {why}" for why in undone)
    return f"{root_id} in {', '.join(active(connection, root_id))}{nobody}"


def running(connection: Connection, before: datetime) -> list[str]:
    """Root instances that began before a moment and have not ended."""
    columns = root_instance.c
    query = select(columns.root_id).where(columns.ended_at.is_(None), columns.started_at < before)
    return list(connection.scalars(query.order_by(root_instance.c.root_id)))


def undestroyed(connection: Connection, now: datetime) -> list[str]:
    """Ended root instances that should have been destroyed."""
    columns = root_instance.c
    query = select(columns.root_id).where(
        columns.ended_at.is_not(None),
        or_(columns.retain_until < now, columns.limit_until < now),
        ~_has(case_hold),
    )
    return [f"not destroyed: {root_id}" for root_id in connection.scalars(query)]


def destroyed(connection: Connection) -> dict[str, int]:
    """How many cases were destroyed, by kind and ground."""
    columns = destruction_record.c
    query = select(columns.case_type, columns.ground, func.count()).group_by(
        columns.case_type, columns.ground
    )
    return {f"{row[0]}: {row[1]}": row[2] for row in connection.execute(query)}


def instances_of(connection: Connection, root_id: str) -> list[tuple[str, str, bool]]:
    """The process instances of a root: process, end event, and whether it is the root itself."""
    columns = process_instance.c
    query = select(columns.process_id, columns.end_event, columns.instance).where(columns.root_id == root_id)
    return [(row[0], row[1] or "-", row[2] == 0) for row in connection.execute(query)]


def flows_of(connection: Connection, root_id: str) -> list[tuple[str, str, int]]:
    """The sequence flows that a root took: process, flow, times."""
    query = select(process_instance.c.process_id, sequence_flow.c.flow_id, sequence_flow.c.taken)
    return _rows(connection, query.where(sequence_flow.c.root_id == root_id, _inside(sequence_flow)))


def elements_of(connection: Connection, root_id: str) -> list[tuple[str, str, int]]:
    """The elements that a root reached: process, element, times."""
    grouped = (process_instance.c.process_id, element_instance.c.element_id)
    query = select(*grouped, func.count()).where(
        element_instance.c.root_id == root_id, _inside(element_instance)
    )
    return _rows(connection, query.group_by(*grouped))


def active(connection: Connection, root_id: str) -> list[str]:
    """The elements at which a root instance stands."""
    query: Select[tuple[str]] = select(element_instance.c.element_id).where(
        element_instance.c.root_id == root_id, element_instance.c.state == "active"
    )
    return sorted(set(connection.scalars(query)))


def _rows(connection: Connection, query: Select[Any]) -> list[tuple[str, str, int]]:
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def _inside(table: Any) -> Any:
    return and_(
        process_instance.c.root_id == table.c.root_id, process_instance.c.instance == table.c.instance
    )


def _has(table: Any, condition: Any = True) -> Any:
    return exists().where(table.c.root_id == root_instance.c.root_id, condition)
