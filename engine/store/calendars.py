"""The calendar of a house: how it is written in JSON, and how it is found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from typing import Final

import msgspec
from sqlalchemy import Connection, bindparam, select

from engine.calendar.faults import CalendarError
from engine.calendar.house import ClosedPeriod, HouseCalendar
from engine.errors import Fault, Invalid
from engine.store.tables.definitions import house_calendar

DEFAULT_CALENDAR: Final = "default"
_CONTENT: Final = select(house_calendar.c.content).where(
    house_calendar.c.house == bindparam("house"), house_calendar.c.id == bindparam("id")
)
"""The id of the calendar that a house uses where the model names no other."""


class Closure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Days on which a house is closed, both ends included."""

    first: date
    last: date
    label: str = ""


class WrittenCalendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """A calendar as people send and read it."""

    zone: str = "Europe/Amsterdam"
    weekend: tuple[int, ...] = (5, 6)
    closed: tuple[Closure, ...] = ()
    extra_working_days: tuple[date, ...] = ()
    equated_days: Mapping[str, str] = msgspec.field(default_factory=dict)
    national: bool = True
    opens: time = time(7)
    closes: time = time(19)

    def text(self) -> str:
        """Return it as it is kept."""
        return msgspec.json.encode(self).decode()

    def calendar(self) -> HouseCalendar:
        """Return the calendar to reckon with.

        Raises:
            CalendarError: it cannot be one.
        """
        try:
            equated = {date.fromisoformat(day): label for day, label in self.equated_days.items()}
        except ValueError as error:
            raise CalendarError("equatedDays names days as 2026-05-05") from error
        return HouseCalendar(
            zone=self.zone,
            weekend=frozenset(self.weekend),
            closed=tuple(ClosedPeriod(item.first, item.last, item.label) for item in self.closed),
            extra_working_days=frozenset(self.extra_working_days),
            equated_days=equated,
            national=self.national,
            opens=self.opens,
            closes=self.closes,
        )


def read_calendar(text: bytes) -> WrittenCalendar:
    """Read and check a calendar.

    Raises:
        Invalid: it is not one; the fault says why.
    """
    try:
        written = msgspec.json.decode(text, type=WrittenCalendar)
        written.calendar()
    except (msgspec.MsgspecError, CalendarError) as error:
        raise Invalid([Fault("", "calendar", str(error))]) from error
    return written


def find_calendar(connection: Connection, house: str, calendar_id: str | None) -> HouseCalendar | None:
    """Return a calendar of a house; its default one when no id is given.

    A house that never set its default calendar works on Dutch working days. None: it has no such calendar.
    """
    wanted = calendar_id or DEFAULT_CALENDAR
    content = connection.scalar(_CONTENT, {"house": house, "id": wanted})
    return None if content is None and wanted != DEFAULT_CALENDAR else kept_calendar(content)


@lru_cache(maxsize=256)
def kept_calendar(content: str | None) -> HouseCalendar:
    """Return the calendar that is kept as this text; None is the default of a house that set none."""
    if content is None:
        return HouseCalendar()
    return msgspec.json.decode(content, type=WrittenCalendar).calendar()
