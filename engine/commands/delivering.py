"""Bringing thrown messages and signals to their receivers, each in a transaction of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

import structlog
from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.exc import DBAPIError

from engine.access.person import Person
from engine.commands.correlating import Incoming, receive, receive_buffered
from engine.commands.services import Services
from engine.commands.starting import start_by_event
from engine.commands.unit import Unit, transact
from engine.errors import NotFound, Refusal
from engine.run.faults import Fault
from engine.store.records.wait_records import OF_TASK
from engine.store.tables.cases import deadline
from engine.store.tables.messages import delivery
from engine.store.values import decode_object

Result = TypeVar("Result")
MOST_AT_ONCE: Final = 1_000
_log = structlog.get_logger()
_PENDING: Final = select(delivery.c.id).order_by(delivery.c.attempts, delivery.c.id).limit(bindparam("most"))


def perform(services: Services, person: Person | None, work: Callable[[Unit], Result]) -> Result:
    """Do the work of a command, then deliver what it threw to other instances.

    What cannot be delivered now stays queued for the worker; the command has succeeded all the same.

    Raises:
        Conflict: other writers were in the way every time.
    """
    result, thrown = transact(services, person, work)
    if thrown:
        deliver(services.answering(None), thrown)
    return result


def deliver(services: Services, delivery_ids: Iterable[str], *, wait: bool = False) -> None:
    """Deliver what was queued, and what that throws in turn; the rest after a thousand is the worker's.

    Args:
        services: what commands work with.
        delivery_ids: what to deliver, in this order.
        wait: for deliveries that somebody else is at; else they are left to them.
    """
    queue = deque(delivery_ids)
    for _ in range(MOST_AT_ONCE):
        if not queue:
            return
        delivery_id = queue.popleft()
        try:
            queue += deliver_one(services, delivery_id, wait=wait)
        except (Refusal, DBAPIError) as error:
            _log.warning("delivery_postponed", delivery=delivery_id, reason=type(error).__name__)
            _count_attempt(services, delivery_id)
        except Exception as error:
            # The sender's step is done and stays; whatever is wrong with the receiver, the others go on.
            _log.exception("delivery_failed", delivery=delivery_id, reason=type(error).__name__)
            _count_attempt(services, delivery_id)


def deliver_one(services: Services, delivery_id: str, *, wait: bool = False) -> list[str]:
    """Deliver one message or signal; return the deliveries that the receiver queued in turn.

    Raises:
        Conflict: the receiver cannot take it now.
    """

    def work(unit: Unit) -> None:
        dialect = services.database.dialect
        query = dialect.lock_rows(select(delivery).where(delivery.c.id == delivery_id), skip_locked=not wait)
        row = unit.connection.execute(query).first()
        if row is None:
            return
        _DELIVER[row.kind](unit, row)
        unit.connection.execute(delete(delivery).where(delivery.c.id == delivery_id))
        services.failpoint("delivering")

    _, thrown = transact(services, None, work)
    return thrown


def pending_deliveries(services: Services, most: int) -> list[str]:
    """Return the ids of deliveries that still stand, those tried least first."""
    with services.database.read() as connection:
        return list(connection.scalars(_PENDING, {"most": most}))


def _count_attempt(services: Services, delivery_id: str) -> None:
    counted = update(delivery).where(delivery.c.id == delivery_id).values(attempts=delivery.c.attempts + 1)
    try:
        with services.database.write() as connection:
            connection.execute(counted)
    except DBAPIError as error:
        # The count only orders the queue; what the command did is committed, and that is its answer.
        _log.warning("attempt_not_counted", delivery=delivery_id, reason=type(error).__name__)


def _deliver_message(unit: Unit, row: Row[Any]) -> None:
    payload = unit.services.keys.open(row.payload, delivery.c.payload, (row.id,))
    receive(unit, Incoming(row.house, row.name, row.key_index, decode_object(payload)))


def _deliver_notice(unit: Unit, row: Row[Any]) -> None:
    payload = decode_object(unit.services.keys.open(row.payload, delivery.c.payload, (row.id,)))
    receive(unit, Incoming(row.house, row.name, row.key_index, payload, about=row.thrower_root_id))


def _deliver_buffered(unit: Unit, row: Row[Any]) -> None:
    receive_buffered(unit, row.message_id)


def _deliver_signal(unit: Unit, row: Row[Any]) -> None:
    try:
        root = unit.lock(row.root_id)
    except NotFound:
        return
    if root.ended:
        return
    root.require_running()
    if root.instance.holds:  # it goes to all who wait in it at once: part of them may be held
        raise root.refusal()
    payload = unit.services.keys.open(row.payload, delivery.c.payload, (row.id,))
    root.instance.deliver_signal(row.name, decode_object(payload))
    root.save()


def _start_by_signal(unit: Unit, row: Row[Any]) -> None:
    payload = unit.services.keys.open(row.payload, delivery.c.payload, (row.id,))
    start_by_event(unit, row.house, row.definition_id, row.element_id, decode_object(payload))


def _reckon_terms(unit: Unit, row: Row[Any]) -> None:
    """Reckon the terms that run in a root instance again, each as at the moment when it began to run."""
    try:
        root = unit.lock(row.root_id)
    except NotFound:
        return
    columns = deadline.c
    query = (
        select(columns.element, columns.alternative, columns.due_at, columns.set_at)
        .where(columns.root_id == row.root_id, columns.ended_at.is_(None))
        .order_by(columns.element, columns.alternative)
    )
    for running in unit.connection.execute(query).all():
        place = None if running.alternative == OF_TASK else running.alternative
        try:
            with root.host.as_at(running.set_at):
                root.instance.reckon_again(running.element, place, running.due_at)
        except Fault as fault:
            # The other terms of the case move all the same; this one stays where it was.
            _log.warning("term_not_reckoned", root=row.root_id, element=running.element, reason=fault.kind)
    root.save()


_DELIVER: Final[dict[str, Callable[[Unit, Row[Any]], object]]] = {
    "message": _deliver_message,
    "notice": _deliver_notice,
    "buffered": _deliver_buffered,
    "signal": _deliver_signal,
    "signal-start": _start_by_signal,
    "terms": _reckon_terms,
}
