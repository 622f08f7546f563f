"""Jobs and incidents for operators: where work stands, never what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, select

from engine.access.acts import Act
from engine.access.operations import Operation, permits
from engine.access.people import in_house
from engine.access.person import Person
from engine.queries.keyset import Key, Wanted, fetch
from engine.queries.source import Source
from engine.store.addresses import Address, instance_address
from engine.store.audit.recording import recorded
from engine.store.predicates import where
from engine.store.tables.instances import process_instance
from engine.store.tables.jobs import job
from engine.store.tables.waits import incident


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """One job, without its variables."""

    id: str
    type: str
    house: str
    process_instance_id: str
    process_id: str
    element_id: str
    retries: int
    priority: int
    worker: str | None
    locked_until: datetime | None
    available_at: datetime

    @property
    def key(self) -> Key:
        """Its place in the list."""
        root_id, _, element = self.id.rpartition(".")
        return (root_id, int(element))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """One incident: element, kind and a detail without values; `sequence` orders incidents."""

    sequence: str
    id: str
    house: str
    process_instance_id: str
    element_id: str
    element_instance_id: str
    kind: str
    detail: str
    state: str
    raised_at: datetime
    ended_at: datetime | None

    @property
    def key(self) -> Key:
        """Its place in the list."""
        return (self.sequence,)


@dataclass(frozen=True, slots=True)
class JobList:
    """One page of jobs."""

    results: Sequence[JobView]
    count: int


@dataclass(frozen=True, slots=True)
class IncidentList:
    """One page of incidents."""

    results: Sequence[IncidentView]
    count: int


@recorded(Act.SEARCH, "job")
def list_jobs(
    source: Source,
    person: Person,
    wanted: Wanted,
    *,
    type: str | None = None,
    process_instance_id: str | None = None,
) -> JobList:
    """List the jobs in the person's houses.

    Raises:
        Forbidden: the person is no operator.
    """
    _require(person, Operation.MANAGE_JOBS)
    conditions: list[ColumnElement[bool]] = [where(in_house(person), {"house": job.c.house})]
    if type is not None:
        conditions.append(job.c.type == type)
    if process_instance_id is not None:
        address = instance_address(process_instance_id)
        conditions += [job.c.root_id == address.root_id, job.c.instance == address.number]
    query = (
        select(job, process_instance.c.process_id)
        .join(
            process_instance,
            (process_instance.c.root_id == job.c.root_id) & (process_instance.c.instance == job.c.instance),
        )
        .where(*conditions)
    )
    with source.reading(person) as reading:
        found = fetch(reading.connection, query, (job.c.root_id, job.c.element), wanted)
        reading.names(person, [(row["house"], row["root_id"]) for row in found.rows])
    return JobList([_job(row) for row in found.rows], found.count)


@recorded(Act.SEARCH, "incident")
def list_incidents(
    source: Source,
    person: Person,
    wanted: Wanted,
    *,
    state: str | None = None,
    process_instance_id: str | None = None,
) -> IncidentList:
    """List the incidents in the person's houses.

    Raises:
        Forbidden: the person is no operator.
    """
    _require(person, Operation.RESOLVE_INCIDENT)
    conditions: list[ColumnElement[bool]] = [where(in_house(person), {"house": incident.c.house})]
    if state is not None:
        conditions.append(incident.c.state == state)
    if process_instance_id is not None:
        address = instance_address(process_instance_id)
        conditions += [incident.c.root_id == address.root_id, incident.c.instance == address.number]
    with source.reading(person) as reading:
        found = fetch(reading.connection, select(incident).where(*conditions), (incident.c.id,), wanted)
        reading.names(person, [(row["house"], row["root_id"]) for row in found.rows])
    return IncidentList([_incident(row) for row in found.rows], found.count)


def _require(person: Person, operation: Operation) -> None:
    decision = permits(person, operation)
    if not decision.allowed:
        raise decision.refusal()


def _job(row: RowMapping) -> JobView:
    return JobView(
        id=str(Address(row["root_id"], row["element"])),
        type=row["type"],
        house=row["house"],
        process_instance_id=str(Address(row["root_id"], row["instance"])),
        process_id=row["process_id"],
        element_id=row["element_id"],
        retries=row["retries"],
        priority=row["priority"],
        worker=row["worker"],
        locked_until=row["locked_until"],
        available_at=row["available_at"],
    )


def _incident(row: RowMapping) -> IncidentView:
    return IncidentView(
        sequence=row["id"],
        id=str(Address(row["root_id"], row["element"])),
        house=row["house"],
        process_instance_id=str(Address(row["root_id"], row["instance"])),
        element_id=row["element_id"],
        element_instance_id=str(Address(row["root_id"], row["element"])),
        kind=row["kind"],
        detail=row["detail"],
        state=row["state"],
        raised_at=row["raised_at"],
        ended_at=row["ended_at"],
    )
