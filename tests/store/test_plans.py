"""What PostgreSQL has prepared for a connection stays: to plan anew costs more than to execute."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from engine.store.database import Database
from tests.postgresql import Server

STATEMENT = text("select 'what is asked'")
PREPARED = text("select count(*) from pg_prepared_statements where statement like '%what is asked%'")


@pytest.fixture
def database(postgresql: Server) -> Iterator[Database]:
    """A database with one connection, on which a statement was prepared."""
    database = Database(postgresql.url("postgres"), connections=1)
    with database.write() as connection:
        for _ in range(4):
            connection.execute(STATEMENT)
        assert connection.scalar(PREPARED) == 1
    yield database
    database.close()


def prepared(database: Database) -> int:
    with database.write() as connection:
        return int(connection.scalar(PREPARED) or 0)


def test_reading_keeps_what_is_prepared(database: Database) -> None:
    with database.read() as connection:
        connection.execute(STATEMENT)

    assert prepared(database) == 1


@pytest.mark.parametrize("statement", ["select 1", "select nothing from nowhere"])
def test_what_is_refused_or_fails_keeps_what_is_prepared(database: Database, statement: str) -> None:
    def fail() -> None:
        with database.write() as connection:
            connection.execute(text("create temporary table half_done ()"))
            connection.execute(text(statement))
            raise LookupError

    with pytest.raises(Exception, match=r"nowhere|^$"):
        fail()

    assert prepared(database) == 1
    with database.read() as connection:
        assert connection.scalar(text("select to_regclass('half_done')")) is None
