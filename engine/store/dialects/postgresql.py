"""PostgreSQL: row locks, `SKIP LOCKED`, advisory locks for names, several processes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, Final

import psycopg
from psycopg.pq import PipelineStatus, TransactionStatus
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    LargeBinary,
    Select,
    Table,
    bindparam,
    create_engine,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import Insert

from engine.store import walls
from engine.store.dialects.dialect import Row

# serialization_failure, deadlock_detected, lock_not_available
_CONFLICTS: Final = frozenset({"40001", "40P01", "55P03"})
_OPTIONS: Final = "-c lock_timeout=5000 -c timezone=UTC"
_LOCK_NAME: Final = select(func.pg_advisory_xact_lock(bindparam("name")))


class Postgresql:
    """The dialect for several API and worker processes."""

    writes_in_parts = True

    def create_engine(self, url: str, connections: int) -> Engine:
        return create_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            hide_parameters=True,  # errors are logged, and parameters are about people
            connect_args={"options": _OPTIONS, "prepare_threshold": 2},
        )

    @contextmanager
    def write(self, engine: Engine) -> Iterator[Connection]:
        with engine.begin() as connection, _keeping_plans(connection):
            yield connection

    @contextmanager
    def read(self, engine: Engine) -> Iterator[Connection]:
        with self.write(engine) as connection:
            yield connection

    def hold_still(self, connection: Connection) -> None:
        connection.exec_driver_sql("set transaction isolation level repeatable read, read only")

    def enter(self, connection: Connection, houses: Sequence[str] | None) -> None:
        walls.enter(connection, houses)

    def require_walls(self, connection: Connection) -> None:
        walls.require_walls(connection)

    def can_step_out(self, connection: Connection) -> bool:
        return walls.can_step_out(connection)

    @contextmanager
    def together(self, connection: Connection) -> Iterator[None]:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        try:
            with driver.pipeline():
                yield
        except psycopg.Error as error:
            # In a pipeline the driver raises past SQLAlchemy: its errors get their usual classes here.
            raise DBAPIError.instance(None, None, error, psycopg.Error, dialect=connection.dialect) from error

    @contextmanager
    def last(self, connection: Connection) -> Iterator[None]:
        with self.together(connection):
            yield
            connection.commit()

    def lock_rows(
        self, query: Select[Row], *, of: Table | None = None, skip_locked: bool = False
    ) -> Select[Row]:
        return query.with_for_update(of=of, skip_locked=skip_locked)

    def lock_name(self, connection: Connection, name: bytes) -> None:
        number = int.from_bytes(hashlib.sha256(name).digest()[:8], signed=True)
        connection.execute(_LOCK_NAME, {"name": number})

    def insert_or_skip(self, table: Table) -> Insert:
        return insert(table).on_conflict_do_nothing()

    def insert_or_add(self, table: Table, counter: str) -> Insert:
        return _insert_or_add(table, counter)

    def chained(
        self, previous: ColumnElement[bytes], sequence: ColumnElement[int], content: ColumnElement[bytes]
    ) -> ColumnElement[bytes]:
        return func.sha256(previous.concat(func.int8send(sequence)).concat(content), type_=LargeBinary)

    def insert_or_set(self, table: Table, cells: Mapping[str, ColumnElement[Any]]) -> Insert:
        return insert(table).on_conflict_do_update(
            index_elements=list(table.primary_key.columns), set_=dict(cells)
        )

    def is_conflict(self, error: DBAPIError) -> bool:
        return getattr(error.orig, "sqlstate", None) in _CONFLICTS


@contextmanager
def _keeping_plans(connection: Connection) -> Iterator[None]:
    """Let the connection keep what it has prepared, also when the transaction is rolled back.

    At each rollback the driver has the server forget all its prepared statements, as a table may have gone
    with it. No transaction of the service makes or drops one, and to plan anew costs more than to execute. So
    the driver finds the transaction rolled back already.
    """
    try:
        yield
    except BaseException:
        if not (connection.closed or connection.invalidated):
            _roll_back(connection)
        raise


def _roll_back(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    pending = driver.pgconn.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)
    if pending and driver.pgconn.pipeline_status == PipelineStatus.OFF:
        with suppress(psycopg.Error):  # a lost connection: the driver's own rollback comes next, and says so
            driver.pgconn.exec_(b"rollback")


@cache
def _insert_or_add(table: Table, counter: str) -> Insert:
    statement = insert(table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={counter: table.c[counter] + statement.excluded[counter]},
    )
