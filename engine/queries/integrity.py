"""Whether the stored data hang together, and whether the audit log is the one that was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from joserfc.jwk import KeySet
from sqlalchemy import Connection, Row, func, select

from engine.calendar.duration import Duration
from engine.queries.source import Source
from engine.run.stored import StoredVariables
from engine.store.audit.entry import Entry
from engine.store.audit.seal_files import SealFiles
from engine.store.audit.seals import BrokenSealError, Head, Seal, read
from engine.store.audit.verification import (
    AuditFault,
    SealedHeads,
    StoredEntry,
    StoredSeal,
    faults_of_seals,
    faults_of_stream,
)
from engine.store.keys import KeyDestroyedError, WrongMasterKeyError
from engine.store.sealing import SealBrokenError
from engine.store.tables import ROOT_TABLES
from engine.store.tables.audit import audit_entry, audit_seal, audit_sealed_head, audit_stream
from engine.store.tables.instances import root_instance

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Sealing:
    """What seals are checked with.

    Args:
        keys: the public keys of the service.
        files: the copies outside the database; None where no folder is set.
        term: how long entries are kept.
    """

    keys: KeySet
    files: SealFiles | None
    term: Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was looked at, and what was wrong.

    Args:
        instances: root instances whose state was opened.
        entries: entries of the audit log.
        seals: seals on it.
        unsealed: streams with entries that no seal covers yet.
        faults: all that is wrong.
    """

    instances: int
    entries: int
    seals: int
    unsealed: int
    faults: Sequence[AuditFault]


def verify(
    source: Source, sealing: Sealing, progress: Callable[[str], object] = lambda done: None
) -> Verified:
    """Check the store and the audit log; nothing is changed.

    Args:
        source: where to read, across all houses.
        sealing: what seals are checked with.
        progress: told what is being looked at.
    """
    with source.database.read() as connection:
        progress("instances")
        instances, faults = _instances(source, connection)
        progress("seals")
        counted, found, told = _seals(connection, sealing, source.now(connection))
        faults += found
        progress("audit log")
        entries, found = _streams(connection, told)
        faults += found
        unsealed = _unsealed(connection, told)
    return Verified(instances=instances, entries=entries, seals=counted, unsealed=unsealed, faults=faults)


def _instances(source: Source, connection: Connection) -> tuple[int, list[AuditFault]]:
    faults = [
        AuditFault(f"table {table.name}", f"{orphans} rows belong to no instance")
        for table in ROOT_TABLES
        if table is not root_instance
        for orphans in [_orphans(connection, table)]
        if orphans
    ]
    count, last = 0, ""
    while rows := connection.execute(_roots_after(last)).all():
        for row in rows:
            try:
                StoredVariables(source.keys.open(row.state, root_instance.c.state, (row.root_id,)))
            except (KeyDestroyedError, SealBrokenError, WrongMasterKeyError, ValueError) as error:
                faults.append(AuditFault(f"instance {row.root_id}", f"its state does not open: {error}"))
        count, last = count + len(rows), rows[-1].root_id
    return count, faults


def _roots_after(root_id: str) -> Any:
    columns = (root_instance.c.root_id, root_instance.c.state)
    query = select(*columns).where(root_instance.c.root_id > root_id)
    return query.order_by(root_instance.c.root_id).limit(_AT_ONCE)


def _orphans(connection: Connection, table: Any) -> int:
    mine = select(root_instance.c.root_id).where(root_instance.c.root_id == table.c.root_id).exists()
    query = select(func.count()).select_from(table).where(table.c.root_id.is_not(None), ~mine)
    return connection.scalar(query) or 0


def _seals(
    connection: Connection, sealing: Sealing, now: datetime
) -> tuple[int, list[AuditFault], dict[str, SealedHeads]]:
    rows = connection.execute(select(audit_seal).order_by(audit_seal.c.house, audit_seal.c.number)).all()
    by_house: dict[str, list[Row[Any]]] = {}
    for row in rows:
        by_house.setdefault(row.house, []).append(row)
    if sealing.files is not None:
        for house in sealing.files.houses():
            by_house.setdefault(house, [])
    faults, told = [], {}
    for house, seals in sorted(by_house.items()):
        found, told[house] = _seals_of_house(sealing, house, seals, now)
        faults += found
    return len(rows), [*faults, *_sealed_heads(connection, told)], told


def _seals_of_house(
    sealing: Sealing, house: str, rows: Sequence[Row[Any]], now: datetime
) -> tuple[list[AuditFault], SealedHeads]:
    stored, names, faults = [], {}, []
    for row in rows:
        over = sealing.term.after(row.sealed_at, ZoneInfo("UTC")) <= now
        seal = _read(row.signed, sealing.keys)
        stored.append(StoredSeal(seal, row.number, row.signed, row.emptied_at is not None, over))
        if sealing.files is not None and row.filed:
            names[row.number] = sealing.files.path(house, row.number, row.day).name
        if seal is not None and (seal.day, seal.sealed_at) != (row.day, row.sealed_at):
            faults.append(AuditFault(f"seal {row.number} of house {house}", "its row tells another time"))
    files = None if sealing.files is None else sealing.files.of_house(house)
    found, told = faults_of_seals(house, stored, files, names)
    return faults + found, told


def _read(signed: str, keys: KeySet) -> Seal | None:
    try:
        return read(signed, keys)
    except BrokenSealError:
        return None


def _sealed_heads(connection: Connection, told: dict[str, SealedHeads]) -> Iterator[AuditFault]:
    """The table of sealed heads says no other than the seals themselves."""
    query = select(audit_sealed_head).order_by(audit_sealed_head.c.stream, audit_sealed_head.c.sequence)
    rows = {
        (row.house, row.stream, row.sequence): bytes(row.digest).hex() for row in connection.execute(query)
    }
    signed = {
        (house, stream, sequence): digest
        for house, heads in told.items()
        for stream, places in heads.by_stream.items()
        for sequence, digest in places.items()
    }
    for house, stream, sequence in sorted(rows.keys() | signed.keys()):
        if rows.get((house, stream, sequence)) != signed.get((house, stream, sequence)):
            yield AuditFault(f"stream {stream}, entry {sequence}", "its row of sealed heads is another one")


def _streams(connection: Connection, told: dict[str, SealedHeads]) -> tuple[int, list[AuditFault]]:
    heads = {row.stream: row for row in connection.execute(select(audit_stream))}
    houses = {stream: row.house for stream, row in heads.items()}
    houses |= {stream: house for house, known in told.items() for stream in known.by_stream}
    faults: list[AuditFault] = []
    seen: set[str] = set()
    count = 0

    def counted(rows: Iterator[Any]) -> Iterator[StoredEntry]:
        nonlocal count
        for row in rows:
            count += 1
            yield StoredEntry(row["sequence"], bytes(row["digest"]), Entry.of_row(row))

    def check(stream: str, rows: Iterator[Any]) -> None:
        row = heads.get(stream)
        head = None if row is None else Head(stream, row.sequence, bytes(row.digest).hex())
        known = told.get(houses.get(stream, ""), SealedHeads())
        faults.extend(faults_of_stream(stream, counted(rows), head, known))

    query = select(audit_entry).order_by(audit_entry.c.stream, audit_entry.c.sequence)
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(query).mappings()
    for stream, entries in groupby(rows, key=lambda row: str(row["stream"])):
        seen.add(stream)
        check(stream, entries)
    for stream in sorted((heads.keys() | houses.keys()) - seen):
        check(stream, iter(()))
    return count, faults


def _unsealed(connection: Connection, told: dict[str, SealedHeads]) -> int:
    query = select(audit_stream.c.house, audit_stream.c.stream, audit_stream.c.sequence)
    return sum(
        row.sequence not in told.get(row.house, SealedHeads()).by_stream.get(row.stream, {})
        for row in connection.execute(query)
    )
