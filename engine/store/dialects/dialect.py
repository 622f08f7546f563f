"""The interface that both kinds of database offer to the store."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import Insert

Row = TypeVar("Row", bound=tuple[Any, ...])


def chained(previous: bytes, sequence: int, content: bytes) -> bytes:
    """Return the hash of a link in a chain: of the hash before it, its place in eight bytes, its content."""
    return hashlib.sha256(previous + sequence.to_bytes(8) + content).digest()


class StoreDialect(Protocol):
    """One kind of database."""

    writes_in_parts: bool
    """Whether a statement can write in a common table expression, and go on with what that returns."""

    def __hash__(self) -> int:
        """Statements that were built for a dialect are kept by it."""
        ...

    def create_engine(self, url: str, connections: int) -> Engine:
        """Return an engine of at most that many connections."""
        ...

    def write(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Open a transaction that may write; it commits at the end and rolls back on an exception."""
        ...

    def read(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Open a transaction that writes nothing."""
        ...

    def hold_still(self, connection: Connection) -> None:
        """Let all statements of a transaction that has just begun to read see one and the same moment."""
        ...

    def enter(self, connection: Connection, houses: Sequence[str] | None) -> None:
        """Let a transaction see and write what is of these houses alone; None for all of them."""
        ...

    def require_walls(self, connection: Connection) -> None:
        """Let a service start only where :meth:`enter` keeps what it promises.

        Raises:
            MissingWallsError: it would not.
        """
        ...

    def can_step_out(self, connection: Connection) -> bool:
        """Tell whether the account could leave what :meth:`enter` puts it behind."""
        ...

    def together(self, connection: Connection) -> AbstractContextManager[None]:
        """Send the statements inside without waiting for each; none may need what another one answers.

        Errors come at the end, of the same classes as without.
        """
        ...

    def last(self, connection: Connection) -> AbstractContextManager[None]:
        """Send the last statements of a transaction with its commit: their locks wait for nothing else.

        What :meth:`together` says of answers and errors holds here too.
        """
        ...

    def lock_rows(
        self, query: Select[Row], *, of: Table | None = None, skip_locked: bool = False
    ) -> Select[Row]:
        """Return the query with locks on the rows that it finds (in `of`, if given) until the commit.

        With `skip_locked`, rows that somebody else has locked are left out instead of waited for.
        """
        ...

    def lock_name(self, connection: Connection, name: bytes) -> None:
        """Keep out every other transaction that locks this name until the commit."""
        ...

    def insert_or_skip(self, table: Table) -> Insert:
        """Return an insert that leaves an existing row as it is."""
        ...

    def insert_or_add(self, table: Table, counter: str) -> Insert:
        """Return an insert that adds its `counter` to that of a row with the same primary key."""
        ...

    def chained(
        self, previous: ColumnElement[bytes], sequence: ColumnElement[int], content: ColumnElement[bytes]
    ) -> ColumnElement[bytes]:
        """Return what lets the database itself reckon :func:`chained`."""
        ...

    def insert_or_set(self, table: Table, cells: Mapping[str, ColumnElement[Any]]) -> Insert:
        """Return an insert that gives a row with the same primary key these cells instead."""
        ...

    def is_conflict(self, error: DBAPIError) -> bool:
        """Tell whether another writer was in the way, so that the transaction may be tried again."""
        ...
