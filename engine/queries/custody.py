"""How long cases are kept, for those who decide it; and what is known of those that were destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Column, Connection, RowMapping, Select, or_, select

from engine.access.acts import Act
from engine.access.custody import is_custodian
from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.errors import NotFound
from engine.model.manifest import NO_MANIFEST
from engine.queries.keyset import Key, Wanted, fetch
from engine.queries.source import Source
from engine.store.audit.concerning import find_concerned
from engine.store.audit.recording import recorded
from engine.store.columns import Ciphertext
from engine.store.sealing import Row
from engine.store.tables.custody import (
    case_hold,
    case_regime,
    destruction_proposal,
    destruction_record,
    retention_extension,
)
from engine.store.tables.instances import root_instance
from engine.store.values import decode

_HELD: Final = or_(case_hold.c.root_id.is_not(None), root_instance.c.held.is_not(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingFilter:
    """What a list of kept cases is narrowed to; None does not narrow."""

    house: str | None = None
    held: bool | None = None
    due_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Somebody's decision about the keeping of a case."""

    person: str
    organisation: str
    reason: str
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderRegime:
    """Since when a case was first under a regime."""

    regime: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCase:
    """When a case is to be destroyed, in a list."""

    id: str
    number: str
    house: str
    regime: str | None
    ended_at: datetime | None
    retain_until: datetime | None
    limit_until: datetime | None
    destruction_at: datetime | None
    held: bool  # by somebody or by its process: destruction waits

    @property
    def key(self) -> Key:
        """Its place in the list."""
        return (self.id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """All that decides how long a case is kept."""

    entry: KeptCase
    regimes: Sequence[UnderRegime]
    hold: Decided | None
    extensions: Sequence[Decided]
    proposal: Decided | None


@dataclass(frozen=True, slots=True)
class KeptCases:
    """One page of kept cases."""

    results: Sequence[KeptCase]
    count: int


@dataclass(frozen=True, slots=True)
class DestructionRecords:
    """One page of records, the newest first."""

    results: Sequence[RowMapping]
    count: int


@recorded(Act.SEARCH, "case")
def list_kept_cases(source: Source, person: Person, filters: KeepingFilter, wanted: Wanted) -> KeptCases:
    """List the cases of the houses where the person decides how long they are kept, without any content."""
    with source.reading(person) as reading:
        connection = reading.connection
        houses = _houses(source, connection, person)
        query = _kept().where(root_instance.c.house.in_(houses))
        if filters.house is not None:
            query = query.where(root_instance.c.house == filters.house)
        if filters.held is not None:
            query = query.where(_HELD.is_(filters.held))
        if filters.due_before is not None:
            before = filters.due_before
            query = query.where(
                (root_instance.c.retain_until < before) | (root_instance.c.limit_until < before)
            )
        found = fetch(connection, query, (root_instance.c.root_id,), wanted)
        reading.names(person, [(row["house"], row["root_id"]) for row in found.rows])
        return KeptCases([_entry(row) for row in found.rows], found.count)


@recorded(Act.READ, "case", "case_id")
def read_keeping(source: Source, person: Person, case_id: str) -> Keeping:
    """Read all that decides how long a case is kept.

    Raises:
        NotFound: there is no such case of a house in which the person decides that.
    """
    with source.reading(person) as reading:
        connection = reading.connection
        query = _kept().where(
            root_instance.c.root_id == case_id,
            root_instance.c.house.in_(_houses(source, connection, person)),
        )
        row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound
        concerned = find_concerned(connection, source.declared.definitions, case_id)
        assert concerned is not None, "its row was read in this transaction"
        reading.trail.about(concerned)
        regimes = connection.execute(
            select(case_regime).where(case_regime.c.root_id == case_id).order_by(case_regime.c.since)
        )
        hold = _decision(source, connection, case_id, case_hold.c.reason, "placed_at")
        proposal = _decision(source, connection, case_id, destruction_proposal.c.reason, "proposed_at")
        extensions = connection.execute(
            select(retention_extension)
            .where(retention_extension.c.root_id == case_id)
            .order_by(retention_extension.c.number)
        ).mappings()
        return Keeping(
            entry=_entry(row),
            regimes=[UnderRegime(regime=found.regime, since=found.since) for found in regimes],
            hold=hold,
            extensions=[
                _decided(
                    source, found, retention_extension.c.reason, (case_id, found["number"]), "decided_at"
                )
                for found in extensions
            ],
            proposal=proposal,
        )


@recorded(Act.READ, "destruction-record")
def list_destruction_records(
    source: Source, person: Person, house: str | None, wanted: Wanted
) -> DestructionRecords:
    """List what is known of destroyed cases of the auditor's houses, the newest first.

    Raises:
        Forbidden: the person is no auditor.
    """
    require(True, permits(person, Operation.READ_AUDIT_LOG))
    with source.reading(person) as reading:
        connection = reading.connection
        query: Select[Any] = select(destruction_record).where(
            destruction_record.c.house.in_(sorted(person.houses))
        )
        if house is not None:
            query = query.where(destruction_record.c.house == house)
        reading.trail.in_houses(person.houses if house is None else [house])
        found = fetch(connection, query, (destruction_record.c.id,), wanted, descending=True)
        return DestructionRecords(found.rows, found.count)


def _houses(source: Source, connection: Connection, person: Person) -> list[str]:
    manifest = source.declared.definitions.manifest
    return [
        house
        for house in sorted(person.houses)
        if is_custodian(person, house, manifest(connection, house) or NO_MANIFEST)
    ]


def _kept() -> Select[Any]:
    columns = root_instance.c
    wanted = (
        columns.root_id,
        columns.case_number,
        columns.house,
        columns.regime,
        columns.ended_at,
        columns.retain_until,
        columns.limit_until,
    )
    return (
        select(*wanted, _HELD.label("held"))
        .select_from(root_instance.outerjoin(case_hold, case_hold.c.root_id == columns.root_id))
        .where(columns.case_type.is_not(None))
    )


def _entry(row: RowMapping) -> KeptCase:
    dates = [moment for moment in (row["retain_until"], row["limit_until"]) if moment is not None]
    return KeptCase(
        id=row["root_id"],
        number=row["case_number"],
        house=row["house"],
        regime=row["regime"],
        ended_at=row["ended_at"],
        retain_until=row["retain_until"],
        limit_until=row["limit_until"],
        destruction_at=min(dates, default=None),
        held=bool(row["held"]),
    )


def _decision(
    source: Source, connection: Connection, case_id: str, column: Column[Ciphertext], at: str
) -> Decided | None:
    query = select(column.table).where(column.table.c.root_id == case_id)
    row = connection.execute(query).mappings().first()
    return None if row is None else _decided(source, row, column, (case_id,), at)


def _decided(source: Source, row: RowMapping, column: Column[Ciphertext], place: Row, at: str) -> Decided:
    return Decided(
        person=row["person"],
        organisation=row["organisation"],
        reason=str(decode(source.keys.open(row["reason"], column, place))),
        at=row[at],
        until=row.get("until"),
    )
