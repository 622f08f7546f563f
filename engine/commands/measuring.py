"""Measures: plain figures that outlive the case they were taken from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from sqlalchemy import delete, insert, select

from engine.calendar.house import HouseCalendar
from engine.commands.consequences import Consequences
from engine.model.measures import NO_MEASURES
from engine.run.changes import ElementEnded, InstanceEnded
from engine.store.calendars import find_calendar
from engine.store.keys import case_scope
from engine.store.records.batch import Cells
from engine.store.tables.history import element_instance, measure
from engine.store.tables.instances import process_instance
from engine.store.values import encode

DESTROYED_IN_TERM: Final = "destroyed-in-term"
"""The one value that no element measures: a case is destroyed when its last element is long over."""

if TYPE_CHECKING:
    from datetime import datetime

    from engine.commands.unit import Unit


def write_measures(unit: Unit, house: str, root_id: str, key_scope: str, consequences: Consequences) -> None:
    """Write what completed elements measured.

    `subject` groups the rows of one root. It is hashed with the key that seals the root's own rows: once that
    key is destroyed, nobody can tell whose rows they are, not even who knows the id of the root. For the same
    end a row has a business date instead of a moment, and a random id instead of one that tells when.
    """
    if not consequences.measured:
        return
    subject = unit.services.keys.digest(key_scope, "measure", root_id)
    calendar = find_calendar(unit.connection, house, None) or HouseCalendar()
    rows: list[Cells] = []
    for ended in consequences.measured:
        process_id, element_id = _origin(unit, root_id, ended, consequences)
        rows += [
            {
                "id": str(uuid4()),
                "subject": subject,
                "house": house,
                "process_id": process_id,
                "element_id": element_id,
                "name": name,
                "value": encode(value).decode(),
                "measured_on": ended.measures.on or calendar.day_of(ended.at),
            }
            for name, value in ended.measures.values.items()
        ]
    _replace(unit, house, rows)
    unit.connection.execute(insert(measure), rows)


def _replace(unit: Unit, house: str, rows: Sequence[Cells]) -> None:
    """Delete what a house measured of itself before on the same day: rows do not tell which was the last."""
    declared = unit.services.definitions.measures(unit.connection, house) or NO_MEASURES
    for row in rows:
        known = declared.values.get(str(row["name"]))
        if known is not None and known.of_house:
            unit.connection.execute(
                delete(measure).where(
                    measure.c.house == house,
                    measure.c.name == row["name"],
                    measure.c.measured_on == row["measured_on"],
                )
            )


def _origin(
    unit: Unit, root_id: str, ended: ElementEnded | InstanceEnded, consequences: Consequences
) -> tuple[str, str]:
    """Return the process id and element id of what was measured; a process has its own id as element id."""
    if isinstance(ended, InstanceEnded):
        process_id = _process_id(unit, root_id, ended.instance, consequences)
        return process_id, process_id
    known = consequences.element_ids.get(ended.element)
    if known is None:
        query = select(element_instance.c.instance, element_instance.c.element_id).where(
            element_instance.c.root_id == root_id, element_instance.c.element == ended.element
        )
        row = unit.connection.execute(query).one()
        known = (row.instance, row.element_id)
    instance, element_id = known
    return _process_id(unit, root_id, instance, consequences), element_id


def _process_id(unit: Unit, root_id: str, instance: int, consequences: Consequences) -> str:
    if (definition_id := consequences.definitions.get(instance)) is not None:
        return unit.services.definitions.process(unit.connection, definition_id).process.id
    process = select(process_instance.c.process_id).where(
        process_instance.c.root_id == root_id, process_instance.c.instance == instance
    )
    return str(unit.connection.execute(process).scalar_one())


def measure_destruction(unit: Unit, house: str, process_id: str, root_id: str, due: datetime | None) -> None:
    """Write whether a case was destroyed in term, where the house declares this value.

    Args:
        unit: the transaction that destroys it; the key of the case is still there.
        house: of the case.
        process_id: of its root instance.
        root_id: its id.
        due: when it had to be destroyed; None where it is destroyed before any date.
    """
    declared = unit.services.definitions.measures(unit.connection, house) or NO_MEASURES
    if DESTROYED_IN_TERM not in declared.values:
        return
    calendar = find_calendar(unit.connection, house, None) or HouseCalendar()
    today = calendar.day_of(unit.now)
    row = {
        "id": str(uuid4()),
        "subject": unit.services.keys.digest(case_scope(root_id), "measure", root_id),
        "house": house,
        "process_id": process_id,
        "element_id": process_id,
        "name": DESTROYED_IN_TERM,
        "value": encode(due is None or today <= calendar.day_of(due)).decode(),
        "measured_on": today,
    }
    unit.connection.execute(insert(measure), row)
