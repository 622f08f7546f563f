"""Process instances: which there are, what they did, what they wait for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, bindparam, case, select

from engine.access.acts import Act, Concerned
from engine.access.decision import require
from engine.access.instances import followed_instances, known_instances, may_follow
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.access.rows import Predicate
from engine.errors import NotFound
from engine.queries.keyset import Key, Wanted, fetch
from engine.queries.source import Reading, Source
from engine.store.addresses import Address, instance_address
from engine.store.audit.concerning import concerned_root
from engine.store.audit.recording import recorded
from engine.store.columns import Ciphertext
from engine.store.keys import index_scope
from engine.store.predicates import where
from engine.store.sealing import Row
from engine.store.standings import RULES_KEPT, participations_of, participations_through
from engine.store.tables.history import element_instance, sequence_flow
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.waits import incident
from engine.store.values import decode

ACTIVE: Final = "active"
SUSPENDED: Final = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceFilter:
    """What a list of instances is narrowed to; None does not narrow."""

    process_id: str | None = None
    version: int | None = None
    business_key: str | None = None
    state: str | None = None
    house: str | None = None
    root_instance_id: str | None = None
    parent_instance_id: str | None = None
    started_after: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceView:
    """One process instance.

    Args:
        revision: of its root; None for who takes part in a case: it counts also what is not theirs to know.
    """

    id: str
    process_id: str
    version: int
    house: str
    business_key: str | None
    case_number: str | None
    root_instance_id: str
    parent_instance_id: str | None
    parent_element_instance_id: str | None
    state: str
    started_at: datetime
    ended_at: datetime | None
    revision: int | None

    @property
    def key(self) -> Key:
        """Its place in the list."""
        address = instance_address(self.id)
        return (address.root_id, address.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementView:
    """One element instance."""

    id: str
    element_id: str
    element_type: str
    scope_id: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    loop_counter: int | None
    incidents: int

    @property
    def key(self) -> Key:
        """Its place in the list."""
        return (instance_address(self.id).number,)


@dataclass(frozen=True, slots=True)
class FlowView:
    """A sequence flow and how often it was taken."""

    id: str
    count: int

    @property
    def key(self) -> Key:
        """Its place in the list."""
        return (self.id,)


@dataclass(frozen=True, slots=True)
class ElementList:
    """One page of element instances."""

    results: Sequence[ElementView]
    count: int


@dataclass(frozen=True, slots=True)
class FlowList:
    """One page of sequence flows."""

    results: Sequence[FlowView]
    count: int


@dataclass(frozen=True, slots=True)
class InstanceList:
    """One page of instances."""

    results: Sequence[InstanceView]
    count: int


@recorded(Act.SEARCH, "process-instance")
def list_instances(source: Source, person: Person, filters: InstanceFilter, wanted: Wanted) -> InstanceList:
    """List the instances that a person may know of, in order of their root's start."""
    with source.reading(person) as reading:
        manifests = source.manifests(reading.connection, person.houses)
        query = _seen(known_instances(person, manifests)).where(*_narrowed(source, person, filters))
        order = (process_instance.c.root_id, process_instance.c.instance)
        found = fetch(reading.connection, query, order, wanted)
        reading.names(person, [(row["house"], row["root_id"]) for row in found.rows])
    return InstanceList([_view(source, person, row) for row in found.rows], found.count)


@recorded(Act.READ, "process-instance", "instance_id")
def read_instance(source: Source, person: Person, instance_id: str) -> InstanceView:
    """Read one instance.

    Raises:
        NotFound: there is none that the person may know of.
    """
    with source.reading(person) as reading:
        row = read_row(source, reading, person, instance_address(instance_id))
        return _view(source, person, row)


@recorded(Act.READ, "process-instance", "instance_id")
def list_elements(source: Source, person: Person, instance_id: str, wanted: Wanted) -> ElementList:
    """List the element instances of an instance in order of their start.

    Raises:
        NotFound: there is no such instance that the person may know of.
        Forbidden: `course-closed`, its steps are not for this person.
    """
    address = instance_address(instance_id)
    with source.reading(person) as reading:
        require_followed(source, reading, person, address)
        found = fetch(reading.connection, _elements(address), (element_instance.c.element,), wanted)
    return ElementList([_element_view(row) for row in found.rows], found.count)


@recorded(Act.READ, "process-instance", "instance_id")
def list_flows(source: Source, person: Person, instance_id: str, wanted: Wanted) -> FlowList:
    """List the sequence flows that an instance has taken.

    Raises:
        NotFound: there is no such instance that the person may know of.
        Forbidden: `course-closed`, its steps are not for this person.
    """
    address = instance_address(instance_id)
    query = select(sequence_flow.c.flow_id, sequence_flow.c.taken).where(
        sequence_flow.c.root_id == address.root_id, sequence_flow.c.instance == address.number
    )
    with source.reading(person) as reading:
        require_followed(source, reading, person, address)
        found = fetch(reading.connection, query, (sequence_flow.c.flow_id,), wanted)
    return FlowList([FlowView(row["flow_id"], row["taken"]) for row in found.rows], found.count)


@lru_cache(maxsize=RULES_KEPT)
def _seen(rule: Predicate) -> Select[Any]:
    together = process_instance.join(root_instance, root_instance.c.root_id == process_instance.c.root_id)
    columns = {
        "house": process_instance.c.house,
        "case_type": root_instance.c.case_type,
        "instance": process_instance.c.instance,
    }
    relations = {
        "participations": participations_of(process_instance.c.root_id),
        "through": participations_through(process_instance),
    }
    return (
        select(
            process_instance,
            root_instance.c.case_number,
            root_instance.c.case_type,
            root_instance.c.definition_id.label("root_definition_id"),
            root_instance.c.revision,
            _state().label("public_state"),
        )
        .select_from(together)
        .where(where(rule, columns, relations))
    )


def known_numbers(source: Source, connection: Connection, person: Person, root_id: str) -> frozenset[int]:
    """The numbers of the instances of one root of which a person may know that they run."""
    query = _numbers_seen(known_instances(person, source.manifests(connection, person.houses)))
    return frozenset(connection.scalars(query, {"root": root_id}))


@lru_cache(maxsize=RULES_KEPT)
def _numbers_seen(rule: Predicate) -> Select[Any]:
    query = _seen(rule).where(process_instance.c.root_id == bindparam("root"))
    return query.with_only_columns(process_instance.c.instance)


@lru_cache(maxsize=RULES_KEPT)
def _one_seen(rule: Predicate) -> Select[Any]:
    return _seen(rule).where(
        process_instance.c.root_id == bindparam("root"), process_instance.c.instance == bindparam("number")
    )


@lru_cache(maxsize=RULES_KEPT)
def _one_followed(rule: Predicate) -> Select[Any]:
    columns = {"house": root_instance.c.house, "case_type": root_instance.c.case_type}
    relations = {"participations": participations_of(root_instance.c.root_id)}
    return select(root_instance.c.root_id).where(
        root_instance.c.root_id == bindparam("root"), where(rule, columns, relations)
    )


def _state() -> ColumnElement[str]:
    suspended = and_(process_instance.c.state == ACTIVE, root_instance.c.suspended_at.is_not(None))
    return case((suspended, SUSPENDED), else_=process_instance.c.state)


def _narrowed(source: Source, person: Person, filters: InstanceFilter) -> list[ColumnElement[bool]]:
    table = process_instance.c
    conditions: list[ColumnElement[bool]] = []
    if filters.process_id is not None:
        conditions.append(table.process_id == filters.process_id)
    if filters.version is not None:
        conditions.append(table.version == filters.version)
    if filters.state is not None:
        conditions.append(_state() == filters.state)
    if filters.house is not None:
        conditions.append(table.house == filters.house)
    if filters.started_after is not None:
        conditions.append(table.started_at > filters.started_after)
    if filters.root_instance_id is not None:
        conditions.append(table.root_id == instance_address(filters.root_instance_id).root_id)
    if filters.parent_instance_id is not None:
        parent = instance_address(filters.parent_instance_id)
        conditions += [table.root_id == parent.root_id, table.parent_instance == parent.number]
    if filters.business_key is not None:
        houses = [filters.house] if filters.house is not None else list(person.houses)
        hashes = [
            source.keys.digest(index_scope(house), "business-key", filters.business_key) for house in houses
        ]
        conditions.append(table.business_key_index.in_(hashes))
    return conditions


def find_instance(source: Source, connection: Connection, person: Person, address: Address) -> RowMapping:
    """The row of an instance with its case number.

    Raises:
        NotFound: there is none that the person may know of.
    """
    query = _one_seen(known_instances(person, source.manifests(connection, person.houses)))
    place = {"root": address.root_id, "number": address.number}
    row = connection.execute(query, place).mappings().first()
    if row is None:
        raise NotFound
    return row


def read_row(source: Source, reading: Reading, person: Person, address: Address) -> RowMapping:
    """The row of an instance, whose reading the audit log tells of.

    Raises:
        NotFound: there is none that the person may know of.
    """
    row = find_instance(source, reading.connection, person, address)
    reading.trail.about(concerned_by_instance(source, reading.connection, row))
    return row


def require_followed(source: Source, reading: Reading, person: Person, address: Address) -> None:
    """Let pass who may know each step of an instance; the audit log tells of it.

    Raises:
        NotFound: there is none that the person may know of.
        Forbidden: its steps are not for this person.
    """
    read_row(source, reading, person, address)
    require(True, may_follow(follows(source, reading.connection, person, address)))


def follows(source: Source, connection: Connection, person: Person, address: Address) -> bool:
    """Tell whether somebody who may know of an instance may know each step of it."""
    query = _one_followed(followed_instances(person, source.manifests(connection, person.houses)))
    return connection.scalar(query, {"root": address.root_id}) is not None


def concerned_by_instance(source: Source, connection: Connection, row: RowMapping) -> Concerned:
    """What the audit log tells of the root of an instance."""
    return concerned_root(
        connection,
        source.declared.definitions,
        root_id=row["root_id"],
        house=row["house"],
        definition_id=row["root_definition_id"],
        case_type=row["case_type"],
        case_number=row["case_number"],
    )


def _view(source: Source, person: Person, row: RowMapping) -> InstanceView:
    root_id, number, parent = row["root_id"], row["instance"], row["parent_instance"]
    key = row["business_key"]
    place = (root_id, number)
    watches = permits(person, Operation.READ_INSTANCE).allowed
    return InstanceView(
        id=str(Address(root_id, number)),
        process_id=row["process_id"],
        version=row["version"],
        house=row["house"],
        business_key=None if key is None else _opened(source, key, place),
        case_number=row["case_number"],
        root_instance_id=root_id,
        parent_instance_id=None if parent is None else str(Address(root_id, parent)),
        parent_element_instance_id=None if parent is None else str(Address(root_id, row["parent_element"])),
        state=row["public_state"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        revision=row["revision"] if watches or row["case_type"] is None else None,
    )


def _opened(source: Source, sealed: Ciphertext, place: Row) -> str:
    return str(decode(source.keys.open(sealed, process_instance.c.business_key, place)))


def _elements(address: Address) -> Select[Any]:
    open_incident = and_(
        incident.c.root_id == element_instance.c.root_id,
        incident.c.element == element_instance.c.element,
        incident.c.state == "open",
    )
    return (
        select(element_instance, incident.c.id.label("incident"))
        .select_from(element_instance.outerjoin(incident, open_incident))
        .where(element_instance.c.root_id == address.root_id, element_instance.c.instance == address.number)
    )


def _element_view(row: RowMapping) -> ElementView:
    root_id = row["root_id"]
    return ElementView(
        id=str(Address(root_id, row["element"])),
        element_id=row["element_id"],
        element_type=row["element_type"],
        scope_id=str(Address(root_id, row["scope"])),
        state=row["state"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        loop_counter=row["loop_counter"],
        incidents=0 if row["incident"] is None else 1,
    )
