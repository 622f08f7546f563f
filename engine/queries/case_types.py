"""What kinds of cases there are, and the form that starts one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, or_, select

from engine.access.forms import FormAccess, may_start
from engine.access.person import Person
from engine.errors import NotFound
from engine.model.extensions import Binding
from engine.model.forms import Form, Offer, schema
from engine.model.json_source import Json
from engine.model.nodes import StartEvent
from engine.model.text import Static
from engine.queries.source import Source
from engine.store.form_access import of_start
from engine.store.house_days import day_in
from engine.store.partners import as_option, eligible
from engine.store.tables.definitions import definition, deployed_definition


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseType:
    """A kind of case in one house; `startable` tells whether the person may start one."""

    case_type: str
    name: str
    house: str
    process_id: str
    definition_id: str
    version: int
    form_id: str | None
    startable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StartForm:
    """The form that starts an instance, without the fields that are not open to the person."""

    form_id: str
    version: int
    schema: Mapping[str, Json]


def list_case_types(source: Source, person: Person) -> Sequence[CaseType]:
    """List the kinds of cases in the person's houses, by house and name."""
    with source.database.read() as connection:
        return [
            _case_type(source, connection, person, house, row)
            for house in person.houses
            for row in _latest_cases(connection, house)
        ]


def read_start_form(source: Source, person: Person, definition_id: str) -> StartForm:
    """Read the form that starts a process.

    Raises:
        NotFound: there is no such process in the person's houses, or it starts without a form.
    """
    query = select(definition).where(
        definition.c.id == definition_id,
        definition.c.kind == "process",
        or_(definition.c.house == "", definition.c.house.in_(person.houses)),
    )
    with source.database.read() as connection:
        row = connection.execute(query).mappings().first()
        house = None if row is None else next(iter([row["house"]] if row["house"] else person.houses), None)
        if row is None or house is None:
            raise NotFound
        found = _start_form(source, connection, house, row)
        if found is None:
            raise NotFound
        form, version = found
        access = _access(source, connection, person, house, row)
        return StartForm(
            form_id=form.id,
            version=version,
            schema=schema(form, access.open_to, _offer(source, connection, house)),
        )


def _offer(source: Source, connection: Connection, house: str) -> Offer:
    """The partners of the house today, which a start form offers."""

    def offer(kinds: Sequence[str]) -> Sequence[Mapping[str, Json]]:
        day = day_in(connection, house, source.now(connection))
        return [as_option(one) for one in eligible(connection, house, day, kinds=kinds)]

    return offer


def case_processes(connection: Connection, house: str, case_type: str | None = None) -> Sequence[str]:
    """Return the ids of the processes whose instances are cases of a house, of one kind if given."""
    rows = _latest_cases(connection, house)
    return [row["key"] for row in rows if case_type in (None, row["case_type"])]


def _latest_cases(connection: Connection, house: str) -> Sequence[RowMapping]:
    query = (
        select(definition)
        .where(
            definition.c.kind == "process",
            definition.c.latest,
            definition.c.standing == "executable",
            definition.c.case_type.is_not(None),
            definition.c.house.in_(("", house)),
        )
        .order_by(definition.c.house, definition.c.name, definition.c.key)
    )
    rows = connection.execute(query).mappings()
    return list(
        {row["case_type"]: row for row in rows}.values()
    )  # one of the house's own comes last and wins


def _case_type(
    source: Source, connection: Connection, person: Person, house: str, row: RowMapping
) -> CaseType:
    found = _start_form(source, connection, house, row)
    form = None if found is None else found[0]
    access = _access(source, connection, person, house, row)
    return CaseType(
        case_type=row["case_type"],
        name=row["name"] or row["case_type"],
        house=house,
        process_id=row["key"],
        definition_id=row["id"],
        version=row["version"],
        form_id=None if form is None else form.id,
        startable=may_start(form, access).allowed,
    )


def _access(
    source: Source, connection: Connection, person: Person, house: str, row: RowMapping
) -> FormAccess:
    if row["case_type"] is None:
        return FormAccess(None)
    return of_start(connection, source.declared, person, house, row["key"])


def _start_form(
    source: Source, connection: Connection, house: str, row: RowMapping
) -> tuple[Form, int] | None:
    """The form of the none start event with its version, as it would be bound now."""
    process = source.declared.definitions.process(connection, row["id"]).process
    starts = (node for node in process.scope.nodes.values() if isinstance(node, StartEvent))
    start = next((node for node in starts if not node.definitions), None)
    if start is None or start.form is None or not isinstance(start.form.id, Static):
        return None
    query = (
        select(definition.c.id, definition.c.version)
        .where(
            definition.c.kind == "form",
            definition.c.key == start.form.id.text,
            definition.c.house.in_(("", house)),
        )
        .order_by(definition.c.house.desc(), definition.c.version.desc())
    )
    match start.form.binding:
        case Binding.LATEST:
            query = query.where(definition.c.latest)
        case Binding.VERSION_TAG:
            query = query.where(definition.c.version_tag == start.form.version_tag)
        case Binding.DEPLOYMENT:
            query = query.join(
                deployed_definition, deployed_definition.c.definition_id == definition.c.id
            ).where(deployed_definition.c.deployment_id == row["deployment_id"])
    found = connection.execute(query.limit(1)).first()
    return None if found is None else (source.declared.definitions.form(connection, found.id), found.version)
