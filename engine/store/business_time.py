"""Virtual business time: one row that only moves forward, read in each command's own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select, update

from engine.clock import in_utc
from engine.store.database import Database
from engine.store.tables.instances import business_clock

_ROW: Final = 1
_NOW: Final = select(business_clock.c.now)


def start_virtual_clock(database: Database, start: datetime) -> None:
    """Set the virtual clock of a database that has none yet.

    Args:
        database: the main database.
        start: aware moment to begin at.
    """
    with database.write() as connection:
        row = {"id": _ROW, "now": in_utc(start)}
        connection.execute(database.dialect.insert_or_skip(business_clock), row)


def virtual_now(connection: Connection) -> datetime:
    """Return the virtual business time.

    Raises:
        LookupError: the database has no virtual clock.
    """
    now: datetime | None = connection.scalar(_NOW)
    if now is None:
        raise LookupError(
            "the database has no virtual clock: start the service with KETENMOTOR_CLOCK=virtual"
        )
    return now


def move_virtual_clock(connection: Connection, moment: datetime) -> None:
    """Move the virtual clock forward; a moment that has passed leaves it where it is."""
    connection.execute(
        update(business_clock).where(business_clock.c.now < in_utc(moment)).values(now=in_utc(moment))
    )
