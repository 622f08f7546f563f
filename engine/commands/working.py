"""Whom a person works for today: a token outlives the partnership that it was given for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, RowMapping, bindparam, select

from engine.access.person import Person
from engine.access.register import Grounded, working
from engine.commands.services import Services
from engine.store.house_days import day_in
from engine.store.tables.definitions import house
from engine.store.tables.partners import partnership

_DAY: Final = timedelta(days=1)
_OF_ORGANISATION: Final = (
    select(partnership, house.c.organisation.label("own"))
    .select_from(partnership.outerjoin(house, house.c.id == partnership.c.house))
    .where(
        partnership.c.partner_id == bindparam("organisation"),
        partnership.c.house.in_(bindparam("houses", expanding=True)),
    )
)


def working_today(services: Services, person: Person) -> Person:
    """Return the person without the houses that their organisation is no partner of today.

    A house's own organisation, and one that its register does not have, are as the token says.
    """
    if not person.houses:
        return person
    with services.database.read() as connection:
        asked = {"organisation": person.organisation, "houses": person.houses}
        rows = connection.execute(_OF_ORGANISATION, asked).mappings().all()
        if not rows:
            return person
        return working(person, _in_force(services, connection, person, rows))


def _in_force(
    services: Services, connection: Connection, person: Person, rows: Sequence[RowMapping]
) -> dict[str, tuple[Grounded, ...]]:
    """Of each house whose register has the organisation: the grounds in force today."""
    found: dict[str, tuple[Grounded, ...]] = {}
    now = services.now(connection)
    for row in rows:
        if row["own"] == person.organisation:
            continue
        day = now.date()
        if _is_near(day, row["since"]) or _is_near(day, row["until"]):
            day = day_in(connection, row["house"], now)
        holds = row["since"] <= day and (row["until"] is None or day <= row["until"])
        grounds = (Grounded(row["ground"], row["regime"], row["categories"]),) if holds else ()
        found[row["house"]] = (*found.get(row["house"], ()), *grounds)
    return found


def _is_near(day: date, border: date | None) -> bool:
    """Whether it depends on the zone of the house on which side of a border it is now."""
    return border is not None and abs(border - day) <= _DAY
