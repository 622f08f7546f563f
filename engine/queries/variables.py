"""The variables of an instance, as far as a person may read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from engine.access.acts import Act
from engine.access.decision import Decision, allow, deny, require
from engine.access.forms import FormAccess
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.errors import Conflict, NotFound
from engine.feel import JsonValue
from engine.model.origin import Origins
from engine.queries.instances import concerned_by_instance, find_instance
from engine.queries.source import Source
from engine.run.stored import StoredVariables
from engine.store.addresses import Address, element_address, instance_address
from engine.store.audit.recording import recorded
from engine.store.form_access import RootOf, of_case
from engine.store.tables.history import element_instance
from engine.store.tables.instances import root_instance


@dataclass(frozen=True, slots=True)
class ReadVariables:
    """Variables by name, and the revision of the root that they are of; None for who takes part in a case."""

    variables: Mapping[str, JsonValue]
    revision: int | None


@recorded(Act.READ, "variables", "instance_id")
def read_variables(
    source: Source, person: Person, instance_id: str, scope_id: str | None = None
) -> ReadVariables:
    """Read the variables of an instance's own scope, or of one element in it.

    Of a case somebody reads what their roles in it open; outside cases it takes the role for it.

    Raises:
        NotFound: there is no such instance or scope that the person may know of.
        Forbidden: they may not read its variables.
        Conflict: the scope has ended, and its variables with it.
    """
    address = instance_address(instance_id)
    with source.reading(person) as reading:
        connection = reading.connection
        instance = find_instance(source, connection, person, address)
        scope = address.number if scope_id is None else _scope(connection, address, scope_id)
        root = connection.execute(
            select(root_instance).where(root_instance.c.root_id == address.root_id)
        ).mappings()
        state = root.one()
        stored = StoredVariables(source.keys.open(state["state"], root_instance.c.state, (address.root_id,)))
        access = _access(source, connection, person, state, stored.origins_of_scope(scope))
        variables = stored.of_scope(scope)
        if variables is None:
            raise Conflict("scope-ended", "What this was has ended, and its variables with it.")
        shown = access.shown(variables)
        reading.trail.about(concerned_by_instance(source, connection, instance))
        reading.trail.reveals(access.reveals(shown))
    return ReadVariables(shown, state["revision"] if access.reader is None else None)


def _scope(connection: Connection, address: Address, scope_id: str) -> int:
    scope = element_address(scope_id)
    query = select(element_instance.c.element).where(
        element_instance.c.root_id == address.root_id,
        element_instance.c.instance == address.number,
        element_instance.c.element == scope.number,
    )
    if scope.root_id != address.root_id or connection.scalar(query) is None:
        raise NotFound
    return scope.number


def _access(
    source: Source, connection: Connection, person: Person, root: RowMapping, written_by: Origins
) -> FormAccess:
    if root["case_type"] is None:
        require(True, permits(person, Operation.READ_VARIABLES, root["house"]))
        return FormAccess(None)
    of = RootOf(root["root_id"], root["house"], root["process_id"], root["case_type"])
    reader = of_case(connection, source.declared, person, of, written_by)
    require(True, _takes_part(reader.standing.roles))
    return FormAccess(reader)


def _takes_part(roles: frozenset[str]) -> Decision:
    return allow("participant") if roles else deny("not-a-participant")
