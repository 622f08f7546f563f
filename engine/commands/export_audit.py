"""Give the audit log of a house away as a whole; it tells of that too, before the first record leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, exists, or_, select

from engine.access.acts import Act, Attempt
from engine.calendar import HouseCalendar
from engine.commands.services import Services
from engine.commands.unit import Unit, transact
from engine.store.audit.data_processing import Processing, ProcessingLog
from engine.store.audit.reading import entries_between
from engine.store.calendars import find_calendar
from engine.store.tables.audit import audit_stream
from engine.store.tables.definitions import house

_EXPORT: Final = Attempt(act=Act.EXPORT, operation="export-audit-log", kind="audit-log")


class UnknownHouseError(LookupError):
    """Somebody asks for the log of a house that there never was."""


def _is_known(house_id: str) -> ColumnElement[bool]:
    registered = exists().where(house.c.id == house_id)
    return or_(registered, exists().where(audit_stream.c.house == house_id))


def export_audit(
    services: Services, house_id: str, since: date | None, until: date | None, log: ProcessingLog
) -> Iterator[Processing]:
    """Yield every record of a house in a period, in order of time.

    Args:
        services: what commands work with.
        house_id: whose; empty for what nobody of any house did.
        since: first day, in the zone of the house.
        until: the day before which it ends.
        log: makes the records.

    Raises:
        UnknownHouseError: there is no such house, and nothing was ever recorded of one.
    """
    with services.database.read() as connection:
        if not connection.scalar(select(_is_known(house_id))):
            raise UnknownHouseError(f"There is no house {house_id!r}: look at GET /api/v1/houses.")

    def tell(unit: Unit) -> None:
        unit.own_act(_EXPORT).in_houses([house_id])

    transact(services, None, tell)
    with services.database.read() as connection:
        calendar = find_calendar(connection, house_id, None) or HouseCalendar()
        first, end = (None if day is None else calendar.start_of_day(day) for day in (since, until))
        for seen in entries_between(connection, house_id, first, end):
            yield from log.records(seen.entry, seen.digest)
