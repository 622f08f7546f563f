"""The form of a task with its data, for the person who has taken the task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.forms import FormAccess
from engine.access.person import Person
from engine.access.tasks import TaskFacts, has_ground, may_complete
from engine.errors import Conflict
from engine.feel import JsonValue
from engine.model.forms import Offer, restrict, schema
from engine.model.json_source import Json
from engine.model.manifest import NO_MANIFEST
from engine.model.origin import Origins
from engine.queries.source import Source
from engine.queries.tasks import concerned_by_task, find_task, reading_facts
from engine.run.stored import StoredVariables
from engine.store.addresses import Address, element_address
from engine.store.audit.recording import recorded
from engine.store.form_access import RootOf, of_task
from engine.store.house_days import day_in
from engine.store.partners import as_option, eligible
from engine.store.tables.definitions import definition
from engine.store.tables.instances import root_instance


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A form for one person: without the fields that are not open to them, with the data that is."""

    form_id: str | None
    version: int | None
    schema: Mapping[str, Json] | None
    data: Mapping[str, JsonValue]


@recorded(Act.READ, "task", "task_id")
def read_task_form(source: Source, person: Person, task_id: str) -> FilledForm:
    """Read the form of a task with its data.

    Raises:
        NotFound: there is no such task that the person may know of.
        Forbidden: they have not taken it, or their organisation has no ground today under the case's regime.
        Conflict: it is over.
    """
    address = element_address(task_id)
    with source.reading(person) as reading:
        connection = reading.connection
        row = find_task(source, connection, person, address)
        facts = reading_facts(row)
        require(True, may_complete(person, facts))
        if row["case_type"] is not None:
            require(True, has_ground(person, row["house"], _regime(connection, row)))
        if not facts.open:
            raise _ended()
        stored = _stored(source, connection, address)
        variables = stored.visible(address.number)
        if variables is None:
            raise _ended()
        access = _access(source, connection, person, row, facts, stored.visible_origins(address.number))
        filled = _filled(source, connection, row, variables, access)
        reading.trail.about(concerned_by_task(source, connection, row))
        reading.trail.reveals(access.reveals(filled.data))
        return filled


def _stored(source: Source, connection: Connection, address: Address) -> StoredVariables:
    query = select(root_instance.c.state).where(root_instance.c.root_id == address.root_id)
    sealed = connection.scalar(query)
    if sealed is None:
        raise _ended()
    state = source.keys.open(sealed, root_instance.c.state, (address.root_id,))
    return StoredVariables(state)


def _regime(connection: Connection, row: RowMapping) -> str | None:
    query = select(root_instance.c.regime).where(root_instance.c.root_id == row["root_id"])
    regime: str | None = connection.scalar(query)
    return regime


def _ended() -> Conflict:
    return Conflict("task-ended", "The task was completed or taken back.")


def _offer(source: Source, connection: Connection, row: RowMapping) -> Offer:
    """The partners that the form of a task offers: those that may take part in its case today."""

    def offer(kinds: Sequence[str]) -> Sequence[Mapping[str, Json]]:
        house = row["house"]
        found = eligible(
            connection,
            house,
            day_in(connection, house, source.now(connection)),
            kinds=kinds,
            regime=_regime(connection, row),
            manifest=source.declared.definitions.manifest(connection, house) or NO_MANIFEST,
        )
        return [as_option(one) for one in found]

    return offer


def _access(
    source: Source,
    connection: Connection,
    person: Person,
    row: RowMapping,
    facts: TaskFacts,
    written_by: Origins,
) -> FormAccess:
    root = RootOf(row["root_id"], row["house"], row["root_process_id"], row["case_type"])
    return of_task(connection, source.declared, person, facts, root, written_by)


def _filled(
    source: Source,
    connection: Connection,
    row: RowMapping,
    variables: Mapping[str, JsonValue],
    access: FormAccess,
) -> FilledForm:
    shown = access.shown(variables)
    if row["form_id"] is None:
        return FilledForm(form_id=None, version=None, schema=None, data=shown)
    if row["form_definition_id"] is None:
        raise Conflict("form-missing", "The form of this task is not deployed: deploy it.")
    form = source.declared.definitions.form(connection, row["form_definition_id"])
    query = select(definition.c.version).where(definition.c.id == row["form_definition_id"])
    return FilledForm(
        form_id=form.id,
        version=connection.scalar(query),
        schema=schema(form, access.open_to, _offer(source, connection, row)),
        data=restrict(form, shown, access.open_to),
    )
