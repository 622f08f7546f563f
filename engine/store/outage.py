"""Telling a database that does not answer from one that refuses what it was asked."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError

# PostgreSQL's classes of SQLSTATE: connection exception, insufficient resources, operator intervention.
_CLASSES: Final = ("08", "53", "57")
_SQLITE_CODES: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_PRIMARY_CODE: Final = 0xFF


def is_outage(error: SQLAlchemyError) -> bool:
    """Tell whether the same request may succeed once the database answers again.

    Args:
        error: of the main database or the key store, of either kind.
    """
    if isinstance(error, TimeoutError):  # no connection of the pool came free
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY_CODE in _SQLITE_CODES
    state = getattr(error.orig, "sqlstate", None)
    # Without a state the server was never reached, or went away.
    return state[:2] in _CLASSES if state else type(error.orig).__name__ == "OperationalError"
