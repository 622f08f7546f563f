"""What time takes away: messages nobody took, stored answers, cases whose destruction date has come."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select, update

from engine.commands.services import Services
from engine.commands.unit import Unit, transact
from engine.store.keys import case_scope
from engine.store.tables import ROOT_TABLES
from engine.store.tables.instances import key_to_destroy, root_instance
from engine.store.tables.messages import delivery, message
from engine.store.tables.requests import answered_request

AT_ONCE: Final = 1_000


def expire_messages(services: Services) -> int:
    """Take messages out of the buffer whose time to live is over; return how many."""

    def work(unit: Unit) -> int:
        over = unit.connection.execute(
            update(message)
            .where(message.c.state == "buffered", message.c.expires_at <= unit.now)
            .values(state="expired", payload=None)
        )
        return int(over.rowcount)

    return transact(services, None, work)[0]


def next_expiry(services: Services) -> datetime | None:
    """Return when the next buffered message expires."""
    with services.database.read() as connection:
        query = select(func.min(message.c.expires_at)).where(message.c.state == "buffered")
        due: datetime | None = connection.scalar(query)
    return due


def forget_messages(services: Services) -> int:
    """Delete messages that need not be recognised any more; return how many."""

    def work(unit: Unit) -> int:
        old = delete(message).where(message.c.state != "buffered", message.c.expires_at <= unit.now)
        return int(unit.connection.execute(old).rowcount)

    return transact(services, None, work)[0]


def forget_answers(services: Services) -> int:
    """Delete stored first answers that are older than a day of machine time; return how many."""
    now = services.machine_clock.now()
    with services.database.write() as connection:
        old = delete(answered_request).where(answered_request.c.expires_at <= now)
        return int(connection.execute(old).rowcount)


def destroy_due(services: Services, most: int = AT_ONCE) -> int:
    """Destroy ended root instances whose destruction date has come; return how many.

    First the rows, in one transaction a root, then the key: what a backup still holds cannot be read.
    """
    _finish_destructions(services)
    with services.database.read() as connection:
        now = services.now(connection)
        due = list(
            connection.scalars(
                select(root_instance.c.root_id)
                .where(root_instance.c.retain_until <= now, root_instance.c.ended_at.is_not(None))
                .order_by(root_instance.c.retain_until)
                .limit(most)
            )
        )
    for root_id in due:
        destroy_root(services, root_id)
    return len(due)


def next_destruction(services: Services) -> datetime | None:
    """Return when the next ended root instance is to be destroyed."""
    with services.database.read() as connection:
        query = select(func.min(root_instance.c.retain_until)).where(root_instance.c.ended_at.is_not(None))
        due: datetime | None = connection.scalar(query)
    return due


def destroy_root(services: Services, root_id: str) -> None:
    """Delete every row of a root instance, then the key of its case.

    Its rows leave a note behind until the key is gone, so that a crash in between is made good.
    """

    def work(unit: Unit) -> None:
        for table in ROOT_TABLES:
            unit.connection.execute(delete(table).where(table.c.root_id == root_id))
        unit.connection.execute(delete(delivery).where(delivery.c.thrower_root_id == root_id))
        note = services.database.dialect.insert_or_skip(key_to_destroy)
        unit.connection.execute(note, {"root": root_id, "noted_at": unit.now})

    transact(services, None, work)
    services.failpoint("rows-deleted")
    _destroy_key(services, root_id)


def _finish_destructions(services: Services) -> None:
    with services.database.read() as connection:
        noted = connection.scalars(select(key_to_destroy.c.root)).all()
    for root_id in noted:
        _destroy_key(services, root_id)


def _destroy_key(services: Services, root_id: str) -> None:
    services.keys.destroy(case_scope(root_id))
    with services.database.write() as connection:
        connection.execute(delete(key_to_destroy).where(key_to_destroy.c.root == root_id))
