"""Whether the stored data hang together, and whether the audit log is the one that was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from engine.queries.audit_integrity import Sealing, StoredLog
from engine.queries.source import Source
from engine.run.stored import StoredVariables
from engine.store.audit.verification import AuditFault
from engine.store.keys import KeyDestroyedError, KeyMissingError, WrongMasterKeyError
from engine.store.sealing import SealBrokenError
from engine.store.tables import ROOT_TABLES
from engine.store.tables.instances import root_instance

_AT_ONCE = 1_000
_UNREADABLE = (KeyDestroyedError, KeyMissingError, SealBrokenError, WrongMasterKeyError, ValueError)


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
    copies = sealing.copies()
    with source.database.snapshot() as connection:
        progress("instances")
        instances, faults = _instances(source, connection)
        log = StoredLog(connection, sealing, copies, source.now(connection))
        progress("seals")
        faults += log.check_seals()
        progress("audit log")
        faults += log.check_streams()
    return Verified(
        instances=instances, entries=log.entries, seals=log.seals, unsealed=log.unsealed(), faults=faults
    )


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
            except _UNREADABLE as error:
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
