"""The houses of a person, with their calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from engine.access.person import Person
from engine.errors import NotFound
from engine.queries.keyset import Wanted, fetch
from engine.queries.source import Source
from engine.store.tables.definitions import house, house_calendar


@dataclass(frozen=True, slots=True)
class HouseView:
    """A house."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class HouseList:
    """One page of houses."""

    results: Sequence[HouseView]
    count: int


@dataclass(frozen=True, slots=True)
class KeptCalendar:
    """A calendar as JSON, with its revision; revision 0 was never set."""

    text: str
    revision: int


def list_houses(source: Source, person: Person, wanted: Wanted) -> HouseList:
    """List the houses that the person works for, by id."""
    with source.database.read() as connection:
        found = fetch(connection, select(house).where(house.c.id.in_(person.houses)), (house.c.id,), wanted)
    return HouseList([HouseView(row["id"], row["name"]) for row in found.rows], found.count)


def read_calendar(source: Source, person: Person, house_id: str, calendar_id: str) -> KeptCalendar:
    """Read a calendar of a house as it was set.

    Raises:
        NotFound: the person does not work for such a house.
    """
    at = (house_calendar.c.house == house.c.id) & (house_calendar.c.id == calendar_id)
    query = (
        select(house_calendar.c.content, house_calendar.c.revision)
        .select_from(house)
        .outerjoin(house_calendar, at)
        .where(house.c.id == house_id)
    )
    with source.database.read() as connection:
        row = connection.execute(query).first()
    if row is None or house_id not in person.houses:
        raise NotFound
    return KeptCalendar("{}", 0) if row.content is None else KeptCalendar(row.content, row.revision)
