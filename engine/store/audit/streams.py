"""Adding entries to their streams: numbers without gaps, each entry chained to the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from sqlalchemy import Connection, LargeBinary, bindparam, insert, literal, select
from sqlalchemy.sql.dml import Insert

from engine.store.audit.entry import START, Entry
from engine.store.dialects.dialect import StoreDialect
from engine.store.tables.audit import audit_entry, audit_stream

_FROM_HEAD: Final = ("sequence", "digest")
_OF_ENTRY: Final = [column for column in audit_entry.c if column.name not in _FROM_HEAD]
_ADD: Final = insert(audit_entry).from_select(
    [*(column.name for column in _OF_ENTRY), *_FROM_HEAD],
    select(
        *(bindparam(column.name, type_=column.type) for column in _OF_ENTRY),
        audit_stream.c.sequence,
        audit_stream.c.digest,
    ).where(audit_stream.c.stream == bindparam("stream")),
)
"""Takes the place and the hash of an entry from the head, which has just moved there."""


@cache
def _move_head(dialect: StoreDialect) -> Insert:
    """Return what moves the head of a stream one place on; the database reckons the hash itself.

    So a transaction needs no answer about the entry before its own, and the head is locked for no longer
    than the database takes to commit.
    """
    content = bindparam("content", type_=LargeBinary())
    head, place = audit_stream.c, audit_stream.c.sequence + 1
    moved = dialect.insert_or_set(
        audit_stream, {"sequence": place, "digest": dialect.chained(head.digest, place, content)}
    )
    return moved.values(
        stream=bindparam("stream"),
        house=bindparam("house"),
        sequence=1,
        digest=dialect.chained(literal(START, LargeBinary()), literal(1), content),
    )


def append(connection: Connection, dialect: StoreDialect, entries: Iterable[Entry]) -> None:
    """Add entries at the end of their streams.

    It locks the heads of these streams until the commit, always in the same order, and is meant to be the
    last that a transaction does.

    Args:
        connection: the transaction of the act.
        dialect: of the database.
        entries: what to add.
    """
    move_head = _move_head(dialect)
    with dialect.together(connection):
        for entry in sorted(entries, key=lambda one: one.stream):
            head = {"stream": entry.stream, "house": entry.house, "content": entry.content_digest()}
            connection.execute(move_head, head)
            connection.execute(_ADD, entry.cells())
