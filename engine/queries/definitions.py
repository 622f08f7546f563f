"""Deployed processes, decisions and forms: which there are, their source, how busy their elements are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, Select, and_, case, false, func, or_, select

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.errors import NotFound
from engine.queries.keyset import Wanted, fetch
from engine.queries.source import Source
from engine.store.audit.recording import recorded
from engine.store.tables.definitions import definition, resource
from engine.store.tables.history import element_instance
from engine.store.tables.instances import process_instance
from engine.store.tables.waits import incident

ALL_HOUSES: Final = ""
PROCESS: Final = "process"
DECISION: Final = "decision"
FORM: Final = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionView:
    """One version of a deployed definition. `house` is None where it serves all houses."""

    id: str
    key: str
    name: str | None
    version: int
    version_tag: str | None
    latest: bool
    standing: str
    case_type: str | None
    house: str | None
    deployment_id: str
    resource: str


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """One page of definitions."""

    results: Sequence[DefinitionView]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementStatistics:
    """How many instances of an element are in each state."""

    element_id: str
    active: int
    completed: int
    terminated: int
    with_incident: int


def list_definitions(
    source: Source,
    person: Person,
    kind: str,
    wanted: Wanted,
    *,
    key: str | None = None,
    version: int | None = None,
    latest: bool | None = None,
) -> DefinitionList:
    """List definitions that serve one of the person's houses, by key and version.

    Args:
        source: where to read.
        person: who asks.
        kind: `process`, `decision` or `form`.
        wanted: which page.
        key: only those with this id.
        version: only this version.
        latest: only those that are, or are not, the newest of their key and house.
    """
    query = _visible(person, kind)
    if key is not None:
        query = query.where(definition.c.key == key)
    if version is not None:
        query = query.where(definition.c.version == version)
    if latest is not None:
        query = query.where(definition.c.latest == latest)
    order = (definition.c.key, definition.c.house, definition.c.version)
    with source.database.read() as connection:
        found = fetch(connection, query, order, wanted)
    return DefinitionList([_view(row) for row in found.rows], found.count)


def read_definition(source: Source, person: Person, kind: str, definition_id: str) -> DefinitionView:
    """Read one definition.

    Raises:
        NotFound: there is none that serves one of the person's houses.
    """
    return _view(_row(source, person, kind, definition_id))


def read_source(source: Source, person: Person, kind: str, definition_id: str) -> bytes:
    """Read the file that a definition was deployed with, byte for byte.

    Raises:
        NotFound: there is none that serves one of the person's houses.
    """
    return bytes(_row(source, person, kind, definition_id)["content"])


@recorded(Act.READ, "process-definition", "definition_id")
def statistics(source: Source, person: Person, definition_id: str) -> Sequence[ElementStatistics]:
    """Count the element instances of one version of a process, in the person's houses.

    Raises:
        Forbidden: the person is no designer or operator.
        NotFound: there is no such process.
    """
    require(True, permits(person, Operation.READ_STATISTICS))
    _row(source, person, PROCESS, definition_id)
    with source.database.read() as connection:
        rows = connection.execute(_counted(person, definition_id)).mappings().all()
    return [
        ElementStatistics(
            element_id=row["element_id"],
            active=row["active"],
            completed=row["completed"],
            terminated=row["terminated"],
            with_incident=row["with_incident"],
        )
        for row in rows
    ]


def _visible(person: Person, kind: str) -> Select[Any]:
    columns = definition.c
    return (
        select(
            *(column for column in columns if column.name not in ("digest", "resource_id")),
            resource.c.name.label("resource"),
        )
        .select_from(definition.join(resource, resource.c.id == columns.resource_id))
        .where(columns.kind == kind, or_(columns.house == ALL_HOUSES, _of_houses(person, columns.house)))
    )


def _of_houses(person: Person, column: ColumnElement[str]) -> ColumnElement[bool]:
    return column.in_(person.houses) if person.houses else false()


def _row(source: Source, person: Person, kind: str, definition_id: str) -> RowMapping:
    query = _visible(person, kind).add_columns(resource.c.content).where(definition.c.id == definition_id)
    with source.database.read() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound
    return row


def _view(row: RowMapping) -> DefinitionView:
    return DefinitionView(
        id=row["id"],
        key=row["key"],
        name=row["name"],
        version=row["version"],
        version_tag=row["version_tag"],
        latest=row["latest"],
        standing=row["standing"],
        case_type=row["case_type"],
        house=row["house"] or None,
        deployment_id=row["deployment_id"],
        resource=row["resource"],
    )


def _counted(person: Person, definition_id: str) -> Select[Any]:
    element, instance = element_instance.c, process_instance.c
    of_instance = and_(instance.root_id == element.root_id, instance.instance == element.instance)
    open_incident = and_(
        incident.c.root_id == element.root_id,
        incident.c.element == element.element,
        incident.c.state == "open",
    )
    together = element_instance.join(process_instance, of_instance).outerjoin(incident, open_incident)
    return (
        select(
            element.element_id,
            *(
                func.sum(case((element.state == state, 1), else_=0)).label(state)
                for state in ("active", "completed", "terminated")
            ),
            func.count(incident.c.id).label("with_incident"),
        )
        .select_from(together)
        .where(instance.definition_id == definition_id, _of_houses(person, instance.house))
        .group_by(element.element_id)
        .order_by(element.element_id)
    )
