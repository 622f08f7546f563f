"""Destroying root instances: rows first, then the key, so that what a backup still holds cannot be read.

Of a case a record without personal data stays: in the main database, and beside the destroyed key, where no
backup of the main database takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import msgspec
import structlog
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, exists, or_, select

from engine.access.acts import Act, Attempt
from engine.commands.measuring import measure_destruction
from engine.commands.services import Services
from engine.commands.unit import Unit, transact
from engine.store.keys import case_scope, index_scope, root_of
from engine.store.tables import ROOT_TABLES
from engine.store.tables.custody import case_hold, destruction_record, key_to_destroy
from engine.store.tables.instances import root_instance
from engine.store.tables.messages import delivery, message

AT_ONCE: Final = 1_000
_TOMBSTONES: Final = 500
_DESTROY: Final = Attempt(act=Act.CHANGE, operation="destroy-due-case", kind="case")
_DESTROY_AGAIN: Final = Attempt(act=Act.CHANGE, operation="destroy-restored-case", kind="case")
_log = structlog.get_logger()


class Ground(StrEnum):
    """Why a case was destroyed: its date came, the limit of its regime came, somebody decided it."""

    TERM = "term"
    LIMIT = "limit"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The ground of a destruction, with who decided it, if somebody did, and who agreed."""

    ground: Ground
    decided_by: str | None = None
    seconded_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionRecord:
    """What stays of a destroyed case; `id` is random and leads nowhere."""

    id: str
    house: str
    process_id: str
    case_type: str
    regime: str | None
    started_at: datetime
    ended_at: datetime | None
    destroyed_at: datetime
    ground: str
    decided_by: str | None
    seconded_by: str | None


def earliest(*moments: datetime | None) -> datetime | None:
    """Return the first of some moments, of those that there are."""
    return min((moment for moment in moments if moment is not None), default=None)


def due(now: datetime) -> ColumnElement[bool]:
    """Root instances whose date has come, as the model or the regime says."""
    return or_(root_instance.c.retain_until <= now, root_instance.c.limit_until <= now)


def held() -> ColumnElement[bool]:
    """Root instances that somebody holds, or that their process holds."""
    by_somebody = exists().where(case_hold.c.root_id == root_instance.c.root_id)
    return or_(by_somebody, root_instance.c.held.is_not(None))


def destroy_due(services: Services, most: int = AT_ONCE) -> int:
    """Destroy ended root instances whose destruction date has come and that nobody holds; return how many."""
    _finish_destructions(services)
    with services.database.read() as connection:
        now = services.now(connection)
        query = (
            select(root_instance.c.root_id)
            .where(_destroyable(), due(now))
            .order_by(root_instance.c.retain_until)
            .limit(most)
        )
        found = list(connection.scalars(query))
    return _each(found, lambda root_id: _destroy_if_due(services, root_id))


def _each(root_ids: Sequence[str], destroy: Callable[[str], bool | None]) -> int:
    """Destroy one after the other; return how many."""
    destroyed = 0
    for root_id in root_ids:
        try:
            destroyed += bool(destroy(root_id))
        except Exception as error:
            # Whatever is wrong with one root, the others go when they must; it is tried again.
            _log.exception("destruction_postponed", root=root_id, reason=type(error).__name__)
    return destroyed


def destruction_moments() -> tuple[Select[Any], ...]:
    """Select when ended root instances are to be destroyed, and since when a key is to follow its rows."""
    dates = (root_instance.c.retain_until, root_instance.c.limit_until)
    return (*(select(column).where(_destroyable()) for column in dates), select(key_to_destroy.c.noted_at))


def destroy_root(services: Services, root_id: str, why: Why | None = None) -> None:
    """Delete every row of a root instance, then the key of its case.

    Its rows leave a note behind until the key is gone, so that a crash in between is made good.
    """
    transact(services, None, lambda unit: delete_rows(unit, root_id, why or Why(ground=Ground.TERM)))
    finish_destruction(services, root_id)


def delete_rows(unit: Unit, root_id: str, why: Why) -> DestructionRecord | None:
    """Delete every row of a root instance and note that its key is to follow; return the record of a case."""
    columns = root_instance.c
    facts = (
        columns.house,
        columns.process_id,
        columns.case_type,
        columns.regime,
        columns.started_at,
        columns.ended_at,
        columns.retain_until,
        columns.limit_until,
    )
    query: Select[Any] = select(*facts).where(columns.root_id == root_id)
    row = unit.connection.execute(query).first()
    record = None
    if row is not None and row.case_type is not None:
        record = _record(unit, row, why)
        if unit.person is None:
            unit.own_act(_DESTROY)
            unit.about(root_id)
        date = earliest(row.retain_until, row.limit_until)
        measure_destruction(unit, row.house, row.process_id, root_id, date)
    _delete_rows(unit.connection, unit.services, root_id)
    if record is not None:
        unit.connection.execute(destruction_record.insert(), asdict(record))
    note = unit.services.database.dialect.insert_or_skip(key_to_destroy)
    noted = {"root": root_id, "record": None if record is None else record.id, "noted_at": unit.now}
    unit.connection.execute(note, noted)
    return record


def finish_destruction(services: Services, root_id: str) -> None:
    """Destroy the key of a root instance whose rows are gone, for ever."""
    services.failpoint("rows-deleted")
    with services.database.read() as connection:
        query = select(destruction_record).join(
            key_to_destroy, key_to_destroy.c.record == destruction_record.c.id
        )
        row = connection.execute(query.where(key_to_destroy.c.root == root_id)).mappings().first()
    if row is not None:
        services.keys.destroy(case_scope(root_id), msgspec.json.encode(DestructionRecord(**row)).decode())
    services.failpoint("key-destroyed")
    with services.database.write() as connection:
        connection.execute(delete(key_to_destroy).where(key_to_destroy.c.root == root_id))


def forget_destroyed(services: Services) -> int:
    """Delete the rows of cases that an older copy of the database brought back; return how many cases.

    Only what the key store says was destroyed is deleted: a key that is merely not there proves nothing.
    """
    found, after = 0, ""
    while stones := services.keys.tombstones(after, _TOMBSTONES):
        after = stones[-1].scope
        records = {root_of(stone.scope): stone.record for stone in stones}
        with services.database.read() as connection:
            back = _present(connection, list(records))
        for root_id in back:
            _forget(services, root_id, records[root_id])
        found += len(back)
    return found


def _present(connection: Connection, root_ids: Sequence[str]) -> Sequence[str]:
    query = select(root_instance.c.root_id).where(root_instance.c.root_id.in_(root_ids))
    return list(connection.scalars(query))


def _forget(services: Services, root_id: str, record: str) -> None:
    known = msgspec.json.decode(record, type=DestructionRecord)

    def work(unit: Unit) -> None:
        unit.own_act(_DESTROY_AGAIN)
        unit.about(root_id)
        _delete_rows(unit.connection, services, root_id)
        unit.connection.execute(services.database.dialect.insert_or_skip(destruction_record), asdict(known))

    transact(services, None, work)


def _destroyable() -> ColumnElement[bool]:
    return and_(root_instance.c.ended_at.is_not(None), ~held())


def _destroy_if_due(services: Services, root_id: str) -> bool:
    """Destroy one that is still due once its row is locked: somebody may have held it since."""

    def work(unit: Unit) -> bool:
        columns = root_instance.c
        query: Select[Any] = select(columns.limit_until, columns.retain_until).where(
            columns.root_id == root_id, _destroyable(), due(unit.now)
        )
        dialect = services.database.dialect
        row = unit.connection.execute(dialect.lock_rows(query, of=root_instance)).first()
        if row is None:
            return False
        by_limit = row.limit_until is not None and row.limit_until == earliest(*row)
        delete_rows(unit, root_id, Why(ground=Ground.LIMIT if by_limit else Ground.TERM))
        return True

    destroyed, _ = transact(services, None, work)
    if destroyed:
        finish_destruction(services, root_id)
    return destroyed


def _finish_destructions(services: Services) -> None:
    with services.database.read() as connection:
        noted = connection.scalars(select(key_to_destroy.c.root)).all()
    _each(noted, lambda root_id: finish_destruction(services, root_id))


def _delete_rows(connection: Connection, services: Services, root_id: str) -> None:
    """Delete all rows of a root instance, with what it threw and what waits for it by its case number.

    What the engine told of it goes too: notices on their way first, so that none starts something afterwards.
    """
    columns = root_instance.c
    connection.execute(delete(delivery).where(delivery.c.thrower_root_id == root_id))
    about = select(columns.root_id).where(columns.about == root_id).order_by(columns.root_id)
    told = connection.scalars(services.database.dialect.lock_rows(about, of=root_instance)).all()
    query = select(columns.house, columns.case_number).where(
        columns.root_id == root_id, columns.case_number.is_not(None)
    )
    row = connection.execute(query).first()
    if row is not None:
        key = services.keys.digest(index_scope(row.house), "correlation", row.case_number)
        for table in (message, delivery):
            connection.execute(delete(table).where(table.c.house == row.house, table.c.key_index == key))
    for table in ROOT_TABLES:
        connection.execute(delete(table).where(table.c.root_id.in_((root_id, *told))))


def _record(unit: Unit, row: Row[Any], why: Why) -> DestructionRecord:
    return DestructionRecord(
        id=unit.services.ids.new(),
        house=row.house,
        process_id=row.process_id,
        case_type=row.case_type,
        regime=row.regime,
        started_at=row.started_at,
        ended_at=row.ended_at,
        destroyed_at=unit.now,
        ground=why.ground.value,
        decided_by=why.decided_by,
        seconded_by=why.seconded_by,
    )
