"""Which day it is in a house: by the zone of its calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, select

from engine.store.tables.definitions import house_calendar

_DEFAULT: Final = "default"


class _Zoned(msgspec.Struct, frozen=True):
    zone: str = "Europe/Amsterdam"


def day_in(connection: Connection, house: str, now: datetime) -> date:
    """Return the day of a moment in a house."""
    query = select(house_calendar.c.content).where(
        house_calendar.c.house == house, house_calendar.c.id == _DEFAULT
    )
    content = connection.scalar(query)
    zoned = _Zoned() if content is None else msgspec.json.decode(content, type=_Zoned)
    return now.astimezone(ZoneInfo(zoned.zone)).date()
