"""The audit log as auditors read it: all acts in their houses, or all that concern one case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, or_, select, type_coerce

from engine.access.acts import Act, Concerned
from engine.access.decision import OTHER_HOUSE, require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.errors import NotFound
from engine.queries.keyset import ByMoment, Wanted, fetch
from engine.queries.source import Source
from engine.store.addresses import root_of
from engine.store.audit.entry import case_stream
from engine.store.audit.reading import ORDER, SeenEntry
from engine.store.audit.recording import recorded
from engine.store.tables.audit import NAMES_SOME, audit_entry, audit_stream


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What the audit log is narrowed to; None does not narrow.

    Args:
        house: one of the auditor's houses.
        since: the first moment.
        until: the moment before which it ends.
        person: who acted.
        act: what was done.
        operation: by which command or query.
        refused: whether it was refused.
        case_number: of the case that it was about.
    """

    house: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    person: str | None = None
    act: str | None = None
    operation: str | None = None
    refused: bool | None = None
    case_number: str | None = None


@dataclass(frozen=True, slots=True)
class EntryList:
    """One page of entries."""

    results: Sequence[SeenEntry]
    count: int


@recorded(Act.READ, "audit-log")
def list_audit_log(source: Source, person: Person, filters: AuditFilter, wanted: Wanted) -> EntryList:
    """List what was done and refused in the auditor's houses, the newest first.

    Raises:
        Forbidden: the person is no auditor, or not of that house.
    """
    houses = audited_houses(person, filters.house)
    with source.reading(person) as reading:
        reading.trail.in_houses(houses)
        query = select(audit_entry).where(*narrowed(houses, filters))
        found = fetch(reading.connection, query, ORDER, ByMoment(wanted), descending=True)
        return EntryList([SeenEntry.of_row(row) for row in found.rows], found.count)


@recorded(Act.READ, "audit-log", "case_id")
def read_case_audit_log(source: Source, person: Person, case_id: str, wanted: Wanted) -> EntryList:
    """List all that concerns one case, the newest first, also after it was destroyed.

    These are the acts on the case, and the lists and searches that named it.

    Raises:
        Forbidden: the person is no auditor.
        NotFound: nothing was ever done with such a case in the person's houses.
    """
    houses = audited_houses(person, None)
    with source.reading(person) as reading:
        concerned = _concerned(reading.connection, case_id, houses)
        reading.trail.about(concerned)
        naming = type_coerce(audit_entry.c.named, Text).contains(case_id)
        named = and_(audit_entry.c.house == concerned.house, NAMES_SOME, naming)
        query = select(audit_entry).where(or_(audit_entry.c.stream == case_stream(case_id), named))
        found = fetch(reading.connection, query, ORDER, ByMoment(wanted), descending=True)
        return EntryList([SeenEntry.of_row(row) for row in found.rows], found.count)


def audited_houses(person: Person, house: str | None) -> list[str]:
    """Return the houses whose audit log a person reads.

    Raises:
        Forbidden: they are no auditor, or not of that house.
    """
    require(True, permits(person, Operation.READ_AUDIT_LOG))
    if house is None:
        return sorted(person.houses)
    if house not in person.houses:
        raise OTHER_HOUSE.refusal()
    return [house]


def narrowed(houses: Sequence[str], filters: AuditFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter."""
    table = audit_entry.c
    plain: list[tuple[ColumnElement[Any], object]] = [
        (table.person, filters.person),
        (table.act, filters.act),
        (table.operation, filters.operation),
        (table.refused, filters.refused),
        (table.case_number, filters.case_number),
    ]
    conditions = [table.house.in_(houses), *(column == value for column, value in plain if value is not None)]
    if filters.since is not None:
        conditions.append(table.at >= filters.since)
    if filters.until is not None:
        conditions.append(table.at < filters.until)
    return conditions


def _concerned(connection: Connection, case_id: str, houses: Sequence[str]) -> Concerned:
    stream = case_stream(case_id)
    query = select(audit_stream.c.house).where(audit_stream.c.stream == stream)
    house = connection.scalar(query)
    if house is None or house not in houses or root_of(case_id) != case_id:
        raise NotFound
    number = select(audit_entry.c.case_number).where(audit_entry.c.stream == stream).limit(1)
    return Concerned(
        root_id=case_id, house=house, case_number=connection.scalar(number), is_case=True, purpose=None
    )
