"""How PostgreSQL plans: what it has prepared for a connection stays, and one task is found by its key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from engine.access.person import Person
from engine.store.database import Database
from engine.store.standings import root_of_task_within_reach
from tests.conftest import TEMPLATE
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


TASKS = text(
    "insert into task (root_id, element, instance, house, element_id, name, state, revision,"
    " candidate_groups, candidate_users, different_from, priority, listed_at, created_at)"
    " select md5(number::text), 1, 0, 'noord', 'work', 'Work', 'open', 1, '[]', '[]', '[]', 50, now(), now()"
    " from generate_series(1, 200) number"
)


def test_one_task_is_found_by_its_key_also_where_there_are_no_statistics(postgresql: Server) -> None:
    anna = Person("anna", "Anna", ("noord",), "politie-noord", frozenset({"referrer"}))
    postgresql.clone(TEMPLATE, "plans")
    database = Database(postgresql.url("plans"), connections=1)
    with database.write() as connection:
        connection.execute(TASKS)
    asked = select(root_of_task_within_reach(anna)).compile(database.engine)

    with database.within(anna.houses).read() as connection:
        given = asked.params | {"root": "r", "number": 1}
        plan = "\n".join(connection.exec_driver_sql(f"explain {asked}", given).scalars())

    database.close()
    postgresql.drop("plans")
    assert "Index Scan using pk_task on task " in plan, plan
