"""A database that is away is told from one that refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from engine.store.database import Database
from engine.store.outage import is_outage
from tests.postgresql import Server


def fault_of(database: Database, statement: str = "select 1") -> SQLAlchemyError:
    with pytest.raises(SQLAlchemyError) as caught, database.read() as connection:
        connection.execute(text(statement))
    database.close()
    return caught.value


@pytest.mark.parametrize("scheme", ["sqlite:///{}", "postgresql+psycopg:///x?host={}/none"])
def test_a_database_that_cannot_be_reached_is_away(scheme: str, tmp_path: Path) -> None:
    assert is_outage(fault_of(Database(scheme.format(tmp_path))))


def test_a_server_that_ends_a_connection_is_away(postgresql: Server) -> None:
    database = Database(postgresql.url("postgres"))
    with pytest.raises(SQLAlchemyError) as caught, database.engine.connect() as connection:
        connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))
    database.close()

    assert is_outage(caught.value)


def test_a_server_without_free_connections_is_away(postgresql: Server) -> None:
    database = Database(postgresql.url("postgres"), connections=1)
    database.engine.pool._timeout = 0  # type: ignore[attr-defined]  # else this waits as a request would
    with database.engine.connect(), pytest.raises(SQLAlchemyError) as caught:
        database.engine.connect()
    database.close()

    assert is_outage(caught.value)


def test_a_statement_that_is_wrong_is_no_outage(database_url: str) -> None:
    assert not is_outage(fault_of(Database(database_url), "select nothing from nowhere"))
