"""Adding entries to their streams: numbers without gaps, each entry chained to the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, update
from sqlalchemy.sql.dml import ReturningInsert

from engine.store.audit.entry import START, Entry
from engine.store.dialects.dialect import StoreDialect
from engine.store.tables.audit import audit_entry, audit_stream

_ADD: Final = insert(audit_entry)
_MOVE_HEAD: Final = (
    update(audit_stream)
    .where(audit_stream.c.stream == bindparam("moved"))
    .values(digest=bindparam("new_digest"))
)


@cache
def _advance(dialect: StoreDialect) -> ReturningInsert[Any]:
    added = dialect.insert_or_add(audit_stream, "sequence")
    return added.returning(audit_stream.c.sequence, audit_stream.c.digest)


def append(connection: Connection, dialect: StoreDialect, entries: Iterable[Entry]) -> None:
    """Add entries at the end of their streams.

    It locks the heads of these streams until the commit, always in the same order, and is meant to be the
    last that a transaction does.

    Args:
        connection: the transaction of the act.
        dialect: of the database.
        entries: what to add.
    """
    advance = _advance(dialect)
    for entry in sorted(entries, key=lambda one: one.stream):
        first = {"stream": entry.stream, "house": entry.house, "sequence": 1, "digest": START}
        head = connection.execute(advance, first).one()
        digest = entry.digest(head.sequence, head.digest)
        with dialect.together(connection):
            connection.execute(_ADD, entry.cells() | {"sequence": head.sequence, "digest": digest})
            connection.execute(_MOVE_HEAD, {"moved": entry.stream, "new_digest": digest})
