"""Which start events of deployed processes a message or signal reaches in a house."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from engine.store.tables.definitions import definition, start_event


@dataclass(frozen=True, slots=True)
class EventStart:
    """A start event of the version that is latest in the house."""

    definition_id: str
    process_id: str
    element_id: str


def message_starts(connection: Connection, house: str, name: str) -> list[EventStart]:
    """Return the start events that a message reaches, in order of process id."""
    return _starts(connection, house, "message", name)


def signal_starts(connection: Connection, house: str, name: str) -> list[EventStart]:
    """Return the start events that a signal reaches, in order of process id."""
    return _starts(connection, house, "signal", name)


def _starts(connection: Connection, house: str, kind: str, name: str) -> list[EventStart]:
    query = (
        select(start_event)
        .where(start_event.c.kind == kind, start_event.c.name == name, start_event.c.house.in_(("", house)))
        .order_by(start_event.c.process_id, start_event.c.element_id)
    )
    found = connection.execute(query).all()
    if not found:
        return []
    own = _processes_of_its_own(connection, house)
    return [
        EventStart(row.definition_id, row.process_id, row.element_id)
        for row in found
        if row.house == house or row.process_id not in own
    ]


def _processes_of_its_own(connection: Connection, house: str) -> set[str]:
    """Return the processes of which the house has a version that wins from the shared one."""
    query = select(definition.c.key).where(
        definition.c.kind == "process", definition.c.house == house, definition.c.latest
    )
    return set(connection.scalars(query))
