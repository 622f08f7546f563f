"""Reading and writing the register of partners inside a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select, update

from engine.store.tables.partners import partner, partnership


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partner works with a house from a day, to a day (inclusive) or for good."""

    house: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One organisation of the register."""

    id: str
    name: str
    kind: str
    statutory: bool = False
    partnerships: tuple[Partnership, ...] = ()
    address: str | None = None
    proposed_address: str | None = None
    proposed_by: str | None = None
    revision: int = 1

    def works_with(self, house: str, day: date) -> bool:
        """Tell whether it is a partner of a house on a day."""
        return any(found.house == house and found.holds_on(day) for found in self.partnerships)


def find_partner(connection: Connection, partner_id: str) -> Partner | None:
    """Return a partner by id; None when there is none."""
    rows = connection.execute(select(partner).where(partner.c.id == partner_id)).mappings().all()
    return next(iter(with_partnerships(connection, rows)), None)


def partners_of(houses: Iterable[str]) -> Select[Any]:
    """Return the query for all that are, were or will be partners of one of the houses."""
    ids = select(partnership.c.partner_id).where(partnership.c.house.in_(sorted(houses)))
    return select(partner).where(partner.c.id.in_(ids))


def write_partner(connection: Connection, found: Partner, *, new: bool) -> None:
    """Write a partner with its partnerships, as a new row or over the one with its id."""
    values = {
        "name": found.name,
        "kind": found.kind,
        "statutory": found.statutory,
        "address": found.address,
        "proposed_address": found.proposed_address,
        "proposed_by": found.proposed_by,
        "revision": found.revision,
    }
    if new:
        connection.execute(insert(partner), {"id": found.id, **values})
    else:
        connection.execute(update(partner).where(partner.c.id == found.id).values(values))
        connection.execute(delete(partnership).where(partnership.c.partner_id == found.id))
    rows = [
        {"partner_id": found.id, "house": item.house, "since": item.since, "until": item.until}
        for item in found.partnerships
    ]
    if rows:
        connection.execute(insert(partnership), rows)


def with_partnerships(connection: Connection, rows: Sequence[RowMapping]) -> Sequence[Partner]:
    """Return the partners of rows of the table `partner`, in their order."""
    ids = [row["id"] for row in rows]
    query = select(partnership).where(partnership.c.partner_id.in_(ids)).order_by(*partnership.primary_key)
    by_partner: dict[str, list[Partnership]] = {}
    for item in connection.execute(query):
        by_partner.setdefault(item.partner_id, []).append(Partnership(item.house, item.since, item.until))
    return [Partner(**row, partnerships=tuple(by_partner.get(row["id"], ()))) for row in rows]
