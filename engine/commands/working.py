"""Whom a person works for today, and under what law: a token outlives the partnership it was given for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import RowMapping, bindparam, select

from engine.access.person import Person
from engine.access.register import Grounded, working
from engine.commands.services import Services
from engine.store.house_days import day_in
from engine.store.known_partnerships import Asked, Registered
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
    asked = (person.organisation, person.houses)
    registered = services.partnerships.of(
        asked, services.machine_clock.monotonic(), lambda: _registered(services, asked)
    )
    rows = registered.rows
    if all(row["own"] == person.organisation for row in rows):
        return person
    return working(person, _in_force(person, rows, _days(services, rows)), registered.manifests)


def _registered(services: Services, asked: Asked) -> Registered:
    organisation, houses = asked
    definitions = services.declared.definitions
    with services.database.read() as connection:
        given = {"organisation": organisation, "houses": houses}
        rows = connection.execute(_OF_ORGANISATION, given).mappings().all()
        manifests = {
            house: definitions.manifest(connection, house) for house in {row["house"] for row in rows}
        }
    return Registered(rows, {house: found for house, found in manifests.items() if found is not None})


def _days(services: Services, rows: Sequence[RowMapping]) -> Mapping[str, date]:
    """By house, which day it is there; the database is asked only where that may decide."""
    houses = [row["house"] for row in rows]
    clock = services.business_clock
    if clock is not None and not _near_a_border(clock.now().date(), rows):
        return dict.fromkeys(houses, clock.now().date())
    seen = services.partnerships.latest_day
    if seen is not None and _all_hold_from(seen, rows):
        return dict.fromkeys(houses, seen)
    with services.database.read() as connection:
        now = services.now(connection)
        services.partnerships.latest_day = now.date()
        if not _near_a_border(now.date(), rows):
            return dict.fromkeys(houses, now.date())
        return {house: day_in(connection, house, now) for house in houses}


def _near_a_border(day: date, rows: Sequence[RowMapping]) -> bool:
    """Whether it depends on the zone of a house on which side of a border it is now."""
    borders = [border for row in rows for border in (row["since"], row["until"]) if border is not None]
    return any(abs(border - day) <= _DAY for border in borders)


def _all_hold_from(day: date, rows: Sequence[RowMapping]) -> bool:
    """Whether all is in force on a day and stays so, in any zone: business time never goes back."""
    return all(row["since"] < day - _DAY and row["until"] is None for row in rows)


def _in_force(
    person: Person, rows: Sequence[RowMapping], days: Mapping[str, date]
) -> dict[str, tuple[Grounded, ...]]:
    """Of each house whose register has the organisation: the grounds in force today."""
    found: dict[str, tuple[Grounded, ...]] = {}
    for row in rows:
        if row["own"] == person.organisation:
            continue
        day = days[row["house"]]
        holds = row["since"] <= day and (row["until"] is None or day <= row["until"])
        grounds = (Grounded(row["ground"], row["regime"], row["categories"]),) if holds else ()
        found[row["house"]] = (*found.get(row["house"], ()), *grounds)
    return found
