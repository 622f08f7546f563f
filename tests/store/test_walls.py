"""Houses are walls: PostgreSQL shows nothing of another house, whatever query forgets its rule."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, Table, create_engine, func, select, text, update
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.pool import NullPool

from engine.access import instances, people, tasks
from engine.access.person import Person
from engine.access.rows import ALWAYS
from engine.clock import VirtualClock
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.queries.cases import CaseFilter, list_cases, read_case
from engine.queries.instances import InstanceFilter, list_instances
from engine.queries.source import Source
from engine.queries.tasks import TaskFilter, list_tasks
from engine.settings import Mode
from engine.store.database import Database
from engine.store.metadata import metadata, stamp
from engine.store.migration import migrate
from engine.store.partners import Partner, Partnership, write_partner
from engine.store.tables.audit import audit_stream
from engine.store.tables.instances import business_clock, root_instance
from engine.store.walls import (
    HOUSE_ROLE,
    HOUSES,
    ONLY_GROW,
    WORKER_ROLE,
    MissingWallsError,
    require_walls,
    wall_of,
    writes_of,
)
from tests.conftest import TEMPLATE
from tests.integration.bakery import deploy_bakery
from tests.integration.test_task_queries import Page
from tests.integration.world import START, opened
from tests.postgresql import Server

WALLED = [table for table in metadata.sorted_tables if wall_of(table) is not None]
NORTH = Person("nora", "Nora", ("noord",), "bakkers", frozenset({"seller", "baker", "operator"}))
SOUTH = Person("zita", "Zita", ("zuid",), "bakkers", frozenset({"seller", "baker", "operator"}))
# The server is shared: two workers may have part of these tests each.
LOGIN = f"walls_login_{os.getpid()}"
DATABASE = f"walls_{os.getpid()}"


@pytest.fixture(scope="module")
def services(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A case of each of two houses."""
    postgresql.clone(TEMPLATE, DATABASE)
    with opened(postgresql.url(DATABASE), tmp_path_factory.mktemp("walls")) as found:
        deploy_bakery(found)
        for person in (NORTH, SOUTH):
            new = NewInstance(process_id="bakery", variables={"bread": "rogge"}, case=True)
            start_instance(found.within(person.houses), person, new)
        yield found
    postgresql.drop(DATABASE)


def source(services: Services) -> Source:
    return Source(services.database, services.keys, services.declared)


def houses_seen(connection: Connection) -> dict[str, set[str]]:
    """The houses of all rows of each walled table that names its house."""
    tables = [table for table in WALLED if "house" in table.c]
    return {table.name: set(connection.scalars(select(table.c.house).distinct())) for table in tables}


def test_somebody_decided_about_every_table() -> None:
    for table in metadata.sorted_tables:
        wall_of(table)


_SAMPLES = {
    "bigint": "{number}",
    "boolean": "true",
    "bytea": "'\\x0{number}'",
    "date": "'2026-11-0{number}'",
    "integer": "{number}",
    "numeric": "{number}",
    "timestamp with time zone": "'2026-11-0{number}T00:00Z'",
}
"""A value of each type that is no text; texts are the house's first letter: rows refer to each other."""
FILLED = [table for table in metadata.sorted_tables if table not in (stamp, business_clock)]


def _fill(connection: Connection, house: str, number: int) -> None:
    """Write a row of a house into every table, as its owner and whatever else it would need."""
    named = text(
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_schema = current_schema() order by ordinal_position"
    )
    columns = connection.execute(named).all()
    for table in FILLED:
        of_table = [(column, kind) for found, column, kind in columns if found == table.name]
        values = [
            f"'{house}'" if column == "house" else _SAMPLES.get(kind, f"'{house[0]}'").format(number=number)
            for column, kind in of_table
        ]
        into = ", ".join(f'"{column}"' for column, _ in of_table)
        connection.exec_driver_sql(f"insert into {table.name} ({into}) values ({', '.join(values)})")


def _rows(connection: Connection, table: Table) -> set[str]:
    return set(connection.scalars(text(f"select {table.name}::text from {table.name}")))


def _touched(connection: Connection, act: str) -> int | None:
    """Do something to all rows of a table and undo it; return to how many, None if it is not permitted."""
    attempt = connection.begin_nested()
    try:
        return connection.exec_driver_sql(act).rowcount
    except ProgrammingError as refusal:
        if "permission denied" in str(refusal):
            return None
        raise
    finally:
        attempt.rollback()


@pytest.mark.parametrize("houses", [None, "{}", "{noord}", '{noord,""}'])
def test_no_house_sees_or_changes_a_row_of_another_in_any_table(
    services: Services, houses: str | None
) -> None:
    with services.database.engine.connect() as connection:
        connection.exec_driver_sql("set local session_replication_role = replica")
        for table in FILLED:
            connection.execute(table.delete())
        _fill(connection, "noord", 1)
        north = {table: _rows(connection, table) for table in metadata.sorted_tables}
        _fill(connection, "zuidoost", 2)
        everything = {table: _rows(connection, table) for table in metadata.sorted_tables}
        connection.exec_driver_sql(f"set local role {HOUSE_ROLE}")
        if houses is not None:
            connection.exec_driver_sql(f"set local {HOUSES} = '{houses}'")
        for table in metadata.sorted_tables:
            mine = north[table] if houses and "noord" in houses else set()
            assert _rows(connection, table) == (mine if wall_of(table) else everything[table]), table.name
            permitted = None if writes_of(table) == "false" else len(mine)
            column = table.columns.keys()[-1]
            removed = None if table in ONLY_GROW else permitted
            assert _touched(connection, f"delete from {table.name}") == removed, table.name
            changed = permitted if table is audit_stream else removed
            assert _touched(connection, f"update {table.name} set {column} = {column}") == changed, table.name


def test_a_house_writes_its_own_partnerships_and_no_partner_of_another(services: Services) -> None:
    with services.database.across_houses().write() as connection:
        for partner_id, houses in {
            "ours": ["noord"],
            "shared": ["noord", "zuid"],
            "theirs": ["zuid"],
        }.items():
            dated = tuple(Partnership(house, date(2026, 1, 1)) for house in houses)
            found = Partner(id=partner_id, name="x", kind="mill", partnerships=dated)
            write_partner(connection, found, new=True)
        connection.exec_driver_sql(f"set local role {HOUSE_ROLE}")
        connection.exec_driver_sql(f"set local {HOUSES} = '{{noord}}'")

        assert connection.exec_driver_sql("update partner set name = 'y' returning id").all() == [("ours",)]
        assert _touched(connection, "update partnership set until = '2026-01-02'") == 2
        moved = "update partnership set house = 'zuid' where house = 'noord'"
        with pytest.raises(ProgrammingError, match="row-level security"):
            connection.exec_driver_sql(moved)
        connection.rollback()


def test_without_a_house_nothing_is_seen(services: Services) -> None:
    engine = services.database.engine
    with engine.connect() as connection:
        connection.execute(text(f"set local role {HOUSE_ROLE}"))
        seen = houses_seen(connection)
    with services.database.within([]).read() as connection:
        walled = houses_seen(connection)
    with services.database.read() as connection:
        everything = houses_seen(connection)

    assert everything["root_instance"] == everything["element_instance"] == {"noord", "zuid"}
    assert seen == walled
    assert {house for houses in seen.values() for house in houses} <= {""}  # definitions that all share


def test_a_setting_of_an_earlier_transaction_opens_nothing(services: Services) -> None:
    with services.database.engine.connect() as connection:
        for entered in (True, False):
            with connection.begin():
                connection.execute(text(f"set local role {HOUSE_ROLE}"))
                if entered:
                    connection.execute(text("set local ketenmotor.houses = '{noord}'"))
                seen = connection.scalar(select(func.count()).select_from(root_instance))
            assert seen == (1 if entered else 0)


def test_a_house_sees_no_row_of_another_in_any_table(services: Services) -> None:
    with services.database.within(["noord"]).read() as connection:
        seen = houses_seen(connection)

    assert seen["root_instance"] == seen["task"] == seen["variable_write"] == {"noord"}
    assert {house for houses in seen.values() for house in houses} <= {"", "noord"}


@pytest.mark.parametrize("house", ["zuid,noord", "{noord}", '"noord"', "noord}", "*", ""])
def test_the_name_of_a_house_is_no_key_to_another(services: Services, house: str) -> None:
    with services.database.within([house]).read() as connection:
        assert connection.scalar(select(func.count()).select_from(root_instance)) == 0


def test_nothing_is_written_into_another_house(services: Services) -> None:
    with services.database.within(["noord"]).write() as connection:
        changed = connection.execute(update(root_instance).values(case_type="stolen"))
        assert changed.rowcount == 1
        connection.rollback()
    moved = update(root_instance).values(house="zuid")
    writing = services.database.within(["noord"]).write()
    with pytest.raises(ProgrammingError, match="row-level security"), writing as connection:
        connection.execute(moved)


def test_the_wall_holds_where_the_rules_of_access_are_forgotten(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (instances, people, tasks):
        monkeypatch.setattr(module, "in_house", lambda person: ALWAYS)
    monkeypatch.setattr(instances, "takes_part", lambda person: ALWAYS)
    # Somebody of one house, whom no rule keeps out of the other one now.
    page, eve = Page(), Person("eve", "Eve", ("noord",), "x", frozenset({"operator"}))
    at_home, open_to_all = source(services.within(["noord"])), source(services)
    (south,) = {entry.id for entry in list_cases(open_to_all, eve, CaseFilter(), page).results} - {
        entry.id for entry in list_cases(at_home, eve, CaseFilter(), page).results
    }

    assert {item.house for item in list_cases(at_home, eve, CaseFilter(), page).results} == {"noord"}
    assert {item.house for item in list_instances(at_home, eve, InstanceFilter(), page).results} == {"noord"}
    assert list_tasks(at_home, eve, TaskFilter(), page).count == 0
    assert read_case(open_to_all, eve, south).entry.house == "zuid"
    with pytest.raises(Exception, match="nothing here"):
        read_case(at_home, eve, south)


@pytest.fixture
def login(postgresql: Server) -> Iterator[str]:
    """An account that owns nothing and may do nothing but log in."""
    postgresql.execute("create role {} login", LOGIN)
    yield LOGIN
    postgresql.execute("drop owned by {}", LOGIN)
    postgresql.execute("drop role {}", LOGIN)


def address(server: Server, database: str, account: str) -> str:
    return re.sub(r"//\w+@", f"//{account}@", server.url(database))


def test_a_service_may_log_in_with_an_account_that_can_only_take_the_roles(
    services: Services, postgresql: Server, login: str
) -> None:
    database = Database(address(postgresql, DATABASE, login))
    with pytest.raises(MissingWallsError, match=f"grant {HOUSE_ROLE} to {login};"):
        database.check(Mode.DEMO)

    postgresql.execute(f"grant {HOUSE_ROLE}, {WORKER_ROLE} to {{}} with inherit false", login)
    database.check(Mode.DEMO)
    with database.within(["noord"]).read() as connection:
        assert set(connection.scalars(select(root_instance.c.house))) == {"noord"}
    with database.engine.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(select(root_instance.c.house))
    database.close()


def test_a_service_that_could_step_out_of_its_role_says_so(
    services: Services, postgresql: Server, login: str
) -> None:
    postgresql.execute(f"grant {HOUSE_ROLE}, {WORKER_ROLE} to {{}} with inherit false", login)
    careful = Database(address(postgresql, DATABASE, login))

    for database, said in ((services.database, True), (careful, False)):
        with database.engine.connect() as connection:
            assert database.dialect.can_step_out(connection) is said
    careful.close()


@pytest.mark.parametrize(
    "raised", [f"alter role {HOUSE_ROLE} bypassrls", f"grant {WORKER_ROLE} to {HOUSE_ROLE}"]
)
def test_a_role_that_stands_above_the_walls_is_refused(services: Services, raised: str) -> None:
    with services.database.engine.connect() as connection:  # the server is shared: nothing is committed
        connection.exec_driver_sql(raised)
        with pytest.raises(MissingWallsError, match="above the walls"):
            require_walls(connection)


def test_a_database_without_walls_is_refused_until_it_is_migrated(postgresql: Server) -> None:
    postgresql.clone(TEMPLATE, "breached")
    engine: Engine = create_engine(postgresql.url("breached"), poolclass=NullPool)
    with engine.begin() as connection:  # as its owner
        connection.execute(text("alter table task disable row level security"))
    database = Database(postgresql.url("breached"))

    with pytest.raises(MissingWallsError, match="no wall between houses on task: run `ketenmotor migrate`"):
        database.check(Mode.DEMO)

    migrate(postgresql.url("breached"), Mode.DEMO, _clock())
    database.check(Mode.DEMO)
    database.close()
    postgresql.drop("breached")


def test_an_owner_who_may_not_make_the_roles_is_told_what_to_ask_for(
    postgresql: Server, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(("HOUSE_ROLE", "WORKER_ROLE")):
        monkeypatch.setattr(f"engine.store.walls.{name}", f"absent_{number}")
    monkeypatch.setattr("engine.store.walls._ROLES", ("absent_0", "absent_1"))
    postgresql.execute("create database owned owner {}", login)

    with pytest.raises(MissingWallsError, match="create role absent_0 nologin; create role absent_1"):
        migrate(address(postgresql, "owned", login), Mode.DEMO, _clock())

    postgresql.drop("owned")


def test_sqlite_needs_no_walls(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.sqlite'}"
    migrate(url, Mode.DEMO, _clock())

    database = Database(url)
    database.check(Mode.DEMO)
    database.close()


def _clock() -> VirtualClock:
    return VirtualClock(START)
