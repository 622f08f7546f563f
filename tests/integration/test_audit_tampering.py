"""Whatever somebody with the keys to the database or the folder of seals changes, `verify` names its place.

Each tampering is done in a transaction that verification looks into and that is rolled back after it, so
that one house serves them all.
"""

from __future__ import annotations

import copy
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.jwk import RSAKey
from sqlalchemy import Connection, Table, column, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from engine.access.person import Person
from engine.calendar import parse_duration
from engine.commands.advance_clock import move_clock
from engine.commands.seal_audit import seal_due
from engine.commands.services import AuditKeeping, Services
from engine.queries.audit_integrity import Sealing
from engine.queries.cases import CaseFilter, list_cases, read_case
from engine.queries.integrity import verify
from engine.queries.tasks import TaskFilter, list_tasks
from engine.store.audit.entry import START as BEFORE_THE_FIRST
from engine.store.audit.entry import Entry
from engine.store.audit.seal_files import SealFiles
from engine.store.audit.seals import read, sign
from engine.store.database import Database
from engine.store.tables.audit import audit_entry, audit_seal, audit_sealed_head, audit_stream
from tests.integration.bakery import ADA, BEN
from tests.integration.test_audit_seals import without_guards
from tests.integration.test_case_queries import claimed
from tests.integration.test_task_queries import Page, baking, source
from tests.integration.world import OPERATOR, START, opened

TABLES = (audit_entry, audit_stream, audit_seal, audit_sealed_head)
ZOE = replace(ADA, subject="zoe", houses=("zuid",))
NAMED = re.compile(
    r"(house (noord|zuid|elsewhere), stream \S+(, entry \d+)?|(seal \d+|copy \S+) of house \S+): .+",
    re.DOTALL,
)


class LookedInto(Database):
    """A database whose every transaction is the one that is under way."""

    connection: Connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        yield self.connection

    snapshot = read


@dataclass(frozen=True)
class Kept:
    """Two houses whose log was sealed in three nights, under two keys, and grew since."""

    services: Services
    case_id: str
    folder: Path

    def faults(self, connection: Connection, folder: Path | None = None) -> list[str]:
        """What is wrong with what a transaction sees."""
        database = copy.copy(self.services.database)
        database.__class__ = LookedInto
        assert isinstance(database, LookedInto)
        database.connection = connection
        sealing = Sealing(
            self.services.signing.published(), SealFiles(folder or self.folder), self.services.audit.term
        )
        return [
            str(fault) for fault in verify(replace(source(self.services), database=database), sealing).faults
        ]

    @contextmanager
    def tampering(self) -> Iterator[Connection]:
        """A transaction in which anything may be done to the log, and that leaves nothing behind."""
        with self.services.database.engine.connect() as connection:
            transaction = connection.begin()
            yield connection
            transaction.rollback()


@pytest.fixture(scope="module")
def kept(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("sealed")
    with opened(database_url, folder) as plain:
        services = replace(plain, audit=AuditKeeping(SealFiles(folder / "seals"), parse_duration("P1Y")))
        case_id = baking(services)
        claimed(services, ADA)

        def day(number: int, *people: Person) -> None:
            for person in people:
                list_tasks(source(services), person, TaskFilter(), Page())
                read_case(source(services), ADA, case_id)
            move_clock(services, OPERATOR, START + timedelta(days=number), lambda _: 0)

        day(1, ADA, BEN, ZOE)
        day(2, ADA, ZOE)
        services.signing.rotate()
        day(3, ADA, BEN)
        list_cases(source(services), ADA, CaseFilter(), Page())
        read_case(source(services), ADA, case_id)
        without_guards(services)
        yield Kept(services, case_id, folder / "seals")


MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
GARBAGE = st.one_of(
    st.text(max_size=3), st.integers(-3, 9), st.binary(max_size=3), st.none(), st.just("2026-01-05 10:00:00")
)


def raw_rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    query = select(*(column(one.name) for one in table.c)).select_from(table)
    keys = [column(one.name) for one in table.primary_key]
    return [dict(row) for row in connection.execute(query.order_by(*keys)).mappings()]


def is_row(table: Table, row: dict[str, Any]) -> list[Any]:
    return [column(key.name) == row[key.name] for key in table.primary_key]


def blamed(found: list[str]) -> None:
    assert found
    assert any(NAMED.fullmatch(one) for one in found), found


def test_nobody_is_accused_of_a_log_that_is_as_it_was_written(kept: Kept) -> None:
    with kept.tampering() as connection:
        assert kept.faults(connection) == []


@MANY
@given(st.data())
def test_any_other_cell_in_any_row_is_found(kept: Kept, data: st.DataObject) -> None:
    with kept.tampering() as connection:
        table = data.draw(st.sampled_from(TABLES))
        rows = raw_rows(connection, table)
        row = data.draw(st.sampled_from(rows))
        name = data.draw(st.sampled_from([one.name for one in table.c]))
        others = st.sampled_from([one[name] for one in rows])
        value = data.draw(others | GARBAGE)
        try:
            with connection.begin_nested():
                raw = f"update {table.name} set {name} = :value where " + " and ".join(
                    f"{key.name} = :key_{key.name}" for key in table.primary_key
                )
                keys = {f"key_{key.name}": row[key.name] for key in table.primary_key}
                connection.execute(text(raw), {"value": value, **keys})
        except DBAPIError:
            return  # the database itself refuses it
        after = raw_rows(connection, table)
        if after == rows or (name == "filed" and value in (0, False)):
            return  # whether a copy was filed says nothing of the log, as long as it lies there
        blamed(kept.faults(connection))


@MANY
@given(st.data())
def test_rows_that_are_gone_or_changed_places_are_found(kept: Kept, data: st.DataObject) -> None:
    with kept.tampering() as connection:
        table = data.draw(st.sampled_from(TABLES))
        rows = raw_rows(connection, table)
        first, last = sorted(
            (data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, len(rows) - 1)))
        )
        swapped = table is audit_entry and first != last and data.draw(st.booleans())
        if swapped:
            one, other = rows[first], rows[last]
            for row in (one, other):
                connection.execute(delete(table).where(*is_row(table, row)))
            place = ("stream", "sequence")
            _insert(connection, table, one | {key: other[key] for key in place})
            _insert(connection, table, other | {key: one[key] for key in place})
        else:
            for row in rows[first : last + 1]:
                connection.execute(delete(table).where(*is_row(table, row)))
        blamed(kept.faults(connection))


def _insert(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"insert into {table.name} ({names}) values ({values})"), row)


def _a_day(kept: Kept, connection: Connection) -> None:
    first = connection.scalar(select(func.min(audit_seal.c.sealed_at)))
    connection.execute(delete(audit_entry).where(audit_entry.c.at < first))


def _a_stream(kept: Kept, connection: Connection) -> None:
    stream = f"case:{kept.case_id}"
    for table in (audit_entry, audit_stream, audit_sealed_head):
        connection.execute(delete(table).where(table.c.stream == stream))


def _reckoned_anew(kept: Kept, connection: Connection) -> None:
    """The chain, its head and the rows of sealed heads fit each other; the seals do not."""
    mine = audit_entry.c.stream == f"case:{kept.case_id}"
    digest = BEFORE_THE_FIRST
    rows = (
        connection.execute(select(audit_entry).where(mine).order_by(audit_entry.c.sequence)).mappings().all()
    )
    for row in rows:
        entry = replace(Entry.of_row(row), person="somebody")
        digest = entry.digest(row["sequence"], digest)
        place = (mine, audit_entry.c.sequence == row["sequence"])
        connection.execute(update(audit_entry).where(*place).values(person="somebody", digest=digest))
        heads = (audit_sealed_head.c.stream == entry.stream, audit_sealed_head.c.sequence == row["sequence"])
        connection.execute(update(audit_sealed_head).where(*heads).values(digest=digest))
    connection.execute(
        update(audit_stream).where(audit_stream.c.stream == f"case:{kept.case_id}").values(digest=digest)
    )


def _rolled_back(kept: Kept, connection: Connection) -> None:
    """The stream ends at its first entry, and its head says so too."""
    stream = f"case:{kept.case_id}"
    first = connection.execute(
        select(audit_entry).where(audit_entry.c.stream == stream, audit_entry.c.sequence == 1)
    ).one()
    connection.execute(delete(audit_entry).where(audit_entry.c.stream == stream, audit_entry.c.sequence > 1))
    connection.execute(
        update(audit_stream).where(audit_stream.c.stream == stream).values(sequence=1, digest=first.digest)
    )


def _forged(kept: Kept, connection: Connection) -> None:
    """One entry more, well chained for a stream of its own that no head tells of."""
    row = connection.execute(select(audit_entry).where(audit_entry.c.sequence == 1)).mappings().first()
    assert row is not None
    entry = replace(Entry.of_row(row), stream="person:elsewhere/mallory", house="elsewhere")
    _insert_entry(connection, entry, 1, BEFORE_THE_FIRST)


def _hung_on(kept: Kept, connection: Connection) -> None:
    """One entry more at the end of a stream, well chained; the head tells nothing of it."""
    head = connection.execute(select(audit_stream).where(audit_stream.c.stream.like("case:%"))).one()
    row = (
        connection.execute(
            select(audit_entry).where(
                audit_entry.c.stream == head.stream, audit_entry.c.sequence == head.sequence
            )
        )
        .mappings()
        .one()
    )
    _insert_entry(connection, Entry.of_row(row), head.sequence + 1, bytes(head.digest))


def _insert_entry(connection: Connection, entry: Entry, sequence: int, previous: bytes) -> None:
    cells = entry.cells() | {"sequence": sequence, "digest": entry.digest(sequence, previous)}
    connection.execute(audit_entry.insert(), cells)


def _signed_by_another(kept: Kept, connection: Connection) -> None:
    row = connection.execute(select(audit_seal).where(audit_seal.c.number == 2)).first()
    assert row is not None
    seal = read(row.signed, kept.services.signing.published())
    kid = kept.services.signing.current().kid
    key = RSAKey.generate_key(2048, parameters={"kid": kid, "use": "sig", "alg": "PS256"})
    mine = (audit_seal.c.house == row.house, audit_seal.c.number == 2)
    connection.execute(update(audit_seal).where(*mine).values(signed=sign(seal, key)))


def _of_another_house(kept: Kept, connection: Connection) -> None:
    """The seals of one house stand for those of the other."""
    rows = connection.execute(select(audit_seal).where(audit_seal.c.house == "noord")).all()
    for row in rows:
        mine = (audit_seal.c.house == "zuid", audit_seal.c.number == row.number)
        connection.execute(update(audit_seal).where(*mine).values(signed=row.signed))


def _older(kept: Kept, connection: Connection) -> None:
    """The database of an earlier night comes back: all its tables agree with each other."""
    second = connection.scalar(
        select(audit_seal.c.sealed_at).where(audit_seal.c.house == "noord", audit_seal.c.number == 2)
    )
    connection.execute(delete(audit_seal).where(audit_seal.c.sealed_at > second))
    connection.execute(
        delete(audit_sealed_head).where(audit_sealed_head.c.house == "noord", audit_sealed_head.c.seal > 2)
    )
    connection.execute(delete(audit_entry).where(audit_entry.c.at >= second))
    for head in connection.execute(select(audit_stream)).all():
        mine = audit_entry.c.stream == head.stream
        last = connection.execute(
            select(audit_entry).where(mine).order_by(audit_entry.c.sequence.desc()).limit(1)
        ).first()
        here = audit_stream.c.stream == head.stream
        if last is None:
            connection.execute(delete(audit_stream).where(here))
            continue
        connection.execute(
            update(audit_stream).where(here).values(sequence=last.sequence, digest=last.digest)
        )


FORGED: dict[str, tuple[Callable[[Kept, Connection], None], str]] = {
    "a day": (_a_day, "is missing|are missing"),
    "a stream": (_a_stream, "was sealed and is missing"),
    "reckoned anew": (_reckoned_anew, "a seal knows another entry here"),
    "rolled back": (_rolled_back, "was sealed and is missing"),
    "a stream of its own": (_forged, "its head is missing"),
    "hung on": (_hung_on, "its head tells of entry"),
    "another key": (_signed_by_another, "its signature is broken"),
    "another house": (_of_another_house, "it was signed for another place"),
    "an older database": (_older, "the database has no such seal any more"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forgery_with_care_is_found(kept: Kept, name: str) -> None:
    forge, expected = FORGED[name]
    with kept.tampering() as connection:
        forge(kept, connection)
        found = kept.faults(connection)
    blamed(found)
    assert any(re.search(expected, one) for one in found), found


def _lost(folder: Path) -> None:
    next((folder / "noord").iterdir()).unlink()


def _other(folder: Path) -> None:
    file = next((folder / "noord").iterdir())
    file.write_text(file.read_text() + "x")


def _exchanged(folder: Path) -> None:
    one, other, *_ = sorted((folder / "noord").iterdir())
    mine = one.read_text()
    one.write_text(other.read_text())
    other.write_text(mine)


def _renamed(folder: Path) -> None:
    file = next((folder / "noord").iterdir())
    file.rename(file.with_name("000009-2026-01-09.jws"))


def _without_number(folder: Path) -> None:
    (folder / "noord" / "seal.jws").write_text("x")


def _a_folder(folder: Path) -> None:
    file = next((folder / "noord").iterdir())
    file.unlink()
    file.mkdir()


def _no_text(folder: Path) -> None:
    next((folder / "noord").iterdir()).write_bytes(os.urandom(40))


def _of_no_house(folder: Path) -> None:
    shutil.copytree(folder / "noord", folder / "elsewhere")


def _all(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "touch",
    [_lost, _other, _exchanged, _renamed, _without_number, _a_folder, _no_text, _of_no_house, _all],
)
def test_copies_that_somebody_touched_are_found(
    kept: Kept, touch: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    shutil.copytree(kept.folder, folder)
    touch(folder)

    with kept.tampering() as connection:
        found = kept.faults(connection, folder)

    blamed(found)


def test_copies_that_are_not_filed_for_nights_are_told(kept: Kept, tmp_path: Path) -> None:
    with kept.tampering() as connection:
        connection.execute(update(audit_seal).values(filed=False))
        found = kept.faults(connection, tmp_path / "nothing")

    never = re.compile(r"seal 1 of house noord: its copy \S+ outside the database was never written")
    assert any(never.fullmatch(one) for one in found), found


def test_an_act_while_the_log_is_verified_accuses_nobody(kept: Kept) -> None:
    """As an act does between any two statements of verification; a seal with its copy too."""
    services, done = kept.services, []
    sealing = Sealing(services.signing.published(), services.audit.files, services.audit.term)

    def meanwhile(part: str) -> None:
        done.append(part)
        list_tasks(source(services), BEN, TaskFilter(), Page())
        read_case(source(services), ADA, kept.case_id)
        if part == "seals":
            move_clock(services, OPERATOR, START + timedelta(days=10), lambda _: 0)
            seal_due(services)

    assert [str(fault) for fault in verify(source(services), sealing, meanwhile).faults] == []
    assert done == ["instances", "seals", "audit log"]
