"""Houses are walls: PostgreSQL itself shows a transaction only the rows of the houses that it works for.

This is the second line, behind `engine.access`: a query that forgets its predicate still finds nothing of
another house. Each transaction takes one of two roles that own no table: the role of houses with the houses
that the caller works for, or the role of the worker, which serves all houses. Without houses nothing is seen.
SQLite has no such walls; it serves one process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import psycopg
import psycopg.sql
from psycopg.pq import ExecStatus, TransactionStatus
from sqlalchemy import Connection, Table, inspect, text
from sqlalchemy.exc import DBAPIError

from engine.store.metadata import metadata, stamp
from engine.store.tables import audit, custody, definitions, instances, partners, requests

HOUSE_ROLE: Final = "ketenmotor_house"
WORKER_ROLE: Final = "ketenmotor_worker"
_ROLES: Final = (HOUSE_ROLE, WORKER_ROLE)
_NO_HOUSE: Final = ""
"""Of which the audit log tells what was asked by somebody who works for no house."""
HOUSES: Final = "ketenmotor.houses"
"""The setting of a transaction that names its houses, as the text of an array."""

# A setting that was local to an earlier transaction of the connection is empty now, and not null.
_MINE: Final = f"nullif(current_setting('{HOUSES}', true), '')::text[]"
_OF_MY_HOUSES: Final = f"house = any((select {_MINE})::text[])"
_INTO_MY_HOUSES: Final = f"house = any({_MINE})"
"""The same for a row that is written: a subquery pays for many rows, and costs half of the insert of one."""
_SHARED: Final = "house = '' or "
_SHARED_DEFINITIONS: Final = frozenset(
    {definitions.deployment, definitions.definition, definitions.start_event, definitions.start_timer}
)
_WITHOUT_HOUSE_COLUMN: Final[Mapping[Table, str]] = {
    definitions.resource: "exists (select from deployment d where d.id = deployment_id)",
    definitions.deployed_definition: "exists (select from deployment d where d.id = deployment_id)",
    requests.answered_request: " or ".join(
        (
            f"root_id is null and {_MINE} is not null",
            "exists (select from root_instance r where r.root_id = answered_request.root_id)",
        )
    ),
}
OPEN: Final[Mapping[Table, str]] = {
    stamp: "says what the database is for",
    instances.business_clock: "is the one clock of all houses",
    custody.key_to_destroy: "holds ids of what is gone",
    definitions.house: "names the houses, which know of each other",
    partners.partner: "is the register of organisations that all houses share",
    partners.partnership: "says which of them work with which house",
}
"""Tables that every house reads, and why they need no wall."""
_NOBODY: Final = "false"
_WRITTEN_OF_OPEN: Final[Mapping[Table, str]] = {
    partners.partner: (
        f"{_MINE} is not null and not exists (select from partnership p"
        f" where p.partner_id = partner.id and not (p.house = any({_MINE})))"
    ),
    partners.partnership: _INTO_MY_HOUSES,
}
"""Which rows of an open table the role of houses writes; of the others none, that is for the service."""


_ALL_RIGHTS: Final = "select, insert, update, delete"
_HEAD_RIGHTS: Final = "select, insert, update (sequence, digest)"
ONLY_GROW: Final[Mapping[Table, Mapping[str, str]]] = {
    audit.audit_entry: {HOUSE_ROLE: "select, insert", WORKER_ROLE: "select, insert, delete"},
    audit.audit_stream: {HOUSE_ROLE: _HEAD_RIGHTS, WORKER_ROLE: _HEAD_RIGHTS},
    audit.audit_seal: {HOUSE_ROLE: "select", WORKER_ROLE: "select, insert, update (filed, emptied_at)"},
    audit.audit_sealed_head: {HOUSE_ROLE: "select", WORKER_ROLE: "select, insert"},
}
"""Tables of the audit log with the rights of each role: neither changes an entry, the worker deletes them."""


class MissingWallsError(RuntimeError):
    """The database has no walls between houses, or its account cannot stand behind them."""


def wall_of(table: Table) -> str | None:
    """Return the condition under which the role of houses sees and writes a row; None for an open table.

    Raises:
        KeyError: nobody has decided yet who sees the rows of this table.
    """
    if table in OPEN:
        return None
    if table in _SHARED_DEFINITIONS:
        return _SHARED + _OF_MY_HOUSES
    return _OF_MY_HOUSES if "house" in table.c else _WITHOUT_HOUSE_COLUMN[table]


def writes_of(table: Table) -> str:
    """Return the condition under which the role of houses adds, changes or removes a row.

    Raises:
        KeyError: nobody has decided yet who sees the rows of this table.
    """
    condition = wall_of(table)
    if condition is None:
        return _WRITTEN_OF_OPEN.get(table, _NOBODY)
    return condition.replace(_OF_MY_HOUSES, _INTO_MY_HOUSES)


def enter(connection: Connection, houses: Sequence[str] | None) -> None:
    """Begin a transaction of PostgreSQL behind the walls.

    Args:
        connection: one on which no transaction has begun.
        houses: those that it works for; None for all, which is for the service itself.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    entering = _entering(None if houses is None else tuple(houses))
    # One message begins and enters: through the cursor it would be three, in each request.
    if driver.pgconn.exec_(b"begin;" + entering).status != ExecStatus.COMMAND_OK:
        if driver.pgconn.transaction_status == TransactionStatus.INERROR:
            driver.rollback()
        connection.exec_driver_sql(entering.decode())  # says what is wrong, as any other statement does


@lru_cache(maxsize=1024)
def _entering(houses: tuple[str, ...] | None) -> bytes:
    if houses is None:
        return f"set local role {WORKER_ROLE}".encode()
    named = psycopg.sql.Literal(list(houses) or [_NO_HOUSE]).as_string()
    return f"set local role {HOUSE_ROLE}; set local {HOUSES} = {named}".encode()


def raise_walls(connection: Connection) -> None:
    """Make the two roles, and the walls of all tables that have none yet; what stands is left alone.

    Args:
        connection: a transaction of the owner of the tables.

    Raises:
        MissingWallsError: the roles are not there, and the account may not make them.
    """
    for role in _ROLES:
        if not _exists(connection, role):
            _create(connection, role)
        if not _may_take(connection, role):
            _attempt(connection, f'grant {role} to "{_account(connection)}"', _grant_sentence)
    schema = connection.scalar(text("select current_schema()"))
    _execute(connection, f'grant usage on schema "{schema}" to {HOUSE_ROLE}, {WORKER_ROLE}')
    walled = set(connection.scalars(_WALLED))
    for table in metadata.sorted_tables:
        _grant(connection, table)
        if writes_of(table) == _NOBODY:
            _execute(connection, f"revoke insert, update, delete on {table.name} from {HOUSE_ROLE}")
        elif table.name not in walled:
            _raise_wall(connection, table)


def require_walls(connection: Connection) -> None:
    """Let a service start only on a database that has the walls, with an account that can stand behind them.

    Raises:
        MissingWallsError: which of both is missing, and what to do.
    """
    if not inspect(connection).has_table(stamp.name):
        return  # whoever asks for the stamp says so
    for role in _ROLES:
        if not _exists(connection, role):
            raise MissingWallsError(_migrate_sentence(f"has no role {role}"))
        if not _may_take(connection, role):
            raise MissingWallsError(_grant_sentence(f"{role} to {_account(connection)}"))
    if connection.scalar(_ABOVE, {"role": HOUSE_ROLE}):
        raise MissingWallsError(
            f"The role {HOUSE_ROLE} stands above the walls between houses: take superuser, bypassrls and its "
            "membership of other roles from it."
        )
    walled = set(connection.scalars(_WALLED))
    for table in metadata.sorted_tables:
        if writes_of(table) != _NOBODY and table.name not in walled:
            raise MissingWallsError(_migrate_sentence(f"has no wall between houses on {table.name}"))


def can_step_out(connection: Connection) -> bool:
    """Tell whether the account could leave its role and be the owner of the tables: a second line less."""
    return bool(connection.scalar(_OWNS))


_OWNS: Final = text(
    "select 1 from pg_class c, pg_roles r where r.rolname = session_user and c.relkind = 'r'"
    " and c.relnamespace = current_schema()::regnamespace"
    " and (r.rolsuper or pg_has_role(session_user, c.relowner, 'member')) limit 1"
)
_ABOVE: Final = text(
    "select 1 from pg_roles r where r.rolname = :role and (r.rolsuper or r.rolbypassrls"
    " or exists (select from pg_auth_members m where m.member = r.oid))"
)
_WALLED: Final = text(
    "select c.relname from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'house_wall'"
    " where c.relrowsecurity and c.relnamespace = current_schema()::regnamespace"
)


def _grant(connection: Connection, table: Table) -> None:
    """Let each role do with a table what it needs, and no more than that."""
    for role in _ROLES:
        if table in ONLY_GROW:
            _execute(connection, f"revoke all on {table.name} from {role}")
        rights = ONLY_GROW[table][role] if table in ONLY_GROW else _ALL_RIGHTS
        _execute(connection, f"grant {rights} on {table.name} to {role}")


def _raise_wall(connection: Connection, table: Table) -> None:
    _execute(connection, f"alter table {table.name} enable row level security")
    for policy in ("house_wall", "all_houses", "house_adds", "house_changes", "house_removes"):
        _execute(connection, f"drop policy if exists {policy} on {table.name}")
    read, written = wall_of(table), writes_of(table)
    if read is None:
        _policy(connection, table, "house_wall", "for select", "using (true)")
        _policy(connection, table, "house_adds", "for insert", f"with check ({written})")
        _policy(connection, table, "house_changes", "for update", f"using ({written}) with check ({written})")
        _policy(connection, table, "house_removes", "for delete", f"using ({written})")
    else:
        _policy(connection, table, "house_wall", "for all", f"using ({read}) with check ({written})")
    _execute(connection, f"create policy all_houses on {table.name} to {WORKER_ROLE} using (true)")


def _policy(connection: Connection, table: Table, name: str, acts: str, rule: str) -> None:
    _execute(connection, f"create policy {name} on {table.name} {acts} to {HOUSE_ROLE} {rule}")


def _exists(connection: Connection, role: str) -> bool:
    return bool(connection.scalar(text("select 1 from pg_roles where rolname = :role"), {"role": role}))


def _may_take(connection: Connection, role: str) -> bool:
    return bool(connection.scalar(text("select pg_has_role(session_user, :role, 'member')"), {"role": role}))


def _account(connection: Connection) -> str:
    return str(connection.scalar(text("select session_user")))


def _create(connection: Connection, role: str) -> None:
    try:
        _attempt(connection, f"create role {role} nologin", _create_sentence)
    except MissingWallsError:
        if not _exists(connection, role):  # roles are of the whole server: another database may be as quick
            raise


def _attempt(connection: Connection, statement: str, sentence: Callable[[str], str]) -> None:
    try:
        with connection.begin_nested():
            _execute(connection, statement)
    except DBAPIError as error:
        raise MissingWallsError(sentence(statement.partition(" ")[2])) from error


def _execute(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


def _create_sentence(_: str) -> str:
    return (
        "The account in DATABASE_URL may not make the roles of the walls between houses. "
        "Let an administrator of the database run: "
        f"create role {HOUSE_ROLE} nologin; create role {WORKER_ROLE} nologin;"
    )


def _grant_sentence(granted: str) -> str:
    return (
        "The account in DATABASE_URL may not take the roles of the walls between houses. "
        f"Let an administrator of the database run: grant {granted};"
    )


def _migrate_sentence(fault: str) -> str:
    return f"The database {fault}: run `ketenmotor migrate` with the account that owns the tables."
