"""Adding entries to their streams: numbers without gaps, each entry chained to the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from sqlalchemy import ColumnElement, Connection, LargeBinary, bindparam, insert, literal, select, true
from sqlalchemy.sql.dml import Insert

from engine.store.audit.entry import START, Entry
from engine.store.dialects.dialect import StoreDialect
from engine.store.tables.audit import audit_entry, audit_stream

_FROM_HEAD: Final = ("sequence", "digest")
_OF_ENTRY: Final = [column for column in audit_entry.c if column.name not in _FROM_HEAD]


@cache
def _appending(dialect: StoreDialect) -> tuple[Insert, ...]:
    """Return what adds an entry: one statement, or two where the database cannot write in a part of one."""
    moved = _moved_head(dialect)
    if not dialect.writes_in_parts:
        head = audit_stream
        return moved, _adding(head.c.sequence, head.c.digest, head.c.stream == bindparam("stream"))
    there = moved.returning(*(audit_stream.c[name] for name in _FROM_HEAD)).cte("head")
    return (_adding(there.c.sequence, there.c.digest, true()),)


def _moved_head(dialect: StoreDialect) -> Insert:
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


def _adding(
    sequence: ColumnElement[int], digest: ColumnElement[bytes], of_stream: ColumnElement[bool]
) -> Insert:
    """Return what adds an entry with the place and the hash of the head, which has just moved there."""
    given = (bindparam(column.name, type_=column.type) for column in _OF_ENTRY)
    names = [*(column.name for column in _OF_ENTRY), *_FROM_HEAD]
    return insert(audit_entry).from_select(names, select(*given, sequence, digest).where(of_stream))


def append(connection: Connection, dialect: StoreDialect, entries: Iterable[Entry]) -> None:
    """Add entries at the end of their streams.

    It locks the heads of these streams until the commit, always in the same order, and is meant to be the
    last that a transaction does: within :meth:`StoreDialect.last`.

    Args:
        connection: the transaction of the act.
        dialect: of the database.
        entries: what to add.
    """
    for entry in sorted(entries, key=lambda one: one.stream):
        cells = {**entry.cells(), "content": entry.content_digest()}
        for statement in _appending(dialect):
            connection.execute(statement, cells)
