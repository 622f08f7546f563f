"""Work that people may choose now: the activities of active ad-hoc subprocesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from engine.access.acts import Act
from engine.access.choosing import may_choose
from engine.access.participation import roles_in_case
from engine.access.person import Person
from engine.model.nodes import Activity, AdHocSubProcess, SubProcess
from engine.model.process import walk
from engine.queries.instances import follows, read_row
from engine.queries.source import Source
from engine.store.addresses import Address, instance_address
from engine.store.audit.recording import recorded
from engine.store.standings import participations
from engine.store.tables.history import element_instance
from engine.store.tables.instances import process_instance


@dataclass(frozen=True, slots=True)
class Choice:
    """An activity that may be started."""

    element_id: str
    name: str | None


@dataclass(frozen=True, slots=True)
class AdHocView:
    """An active ad-hoc subprocess with what it offers."""

    element_instance_id: str
    element_id: str
    activities: Sequence[Choice]


@recorded(Act.READ, "process-instance", "instance_id")
def ad_hoc_activities(source: Source, person: Person, instance_id: str) -> Sequence[AdHocView]:
    """Read what may be chosen in a process instance, in order of start.

    Whoever may not know each step of the instance is shown that in which they may choose themselves.

    Raises:
        NotFound: there is no such instance for this person.
    """
    address = instance_address(instance_id)
    active = (
        select(element_instance.c.element, element_instance.c.element_id)
        .where(
            element_instance.c.root_id == address.root_id,
            element_instance.c.instance == address.number,
            element_instance.c.element_type == "adHocSubProcess",
            element_instance.c.state == "active",
        )
        .order_by(element_instance.c.element)
    )
    definition = select(process_instance.c.definition_id).where(
        process_instance.c.root_id == address.root_id, process_instance.c.instance == address.number
    )
    with source.reading(person) as reading:
        connection = reading.connection
        house = read_row(source, reading, person, address)["house"]
        found = connection.execute(active).all()
        definition_id = connection.execute(definition).scalar_one()
        process = source.declared.definitions.process(connection, definition_id).process
        everything = follows(source, connection, person, address)
        roles = roles_in_case(person, house, participations(connection, address.root_id))
    offering = {node.id: node for _, node in walk(process.scope) if isinstance(node, AdHocSubProcess)}
    return [
        AdHocView(str(Address(address.root_id, row.element)), row.element_id, _choices(subprocess))
        for row in found
        if (subprocess := offering.get(row.element_id)) is not None
        and (everything or may_choose(roles, subprocess.properties.chosen_by).allowed)
    ]


def _choices(subprocess: AdHocSubProcess) -> list[Choice]:
    """Return the activities inside that no flow leads to."""
    return [
        Choice(node.id, node.name)
        for node in subprocess.scope.nodes.values()
        if isinstance(node, Activity)
        and not node.incoming
        and not node.is_for_compensation
        and not (isinstance(node, SubProcess) and node.triggered_by_event)
    ]
