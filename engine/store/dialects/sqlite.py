"""SQLite: one writer at a time, chosen at the begin of the transaction, readers beside it (WAL)."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    LargeBinary,
    Select,
    Table,
    create_engine,
    event,
    func,
    make_url,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.dml import Insert

from engine.store.dialects.dialect import Row, chained

_BUSY_SECONDS: Final = 5
_PRAGMAS: Final = (
    "pragma journal_mode=wal",
    "pragma synchronous=full",  # a commit that was reported survives a power cut
    "pragma foreign_keys=on",
    "pragma secure_delete=on",  # what is deleted leaves the file too, keys above all
)
_WRITES: Final = "ketenmotor_writes"


class Sqlite:
    """The embedded dialect."""

    writes_in_parts = False

    def __init__(self) -> None:
        # SQLite makes writers poll; within one process a lock lets them queue.
        self._writer = threading.Lock()

    def create_engine(self, url: str, connections: int) -> Engine:
        database = make_url(url).database
        if database:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            hide_parameters=True,  # errors are logged, and parameters are about people
            connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    @contextmanager
    def write(self, engine: Engine) -> Iterator[Connection]:
        with (
            self._writer,
            engine.connect() as connection,
            connection.execution_options(**{_WRITES: True}).begin(),
        ):
            yield connection

    @contextmanager
    def read(self, engine: Engine) -> Iterator[Connection]:
        with engine.connect() as connection:
            yield connection

    def hold_still(self, connection: Connection) -> None:
        """Every transaction of SQLite does."""

    def enter(self, connection: Connection, houses: Sequence[str] | None) -> None:
        """SQLite has no walls: `engine.access` alone keeps houses apart."""

    def require_walls(self, connection: Connection) -> None:
        """SQLite has none."""

    def can_step_out(self, connection: Connection) -> bool:
        """SQLite has nothing to step out of."""
        return False

    def together(self, connection: Connection) -> AbstractContextManager[None]:
        return nullcontext()

    def last(self, connection: Connection) -> AbstractContextManager[None]:
        return nullcontext()

    def lock_rows(
        self, query: Select[Row], *, of: Table | None = None, skip_locked: bool = False
    ) -> Select[Row]:
        return query

    def lock_name(self, connection: Connection, name: bytes) -> None:
        """The whole database is this transaction's own already."""

    def insert_or_skip(self, table: Table) -> Insert:
        return insert(table).on_conflict_do_nothing()

    def insert_or_add(self, table: Table, counter: str) -> Insert:
        return _insert_or_add(table, counter)

    def chained(
        self, previous: ColumnElement[bytes], sequence: ColumnElement[int], content: ColumnElement[bytes]
    ) -> ColumnElement[bytes]:
        return func.chained(previous, sequence, content, type_=LargeBinary)

    def insert_or_set(self, table: Table, cells: Mapping[str, ColumnElement[Any]]) -> Insert:
        return insert(table).on_conflict_do_update(
            index_elements=list(table.primary_key.columns), set_=dict(cells)
        )

    def is_conflict(self, error: DBAPIError) -> bool:
        return isinstance(error.orig, sqlite3.OperationalError) and "locked" in str(error.orig)


def empty_log(engine: Engine) -> None:
    """Leave nothing of deleted rows in the write-ahead log of an SQLite database; others have their own."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()  # a checkpoint runs outside any transaction
    try:
        connection.cursor().execute("pragma wal_checkpoint(truncate)")
    finally:
        connection.close()


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the sqlite3 module leaves BEGIN to us
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
    connection.create_function("chained", 3, chained, deterministic=True)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


@cache
def _insert_or_add(table: Table, counter: str) -> Insert:
    statement = insert(table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={counter: table.c[counter] + statement.excluded[counter]},
    )
