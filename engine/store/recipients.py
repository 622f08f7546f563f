"""Which organisations have had data of a root instance: whom article 19 GDPR says to tell of a change."""

from __future__ import annotations

from sqlalchemy import Connection, select, union

from engine.store.tables.cases import participant
from engine.store.tables.definitions import house
from engine.store.tables.documents import document
from engine.store.tables.jobs import outbox


def recipients(connection: Connection, root_id: str, house_id: str) -> tuple[str, ...]:
    """Return the organisations that took part, received a message, or for which a document was made.

    The house's own organisation is not among them. What the present command does is not known yet.

    Args:
        connection: a transaction.
        root_id: of the root instance.
        house_id: its house.
    """
    received = outbox.c.root_id == root_id, outbox.c.state == "delivered"
    found = union(
        select(outbox.c.partner.label("id")).where(*received),
        select(participant.c.organisation).where(participant.c.root_id == root_id),
        select(document.c.organisation).where(document.c.root_id == root_id),
    ).subquery()
    own = select(house.c.organisation).where(house.c.id == house_id, house.c.organisation.is_not(None))
    query = select(found.c.id).where(found.c.id.is_not(None), found.c.id.not_in(own)).order_by(found.c.id)
    return tuple(connection.scalars(query))
