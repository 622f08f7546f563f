"""Both kinds of database promise the same: whole transactions, locks, and a new try on collision."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from engine.errors import Conflict
from engine.store.database import Database
from engine.store.tables.cases import case_counter
from engine.store.tables.history import sequence_flow
from engine.store.tables.instances import business_clock


@pytest.fixture
def database(fresh_database_url: str) -> Iterator[Database]:
    database = Database(fresh_database_url)
    yield database
    database.close()


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.write() as connection:
            connection.execute(insert(case_counter), {"house": "a", "year": 2026, "last": 1})
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    with database.read() as connection:
        assert connection.execute(select(case_counter)).all() == []


def test_a_last_statement_that_fails_leaves_nothing_and_the_next_transaction_works(
    database: Database,
) -> None:
    first, second = ({"house": "a", "year": year, "last": 1} for year in (2026, 2027))

    def write(*rows: dict[str, object]) -> None:
        with database.write() as connection:
            connection.execute(insert(case_counter), second)
            with database.dialect.last(connection):
                for row in rows:
                    connection.execute(insert(case_counter), row)

    with pytest.raises(IntegrityError):
        write(first, first)
    with database.read() as connection:
        assert connection.execute(select(case_counter)).all() == []

    write(first)
    with database.read() as connection:
        assert sorted(connection.scalars(select(case_counter.c.year))) == [2026, 2027]


def test_moments_come_back_in_utc(database: Database) -> None:
    moment = datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    with database.write() as connection:
        connection.execute(insert(business_clock), {"id": 1, "now": moment})
        found = connection.scalar(select(business_clock.c.now))

    assert found == moment
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with database.write() as connection, pytest.raises(Exception, match="zone"):
        connection.execute(insert(business_clock), {"id": 1, "now": datetime(2026, 7, 1)})  # noqa: DTZ001


def test_a_counter_adds_up(database: Database) -> None:
    add = database.dialect.insert_or_add(sequence_flow, "taken")
    row = {"root_id": "r", "house": "noord", "instance": 0, "flow_id": "f"}
    for taken in (2, 3):
        with database.write() as connection:
            connection.execute(add, [row | {"taken": taken}, row | {"flow_id": "g", "taken": 1}])

    with database.read() as connection:
        counts = connection.execute(select(sequence_flow.c.flow_id, sequence_flow.c.taken)).all()
    assert sorted(map(tuple, counts)) == [("f", 5), ("g", 2)]


def test_writers_of_one_row_queue_up(database: Database) -> None:
    row = select(case_counter.c.last).where(case_counter.c.house == "a")
    with database.write() as connection:
        connection.execute(insert(case_counter), {"house": "a", "year": 2026, "last": 0})

    def count() -> None:
        for _ in range(5):
            with database.write() as connection:
                last = connection.scalar(database.dialect.lock_rows(row))
                connection.execute(update(case_counter).values(last=last + 1))

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as connection:
        assert connection.scalar(row) == 40


def test_who_locks_a_name_waits_for_whoever_has_it(database: Database) -> None:
    order: list[str] = []
    inside, let_go = threading.Event(), threading.Event()

    def first() -> None:
        with database.write() as connection:
            database.dialect.lock_name(connection, b"name")
            inside.set()
            let_go.wait(5)
            order.append("first")

    def second() -> None:
        with database.write() as connection:
            database.dialect.lock_name(connection, b"name")
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert inside.wait(5)
    threads[1].start()
    let_go.set()
    for thread in threads:
        thread.join()
    assert order == ["first", "second"]


def _deadlock() -> DBAPIError:
    class Deadlock(Exception):  # noqa: N818
        sqlstate = "40P01"

    return OperationalError("", {}, Deadlock("database is locked"))


def test_a_collision_is_tried_again_and_then_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database.dialect, "is_conflict", lambda error: "locked" in str(error.orig))
    tries: list[int] = []

    def collide(times: int) -> str:
        tries.append(1)
        if len(tries) <= times:
            raise _deadlock()
        return "done"

    assert database.retrying(lambda: collide(2)) == "done"

    with pytest.raises(Conflict) as refused:
        database.retrying(lambda: collide(100))
    assert refused.value.retry_after == 1


def test_another_fault_of_the_database_is_not_tried_again(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(case_counter), {"house": "a", "year": 2026, "last": 0})
    tries: list[int] = []

    def repeat() -> None:
        tries.append(1)
        with database.write() as connection:
            connection.execute(insert(case_counter), {"house": "a", "year": 2026, "last": 0})

    with pytest.raises(DBAPIError):
        database.retrying(repeat)
    assert len(tries) == 1
