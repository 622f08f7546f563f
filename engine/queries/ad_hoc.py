"""Work that people may choose now: the activities of active ad-hoc subprocesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from engine.access.acts import Act
from engine.access.person import Person
from engine.model.nodes import Activity, AdHocSubProcess, SubProcess
from engine.model.process import Process, walk
from engine.queries.instances import read_row
from engine.queries.source import Source
from engine.store.addresses import Address, instance_address
from engine.store.audit.recording import recorded
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
        read_row(source, reading, person, address)
        found = connection.execute(active).all()
        definition_id = connection.execute(definition).scalar_one()
        process = source.declared.definitions.process(connection, definition_id).process
    return [
        AdHocView(
            str(Address(address.root_id, row.element)), row.element_id, _choices(process, row.element_id)
        )
        for row in found
    ]


def _choices(process: Process, element_id: str) -> list[Choice]:
    """Return the activities inside that no flow leads to."""
    subprocess = next(node for _, node in walk(process.scope) if node.id == element_id)
    if not isinstance(subprocess, AdHocSubProcess):
        return []
    return [
        Choice(node.id, node.name)
        for node in subprocess.scope.nodes.values()
        if isinstance(node, Activity)
        and not node.incoming
        and not node.is_for_compensation
        and not (isinstance(node, SubProcess) and node.triggered_by_event)
    ]
