"""Every act on a case leaves an entry in its own transaction, and every refusal one too; none is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Engine, RowMapping, delete, event, select, text, update
from sqlalchemy.exc import DBAPIError

from engine.access.acts import Trace
from engine.access.person import Person
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.destruction import destroy_root
from engine.commands.publish_message import NewMessage, publish_message
from engine.commands.services import Services
from engine.errors import Forbidden, NotFound
from engine.queries.audit_log import read_case_audit_log
from engine.queries.cases import CaseFilter, list_cases, read_case
from engine.queries.instances import InstanceFilter, list_instances
from engine.queries.task_forms import read_task_form
from engine.queries.tasks import TaskFilter, list_tasks
from engine.store.audit.entry import START, Entry
from engine.store.audit.streams import append
from engine.store.tables.audit import audit_entry, audit_stream
from tests.integration.bakery import ADA, BEN
from tests.integration.test_case_queries import claimed
from tests.integration.test_statements import statements
from tests.integration.test_task_queries import Page, baking, only_task, source
from tests.integration.world import ANNA, HOUSE, OPERATOR, STRANGER
from tests.integration.world import START as START_OF_TESTS

AUDITOR = Person("zeno", "Zeno", (HOUSE,), "audit", frozenset({"auditor"}))
ABSENT = "01a20070-02b5-7000-b9ea-7afef28e59c0"


def entries(services: Services, stream: str | None = None) -> Sequence[Entry]:
    query = select(audit_entry).order_by(audit_entry.c.stream, audit_entry.c.sequence)
    if stream is not None:
        query = query.where(audit_entry.c.stream == stream)
    with services.database.read() as connection:
        return [Entry.of_row(row) for row in connection.execute(query).mappings()]


def rows_of(services: Services, root_id: str) -> Sequence[RowMapping]:
    query = select(audit_entry).where(audit_entry.c.case_id == root_id).order_by(audit_entry.c.sequence)
    with services.database.read() as connection:
        return connection.execute(query).mappings().all()


def told(found: Sequence[Entry]) -> list[tuple[str | None, str, str, bool]]:
    return [(one.person, one.act, one.operation, one.refused) for one in found]


def test_a_case_has_one_chain_of_all_that_was_done_with_it(services: Services) -> None:
    root_id = baking(services)
    bake = claimed(services, ADA)
    read_case(source(services), ADA, root_id)
    read_task_form(source(services), ADA, bake)
    complete_task(services, ADA, bake, {"bread": "rogge", "recipe": "geheim"})

    found = entries(services, f"case:{root_id}")

    assert told(found) == [
        ("ada", "change", "start-instance", False),
        ("ada", "change", "assign-task", False),
        ("ada", "read", "read-case", False),
        ("ada", "read", "read-task-form", False),
        ("ada", "change", "complete-task", False),
    ]
    assert {one.purpose for one in found} == {"bread"}
    assert {one.case_number for one in found} == {"noord-2026-00001"}
    assert (found[-1].organisation, found[-1].roles, found[-1].object_id) == ("molen", ("baker",), bake)
    assert found[-1].categories == ("ordinary", "secret"), "what was filled in"
    chain = rows_of(services, root_id)
    previous = START
    for sequence, row in enumerate(chain, start=1):
        previous = Entry.of_row(row).digest(sequence, previous)
        assert (row["sequence"], row["digest"]) == (sequence, previous)
    with services.database.read() as connection:
        head = connection.execute(select(audit_stream).where(audit_stream.c.stream.startswith("case:"))).one()
    assert (head.sequence, bytes(head.digest)) == (len(chain), previous)


def test_no_entry_holds_content(services: Services) -> None:
    baking(services)
    complete_task(services, ADA, claimed(services, ADA), {"bread": "zuurdesem", "recipe": "met honing"})
    with pytest.raises(NotFound):
        read_case(source(services), ADA, "123456782")

    with services.database.read() as connection:
        rows = [str(tuple(row)) for row in connection.execute(select(audit_entry))]

    assert not [row for row in rows if any(word in row for word in ("zuurdesem", "honing", "123456782"))]


def test_a_list_leaves_one_entry_that_names_what_it_showed(services: Services) -> None:
    first, second = baking(services), baking(services)
    before = len(entries(services))

    list_tasks(source(services), ADA, TaskFilter(), Page())
    list_cases(source(services), ADA, CaseFilter(), Page())
    list_instances(source(services), OPERATOR, InstanceFilter(), Page())

    found = entries(services, f"person:{HOUSE}/ada")
    assert told(found) == [("ada", "search", "list-tasks", False), ("ada", "search", "list-cases", False)]
    assert [set(one.named) for one in found] == [{first, second}, set()]
    (seen,) = entries(services, f"person:{HOUSE}/olga")
    assert set(seen.named) == {first, second}
    assert len(entries(services)) == before + 3


REFUSED: dict[str, Callable[[Services, Person, str], object]] = {
    "case": lambda services, person, root_id: read_case(source(services), person, root_id),
    "task": lambda services, person, root_id: complete_task(services, person, f"{root_id}.3", {}),
    "assignment": lambda services, person, root_id: assign_task(
        services, person, f"{root_id}.3", person.subject
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_hidden_is_recorded_with_the_statements_of_what_is_absent(
    services: Services, name: str
) -> None:
    root_id = baking(services)
    refused = REFUSED[name]

    def attempt(person: Person, wanted: str) -> Callable[[], None]:
        def refusing() -> None:
            with pytest.raises(NotFound):
                refused(services, person, wanted)

        return refusing

    recorded_before = len(entries(services))
    attempt(STRANGER, root_id)(), attempt(STRANGER, ABSENT)()
    counted = [statements(attempt(STRANGER, wanted)) for wanted in (root_id, ABSENT)]

    of_case = [one for one in entries(services, f"case:{root_id}") if one.refused]
    elsewhere = entries(services, "person:zuid/stef")
    told = [(one.person, one.reason, one.purpose) for one in of_case]
    assert told == [("stef", "other-house", "bread")] * 2
    assert [(one.person, one.reason) for one in elsewhere] == [("stef", "absent")] * 2
    assert len(entries(services)) == recorded_before + 4
    assert counted[0] == counted[1]


def test_a_refusal_tells_why(services: Services) -> None:
    root_id = baking(services)
    bake = claimed(services, ADA)
    with pytest.raises(NotFound):
        read_case(source(services), BEN, root_id)
    with pytest.raises(Forbidden):
        publish_message(services, ANNA, NewMessage(name="x", variables={}, house="zuid"))

    assert told(entries(services, f"case:{root_id}"))[-1] == ("ben", "read", "read-case", True)
    assert entries(services, f"case:{root_id}")[-1].reason == "hidden"
    (refused,) = entries(services, f"person:{HOUSE}/anna")
    assert (refused.operation, refused.reason) == ("publish-message", "other-house")
    assert bake in {one.object_id for one in entries(services, f"case:{root_id}")}


def test_an_entry_is_part_of_the_trace_of_its_request(services: Services) -> None:
    root_id = baking(services)
    traced = services.traced(Trace("a" * 32, "b" * 16))
    assign_task(traced, ADA, only_task(services, ADA), "ada")

    last = entries(services, f"case:{root_id}")[-1]
    assert (last.trace_id, last.caller_span) == ("a" * 32, "b" * 16)


@pytest.mark.parametrize(
    "tampering",
    [
        update(audit_entry).values(person="somebody"),
        delete(audit_entry),
        delete(audit_stream),
        text("update audit_entry set refused = false"),
        update(audit_stream).values(sequence=audit_stream.c.sequence - 1),
        update(audit_stream).values(house="zuid"),
        update(audit_stream).values(digest=b"x" * 32),
    ],
    ids=["changed", "deleted", "head-deleted", "unrefused", "head-moved-back", "head-moved", "head-changed"],
)
def test_the_database_itself_lets_nobody_change_or_delete_an_entry(
    services: Services, tampering: object
) -> None:
    baking(services)

    with (
        pytest.raises(DBAPIError, match="the audit log only grows"),
        services.database.engine.begin() as connection,  # as the owner of the tables
    ):
        connection.execute(tampering)  # type: ignore[call-overload]

    assert len(entries(services)) == 1


def test_neither_role_of_the_service_has_the_right_to_change_the_log(services: Services) -> None:
    """Also where somebody took the triggers away, or put tables of their own before those of the log."""
    baking(services)
    before = entries(services)
    if services.database.engine.dialect.name == "sqlite":
        _replace_on_sqlite(services)
    else:
        _deny_on_postgresql(services)

    assert entries(services) == before


def _replace_on_sqlite(services: Services) -> None:
    for table in ("audit_entry", "audit_stream"):
        copied = f"insert or replace into {table} select * from {table}"
        if table == "audit_stream":
            copied = f"insert or replace into {table} select stream, house, 7, digest from {table}"
        with pytest.raises(DBAPIError, match="only grows"), services.database.write() as connection:
            connection.execute(text(copied))


def _deny_on_postgresql(services: Services) -> None:
    denied = {
        "update audit_entry set person = 'x'": True,
        "delete from audit_entry": False,
        "truncate audit_entry": True,
        "update audit_seal set signed = 'x'": True,
        "update audit_stream set house = 'x'": True,
        "delete from audit_stream": True,
        "truncate audit_stream": True,
        "delete from audit_sealed_head": True,
    }
    for statement, also_worker in denied.items():
        databases = [services.database.within([HOUSE])] + [services.database] * also_worker
        for database in databases:
            with pytest.raises(DBAPIError, match="permission denied"), database.write() as connection:
                connection.execute(text(statement))
    forged = (
        "create temp table audit_seal (house text, number int, emptied_at timestamptz)",
        "create temp table audit_sealed_head (stream text, sequence int, house text, seal int)",
        "insert into pg_temp.audit_seal values ('noord', 1, now())",
        "insert into pg_temp.audit_sealed_head select stream, 9, 'noord', 1 from audit_stream",
        "delete from audit_entry",
    )
    *prepared, deletion = map(text, forged)
    with services.database.write() as connection:
        for statement in prepared:
            connection.execute(statement)
        with pytest.raises(DBAPIError, match="only grows"):
            connection.execute(deletion)
        connection.rollback()


def test_the_entries_of_a_case_outlive_it(services: Services) -> None:
    root_id = baking(services)
    destroy_root(services, root_id)

    found = entries(services, f"case:{root_id}")
    assert told(found) == [
        ("ada", "change", "start-instance", False),
        (None, "change", "destroy-due-case", False),
    ]
    assert (found[-1].case_number, found[-1].purpose) == ("noord-2026-00001", "bread")


def test_the_lists_that_named_a_case_are_found_by_an_index_of_their_own(services: Services) -> None:
    root_id = baking(services)
    claimed(services, ADA)
    list_cases(source(services), ADA, CaseFilter(), Page())
    sent: list[tuple[str, object]] = []

    def note(connection: object, cursor: object, statement: str, given: object, *rest: object) -> None:
        sent.append((statement, given))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        found = read_case_audit_log(source(services), AUDITOR, root_id, Page())
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert "list-cases" in {one.entry.operation for one in found.results}
    (query, given) = next(one for one in sent if "named" in one[0] and "ORDER BY" in one[0])
    with services.database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given).all()  # type: ignore[arg-type]
        else:
            connection.exec_driver_sql("SET enable_seqscan = off")
            plan = connection.exec_driver_sql(f"EXPLAIN {query}", given).all()  # type: ignore[arg-type]
    assert "ix_audit_entry_naming" in str(plan), plan


def test_an_act_waits_for_no_act_in_another_stream_of_its_house(services: Services) -> None:
    """SQLite has one writer at a time anyway."""
    if services.database.engine.dialect.name == "sqlite":
        return
    entry = Entry(
        stream="case:1",
        house=HOUSE,
        at=START_OF_TESTS,
        person="ada",
        organisation="molen",
        roles=(),
        act="read",
        refused=False,
        reason=None,
        operation="read-case",
        object_kind="case",
        object_id=None,
        case_id=None,
        case_number=None,
        categories=(),
        purpose=None,
    )
    dialect, within = services.database.dialect, services.database.within([HOUSE])
    with within.write() as first, within.write() as second:
        append(first, dialect, [entry])
        second.execute(text("set local lock_timeout = '100ms'"))
        append(second, dialect, [replace(entry, stream="case:2"), replace(entry, stream="person:noord/ben")])
        with pytest.raises(DBAPIError, match="lock timeout"):
            append(second, dialect, [entry])
        second.rollback()
        first.commit()

    assert [one.stream for one in entries(services)] == ["case:1"]
