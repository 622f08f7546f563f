"""What time takes away: messages that nobody took, and stored answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, delete, select, update

from engine.commands.services import Services
from engine.commands.unit import Unit, transact
from engine.store.tables.messages import message
from engine.store.tables.requests import answered_request


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


def expiry_moments() -> Select[tuple[datetime]]:
    """Select when buffered messages expire."""
    return select(message.c.expires_at).where(message.c.state == "buffered")


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
