"""A copy of the database tells nothing of anybody, and of a destroyed case not even with the key store."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.clock import VirtualClock
from engine.commands.activate_jobs import Wanted, activate_jobs
from engine.commands.answering import answer_once
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.destruction import destroy_due, destroy_root
from engine.commands.finish_job import Lease, fail_job
from engine.commands.operations import cancel_instance, write_variables
from engine.commands.publish_message import NewMessage, publish_message
from engine.commands.replay import Answer, Request
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.commands.throwing import throw
from engine.commands.unit import Unit, transact
from engine.run.changes import MessageThrown
from engine.settings import Mode
from engine.store.columns import Ciphertext, Sealed
from engine.store.database import Database
from engine.store.keys import KeyDestroyedError, case_scope
from engine.store.migration import migrate
from engine.store.sealing import key_of
from engine.store.tables import ROOT_TABLES, metadata
from engine.store.tables.custody import key_to_destroy
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.messages import delivery
from engine.store.tables.requests import answered_request
from tests.integration.bakery import ADA, deploy_bakery
from tests.integration.reading import count, open_tasks
from tests.integration.test_jobs import service
from tests.integration.world import HOUSE, MACHINE, OPERATOR, START, deploy_model, opened

PLANTED = "Annelies Plantinga"


def everything(services: Services) -> str:
    """All that stands in the main database, binary values as text and as hexadecimal digits."""
    found = []
    with services.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.exec_driver_sql(f'select * from "{table.name}"'):
                for value in row:
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    found.append(raw.decode(errors="replace"))
    return "\n".join(found)


def bake(services: Services) -> str:
    """A case of which one task is done."""
    deploy_bakery(services)
    new = NewInstance(
        process_id="bakery",
        variables={"bread": PLANTED},
        business_key=f"key of {PLANTED}",
        case=True,
    )
    root_id = start_instance(services, ADA, new).id
    task_id = open_tasks(services, root_id)["bake"]
    assign_task(services, ADA, task_id, "ada")
    complete_task(services, ADA, task_id, {"bread": PLANTED, "recipe": PLANTED})
    return root_id


def test_a_dump_holds_no_planted_name(services: Services, tmp_path: Path, fresh_database_url: str) -> None:
    deploy_model(services, service())
    root_id = bake(services)
    given = {"amount": PLANTED, PLANTED: 1}
    request = Request(MACHINE, "POST", "/process-instances", PLANTED, PLANTED.encode())
    new = NewInstance(process_id="p", variables=given, business_key=PLANTED, unique_business_key=True)
    answer_once(
        services,
        request,
        lambda own: start_instance(own, MACHINE, new),
        render=lambda done: Answer(201, {"Location": PLANTED}, PLANTED),
        refuse=lambda refusal: Answer(409, {}, ""),
    )
    (found,) = activate_jobs(services, MACHINE, Wanted("work", "w", 1, timedelta(minutes=1)))
    fail_job(services, MACHINE, Lease(found.id, found.fence), f"{PLANTED} is unknown", retries=0)
    write_variables(services, MACHINE, found.process_instance_id, {PLANTED: {"a": PLANTED}})
    message = NewMessage(
        name=PLANTED,
        correlation_key=PLANTED,
        variables={"name": PLANTED},
        time_to_live="P1D",
        message_id=PLANTED,
    )
    publish_message(services, MACHINE, message)
    cancel_instance(services, OPERATOR, root_id, reason=PLANTED)

    dump = everything(services)
    assert HOUSE in dump, "the dump is a dump"
    assert PLANTED not in dump
    assert "Plantinga" not in dump
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"Plantinga" not in files
    if fresh_database_url.startswith("sqlite"):
        database = Path(fresh_database_url.removeprefix("sqlite:///"))
        files = b"".join(path.read_bytes() for path in database.parent.iterdir())
        assert b"SQLite" in files
        assert b"Plantinga" not in files


def test_each_case_has_a_key_of_its_own(services: Services) -> None:
    one, other = bake(services), bake(services)

    services.keys.destroy(case_scope(one), "")

    with services.database.read() as connection:
        rows = connection.execute(select(root_instance.c.root_id, root_instance.c.state)).all()
    states = {row.root_id: row.state for row in rows}
    assert services.keys.open(states[other], root_instance.c.state, (other,))
    with pytest.raises(KeyDestroyedError):
        services.keys.open(states[one], root_instance.c.state, (one,))


def test_a_case_number_counts_per_house_and_year(services: Services) -> None:
    bake(services)
    bake(services)

    with services.database.read() as connection:
        numbers = connection.scalars(
            select(root_instance.c.case_number).order_by(root_instance.c.root_id)
        ).all()
    assert numbers == [f"{HOUSE}-2026-00001", f"{HOUSE}-2026-00002"]


def test_destruction_leaves_no_row_and_no_key(services: Services) -> None:
    root_id = bake(services)
    kept = bake(services)
    key_id = services.keys.key(case_scope(root_id)).id

    def die(point: str) -> None:
        if point == "rows-deleted":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        destroy_root(services.failing_at(die), root_id)
    assert services.keys.key(case_scope(root_id)).id == key_id, "rows go first"
    destroy_due(services)

    with services.database.read() as connection:
        for table in ROOT_TABLES:
            roots = set(connection.scalars(select(table.c.root_id)))
            assert root_id not in roots
        assert set(connection.scalars(select(process_instance.c.root_id))) == {kept}
    with pytest.raises(KeyDestroyedError):
        services.keys.key(case_scope(root_id))
    assert count(services, key_to_destroy) == 0


def test_only_ended_cases_whose_date_has_come_are_destroyed(services: Services) -> None:
    root_id = bake(services)
    with services.database.write() as connection:
        now = services.now(connection)
        connection.execute(root_instance.update().values(retain_until=now))

    assert destroy_due(services) == 0, "it still runs"
    cancel_instance(services, OPERATOR, root_id)
    assert destroy_due(services) == 1
    assert count(services, root_instance) == 0


def copied(services: Services, url: str, to: Path) -> Services:
    """Services on a copy of the database as it stands now, with the key store of the others."""
    with (
        closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as source,
        closing(sqlite3.connect(to)) as target,
    ):
        source.backup(target)
    return replace(services, database=Database(f"sqlite:///{to}"))


def sealed_values(services: Services, root_id: str) -> list[Ciphertext]:
    """Every sealed value in the rows of a root instance, and in what it threw."""
    found: list[Ciphertext] = []
    tables = [(table, table.c.root_id) for table in ROOT_TABLES] + [(delivery, delivery.c.thrower_root_id)]
    with services.database.read() as connection:
        for table, owner in tables:
            sealed = [column for column in table.c if isinstance(column.type, Sealed)]
            for row in connection.execute(select(*sealed).where(owner == root_id)) if sealed else ():
                found += [value for value in row if value is not None]
    return found


def wrapped_key(path: Path, key_id: str) -> bytes:
    """A key as it stands in a key store."""
    with closing(sqlite3.connect(path)) as connection:
        (wrapped,) = connection.execute("select wrapped from sealing_key where id = ?", [key_id]).fetchone()
    return bytes(wrapped)


def throwing_case(services: Services) -> str:
    """A case that threw a message which is still on its way, with an answer that is kept."""
    root_id = bake(services)
    thrown = MessageThrown(instance=0, element=1, name="m", key=None, payload={"name": PLANTED})
    request = Request(OPERATOR, "POST", f"/process-instances/{root_id}/cancellation", "1", b"")

    def work(unit: Unit) -> None:
        throw(unit, unit.lock(root_id).facts, [thrown])

    transact(services, None, work)
    answer_once(
        services,
        request,
        lambda own: cancel_instance(own, OPERATOR, root_id, reason=PLANTED),
        render=lambda done: Answer(200, {}, PLANTED),
        refuse=lambda refusal: Answer(409, {}, ""),
    )
    return root_id


def test_destruction_takes_along_what_was_thrown_and_answered(services: Services) -> None:
    root_id = throwing_case(services)
    assert (count(services, delivery), count(services, answered_request)) == (1, 1)

    destroy_root(services, root_id)

    assert (count(services, delivery), count(services, answered_request)) == (0, 0)
    assert sealed_values(services, root_id) == []


def test_a_copy_made_before_destruction_can_never_be_opened(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'main.sqlite'}"
    migrate(url, Mode.DEMO, VirtualClock(START))
    with opened(url, tmp_path) as services:
        root_id = throwing_case(services)
        copy = copied(services, url, tmp_path / "backup.sqlite")
        sealed = sealed_values(copy, root_id)
        key = services.keys.key(case_scope(root_id)).id
        wrapped = wrapped_key(tmp_path / "keys.sqlite", str(key))
        assert {key_of(value) for value in sealed} == {key}, "one key seals all of a case"
        assert len(sealed) > 6

        destroy_root(services, root_id)

        kept = b"".join(path.read_bytes() for path in tmp_path.glob("keys.sqlite*"))
        assert b"SQLite" in kept
        assert wrapped not in kept, "not even in free pages, or in a log that is still open"
        with copy.database.read() as connection:
            of_case = root_instance.c.root_id == root_id
            state = connection.scalar(select(root_instance.c.state).where(of_case))
        assert state is not None
        with pytest.raises(KeyDestroyedError):
            copy.keys.open(state, root_instance.c.state, (root_id,))
    copy.close()
