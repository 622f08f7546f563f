"""Give the audit log of a house away as a whole; it tells of that too, before the first record leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from engine.access.acts import Act, Attempt
from engine.calendar import HouseCalendar
from engine.commands.services import Services
from engine.commands.unit import Unit, transact
from engine.store.audit.data_processing import Processing, ProcessingLog
from engine.store.audit.reading import entries_between
from engine.store.calendars import find_calendar

_EXPORT: Final = Attempt(act=Act.EXPORT, operation="export-audit-log", kind="audit-log")


def export_audit(
    services: Services, house: str, since: date | None, until: date | None, log: ProcessingLog
) -> Iterator[Processing]:
    """Yield every record of a house in a period, in order of time.

    Args:
        services: what commands work with.
        house: whose.
        since: first day, in the zone of the house.
        until: the day before which it ends.
        log: makes the records.
    """

    def tell(unit: Unit) -> None:
        unit.own_act(_EXPORT).in_houses([house])

    transact(services, None, tell)
    with services.database.read() as connection:
        calendar = find_calendar(connection, house, None) or HouseCalendar()
        first, end = (None if day is None else calendar.start_of_day(day) for day in (since, until))
        for seen in entries_between(connection, house, first, end):
            yield from log.records(seen.entry, seen.digest)
