"""The main database: transactions that write, snapshots to read, and a new try when writers collide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError

from engine.errors import Conflict
from engine.store.dialects.dialect import StoreDialect
from engine.store.dialects.postgresql import Postgresql
from engine.store.dialects.sqlite import Sqlite

_TRIES: Final = 5
_RETRY_AFTER_SECONDS: Final = 1
Result = TypeVar("Result")


class Database:
    """One database of either kind.

    Args:
        url: SQLAlchemy address.
        connections: most connections at a time.
    """

    def __init__(self, url: str, connections: int = 16) -> None:
        self.dialect: StoreDialect = (
            Sqlite() if make_url(url).get_backend_name() == "sqlite" else Postgresql()
        )
        self.engine = self.dialect.create_engine(url, connections)

    def write(self) -> AbstractContextManager[Connection]:
        """Open a transaction that may write; it commits at the end and rolls back on an exception."""
        return self.dialect.write(self.engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction for reading."""
        with self.engine.connect() as connection:
            yield connection

    def retrying(self, work: Callable[[], Result]) -> Result:
        """Do a whole transaction, again when another writer was in its way.

        Raises:
            Conflict: five tries in a row met another writer.
        """
        for _ in range(_TRIES):
            try:
                return work()
            except DBAPIError as error:
                if not self.dialect.is_conflict(error):
                    raise
        raise Conflict("busy", "Others are changing this at the same time.", retry_after=_RETRY_AFTER_SECONDS)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
