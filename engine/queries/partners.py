"""The register of partners as people of a house see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.access.person import Person
from engine.errors import NotFound
from engine.queries.keyset import Wanted, fetch
from engine.queries.source import Source
from engine.store.partners import Partner, find_partner, partners_of, with_partnerships
from engine.store.tables.partners import partner


@dataclass(frozen=True, slots=True)
class PartnerList:
    """One page of partners."""

    results: Sequence[Partner]
    count: int


def list_partners(source: Source, person: Person, wanted: Wanted) -> PartnerList:
    """List the partners of the person's houses by id, those of before and of later too."""
    with source.database.read() as connection:
        found = fetch(connection, partners_of(person.houses), (partner.c.id,), wanted)
        return PartnerList(with_partnerships(connection, found.rows), found.count)


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
