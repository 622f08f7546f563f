"""Reading and writing the register of partners inside a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, bindparam, delete, insert, select, update

from engine.access.register import Grounded, may_take_part
from engine.model.manifest import NO_MANIFEST, Manifest
from engine.store.tables.partners import partner, partnership

COVENANT = "covenant"
STATUTORY = "statutory"
OCCASIONAL = "occasional"
GROUNDS = (COVENANT, STATUTORY, OCCASIONAL)
"""Why an organisation takes part: it signed the covenant, the law names it, or somebody decided so once."""


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partner works with a house from a day, to a day (inclusive) or for good.

    Args:
        house: which house.
        since: first day.
        until: last day; None while it lasts.
        ground: covenant, statutory or occasional.
        regime: the only legal regime under which it holds; None: under every one.
        reason: why an occasional participant is one.
        categories: categories of data that the partner may be given; None: no limit of its own.
    """

    house: str
    since: date
    until: date | None = None
    ground: str = COVENANT
    regime: str | None = None
    reason: str | None = None
    categories: tuple[str, ...] | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One organisation of the register."""

    id: str
    name: str
    kind: str
    partnerships: tuple[Partnership, ...] = ()
    address: str | None = None
    proposed_address: str | None = None
    proposed_by: str | None = None
    revision: int = 1

    def works_with(self, house: str, day: date) -> bool:
        """Tell whether it is a partner of a house on a day."""
        return bool(self.in_force(house, day))

    def in_force(self, house: str, day: date) -> tuple[Partnership, ...]:
        """Return on which grounds it is a partner of a house on a day."""
        return tuple(found for found in self.partnerships if found.house == house and found.holds_on(day))


def grounded(partnerships: Iterable[Partnership]) -> list[Grounded]:
    """Return partnerships as rules of access see them."""
    return [Grounded(one.ground, one.regime, one.categories) for one in partnerships]


_PARTNER: Final = select(partner).where(partner.c.id == bindparam("id"))
_PARTNERSHIPS: Final = (
    select(partnership).where(partnership.c.partner_id == bindparam("id")).order_by(*partnership.primary_key)
)


def find_partner(connection: Connection, partner_id: str) -> Partner | None:
    """Return a partner by id; None when there is none."""
    row = connection.execute(_PARTNER, {"id": partner_id}).mappings().first()
    found = connection.execute(_PARTNERSHIPS, {"id": partner_id}).mappings().all()
    return None if row is None else Partner(**row, partnerships=tuple(map(_partnership, found)))


def partners_of(houses: Iterable[str]) -> Select[Any]:
    """Return the query for all that are, were or will be partners of one of the houses."""
    ids = select(partnership.c.partner_id).where(partnership.c.house.in_(sorted(houses)))
    return select(partner).where(partner.c.id.in_(ids))


def partners_on(
    connection: Connection, houses: Iterable[str], day: date, kinds: Iterable[str] = ()
) -> Sequence[Partner]:
    """Return who works with one of some houses on a day, by name; of some kinds alone, if any are given."""
    wanted, narrowed = frozenset(houses), frozenset(kinds)
    query = partners_of(wanted).order_by(partner.c.name, partner.c.id)
    if narrowed:
        query = query.where(partner.c.kind.in_(sorted(narrowed)))
    found = with_partnerships(connection, connection.execute(query).mappings().all())
    return [one for one in found if any(one.works_with(house, day) for house in wanted)]


def eligible(
    connection: Connection,
    house: str,
    day: date,
    *,
    kinds: Iterable[str] = (),
    regime: str | None = None,
    manifest: Manifest = NO_MANIFEST,
) -> Sequence[Partner]:
    """Return who may take part in a case of a house on a day, by name.

    Args:
        connection: a transaction.
        house: of the case.
        day: which day.
        kinds: kinds of organisations; none for all.
        regime: that the case is under.
        manifest: says which grounds a regime takes.
    """
    return [
        found
        for found in partners_on(connection, [house], day, kinds)
        if may_take_part(grounded(found.in_force(house, day)), regime, manifest)
    ]


def as_option(found: Partner) -> dict[str, str]:
    """Return a partner as forms offer it."""
    return {"label": found.name, "value": found.id}


def write_partner(connection: Connection, found: Partner, *, new: bool) -> None:
    """Write a partner with its partnerships, as a new row or over the one with its id."""
    values = {
        "name": found.name,
        "kind": found.kind,
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
        {"partner_id": found.id, "number": number, **asdict(item)}
        for number, item in enumerate(found.partnerships, start=1)
    ]
    if rows:
        connection.execute(insert(partnership), rows)


def with_partnerships(connection: Connection, rows: Sequence[RowMapping]) -> Sequence[Partner]:
    """Return the partners of rows of the table `partner`, in their order."""
    ids = [row["id"] for row in rows]
    query = select(partnership).where(partnership.c.partner_id.in_(ids)).order_by(*partnership.primary_key)
    by_partner: dict[str, list[Partnership]] = {}
    for item in connection.execute(query).mappings():
        by_partner.setdefault(item["partner_id"], []).append(_partnership(item))
    return [Partner(**row, partnerships=tuple(by_partner.get(row["id"], ()))) for row in rows]


def _partnership(row: RowMapping) -> Partnership:
    return Partnership(**{name: row[name] for name in row if name not in ("partner_id", "number")})
