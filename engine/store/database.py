"""The main database: transactions that write, snapshots to read, and a new try when writers collide.

Transactions serve all houses, as the service itself does, unless :meth:`Database.within` narrows them.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final, Self, TypeVar

import structlog
from sqlalchemy import Connection, inspect, make_url
from sqlalchemy.exc import DBAPIError

from engine.errors import Conflict
from engine.settings import Mode
from engine.store.dialects.dialect import StoreDialect
from engine.store.dialects.postgresql import Postgresql
from engine.store.dialects.sqlite import Sqlite
from engine.store.metadata import stamp
from engine.store.stamp import check_stamp

_log = structlog.get_logger("ketenmotor.database")
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
        self._houses: tuple[str, ...] | None = None

    def within(self, houses: Iterable[str]) -> Self:
        """Return the same database with nothing in it but what is of these houses, or of none."""
        narrowed = copy.copy(self)
        narrowed._houses = tuple(houses)
        return narrowed

    def across_houses(self) -> Self:
        """Return the same database with all that it holds: for what is not done in one house."""
        widened = copy.copy(self)
        widened._houses = None
        return widened

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that may write; it commits at the end and rolls back on an exception."""
        with self.dialect.write(self.engine) as connection:
            self.dialect.enter(connection, self._houses)
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction for reading."""
        with self.dialect.read(self.engine) as connection:
            self.dialect.enter(connection, self._houses)
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a transaction for reading whose statements all see one moment, whoever writes meanwhile."""
        with self.read() as connection:
            self.dialect.hold_still(connection)
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

    def check(self, mode: Mode) -> None:
        """Refuse a database that is not up to date, or not for this mode.

        Where live houses stand behind walls that the account could step out of, the log says so.

        Raises:
            WrongModeError: it was made for the other mode, or holds nothing of ours yet.
            MissingWallsError: it has no walls between houses, or its account cannot stand behind them.
        """
        with self.engine.connect() as connection:
            self.dialect.require_walls(connection)
            if not inspect(connection).has_table(stamp.name):
                check_stamp(connection, mode)
            if mode is Mode.LIVE and self.dialect.can_step_out(connection):
                _log.warning("account owns tables", remedy="see 'Walls between houses' in how-to/operate")
        with self.read() as connection:
            check_stamp(connection, mode)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
