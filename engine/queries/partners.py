"""The register of partners as people of a house see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, exists, or_

from engine.access.person import Person
from engine.errors import NotFound
from engine.queries.keyset import Wanted, fetch
from engine.queries.source import Source
from engine.store.partners import Partner, find_partner, partners_of, with_partnerships
from engine.store.tables.partners import partner, partnership


@dataclass(frozen=True, slots=True)
class PartnerList:
    """One page of partners."""

    results: Sequence[Partner]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFilter:
    """What the list of partners is narrowed to; None does not narrow.

    Args:
        on: a day: who is a partner then, and nothing but what is in force then.
        house: who works with this house.
        kind: kind of organisation.
        ground: ground on which it takes part.
    """

    on: date | None = None
    house: str | None = None
    kind: str | None = None
    ground: str | None = None


def list_partners(source: Source, person: Person, filters: PartnerFilter, wanted: Wanted) -> PartnerList:
    """List the partners of the person's houses by id, those of before and of later too."""
    with source.database.read() as connection:
        query = partners_of(person.houses).where(*_narrowed(person, filters))
        found = fetch(connection, query, (partner.c.id,), wanted)
        partners = with_partnerships(connection, found.rows)
        return PartnerList([_as_of(one, filters.on) for one in partners], found.count)


def _narrowed(person: Person, filters: PartnerFilter) -> list[ColumnElement[bool]]:
    columns = partnership.c
    there = [columns.partner_id == partner.c.id, columns.house.in_(sorted(person.houses))]
    if filters.house is not None:
        there.append(columns.house == filters.house)
    if filters.ground is not None:
        there.append(columns.ground == filters.ground)
    if filters.on is not None:
        there += [columns.since <= filters.on, or_(columns.until.is_(None), columns.until >= filters.on)]
    of_kind = [] if filters.kind is None else [partner.c.kind == filters.kind]
    return [exists().where(*there), *of_kind]


def _as_of(found: Partner, day: date | None) -> Partner:
    if day is None:
        return found
    return replace(found, partnerships=tuple(one for one in found.partnerships if one.holds_on(day)))


def read_partner(source: Source, person: Person, partner_id: str) -> Partner:
    """Read one partner.

    Raises:
        NotFound: no such partner in the person's houses.
    """
    with source.database.read() as connection:
        found = find_partner(connection, partner_id)
    if found is None or not {item.house for item in found.partnerships} & set(person.houses):
        raise NotFound
    return found
