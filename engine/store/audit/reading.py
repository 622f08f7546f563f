"""Entries of the audit log as they are read: with their place and hash, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, select

from engine.store.audit.entry import Entry
from engine.store.tables.audit import audit_entry

ORDER: Final = (audit_entry.c.at, audit_entry.c.stream, audit_entry.c.sequence)
_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry with its place and hash."""

    sequence: int
    digest: bytes
    entry: Entry

    @property
    def key(self) -> tuple[str | int | None, ...]:
        """Its place in a list in order of time."""
        return (self.entry.at.isoformat(), self.entry.stream, self.sequence)

    @classmethod
    def of_row(cls, row: RowMapping) -> SeenEntry:
        """Return the entry of a row of `audit_entry`."""
        return cls(row["sequence"], bytes(row["digest"]), Entry.of_row(row))


def entries_between(
    connection: Connection, house: str, since: datetime | None, until: datetime | None
) -> Iterator[SeenEntry]:
    """Yield all entries of a house in a period, in order of time: none is left out.

    Args:
        connection: a transaction.
        house: whose entries.
        since: the first moment; None from the first entry on.
        until: the moment before which it ends; None to the last entry.
    """
    query = select(audit_entry).where(audit_entry.c.house == house).order_by(*ORDER)
    if since is not None:
        query = query.where(audit_entry.c.at >= since)
    if until is not None:
        query = query.where(audit_entry.c.at < until)
    # Not for the whole connection: what comes after it in the transaction is no stream.
    rows = connection.execute(query, execution_options={"yield_per": _AT_ONCE}).mappings()
    return (SeenEntry.of_row(row) for row in rows)
