"""Rows gathered during one command on one root instance, written together just before its commit.

What begins and ends within one command is written once, as ended; what only waited in between leaves no row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Insert,
    String,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from engine.run.host import Actor, DeployedProcess
from engine.store.columns import Ciphertext, Digest
from engine.store.dialects.dialect import StoreDialect
from engine.store.records.side_rows import CLOSED_BY, Side, end_side_rows
from engine.store.sealing import Row, SealingKey
from engine.store.tables.cases import deadline, participant
from engine.store.tables.definitions import house
from engine.store.tables.history import element_instance, sequence_flow, stage, variable_write
from engine.store.tables.instances import process_instance
from engine.store.tables.jobs import job
from engine.store.tables.waits import incident, subscription, task, timer
from engine.store.values import encode

Cell = str | int | bool | bytes | date | datetime | tuple[str, ...] | Ciphertext | Digest | None
Cells = dict[str, Cell]

_ONE_AN_ELEMENT: Final = (task, stage)
_KEPT: Final = frozenset({task, incident, *CLOSED_BY})


@dataclass(frozen=True, slots=True)
class Root:
    """The root instance whose rows these are.

    Args:
        root_id: its id.
        house: its house.
        revision: the revision that this command makes.
        key: seals what is personal in its rows.
        index_key: hashes the keys by which others find it.
    """

    root_id: str
    house: str
    revision: int
    key: SealingKey
    index_key: SealingKey


class Batch:
    """The rows of one command.

    Args:
        root: whose rows.
        now: business time of the command.
        actor: who gave the command, None for the engine itself.
        open_rows: the side rows of each active element before the command; changed in place.
        definition: finds a deployed process by id.
        new_id: makes ids that rise with time.
    """

    def __init__(
        self,
        root: Root,
        now: datetime,
        actor: Actor | None,
        open_rows: dict[int, Side],
        definition: Callable[[str], DeployedProcess],
        new_id: Callable[[], str],
    ) -> None:
        self.root = root
        self.now = now
        self.actor = actor
        self.open_rows = open_rows
        self.definition = definition
        self.new_id = new_id
        self.elements: dict[int, Cells] = {}
        self.instances: dict[int, Cells] = {}
        self.flows: defaultdict[tuple[int, str], int] = defaultdict(int)
        self.variables: defaultdict[tuple[int, int], dict[str, object]] = defaultdict(dict)
        self._rows: defaultdict[Table, list[Cells]] = defaultdict(list)
        self._fresh: defaultdict[int, list[tuple[Side, Table, Cells]]] = defaultdict(list)
        self._endings: defaultdict[Side, list[int]] = defaultdict(list)
        self._ended_elements: dict[int, Cells] = {}
        self._ended_instances: list[Cells] = []
        self._left: list[Cells] = []
        self._case_ended = False
        self._moved_instances: list[Cells] = []
        self._moved_elements: list[Cells] = []
        self._repeated: defaultdict[Table, list[int]] = defaultdict(list)
        self._ended_tasks: dict[int, Cells] = {}
        self._ended_deadlines: list[Cells] = []
        self._dated_tasks: dict[int, Cells] = {}
        self._ended_alternatives: defaultdict[Table, list[Cells]] = defaultdict(list)

    def seal(self, value: object, column: Column[Ciphertext], *row: str | int) -> Ciphertext:
        """Return the JSON text of a value, sealed for its place; `row` follows the root's id."""
        place: Row = (self.root.root_id, *row)
        return self.root.key.seal(encode(value), column, place)

    def digest(self, *parts: str) -> Digest:
        """Return the keyed hash by which others in the house find this."""
        return self.root.index_key.digest(*parts)

    def add(self, table: Table, cells: Cells) -> None:
        """Add a row that no later change touches."""
        self._rows[table].append({**self._belonging, **cells})

    def add_side(self, side: Side, table: Table, element: int, cells: Cells) -> None:
        """Add a row that ends with its element or its waiting."""
        if table in _ONE_AN_ELEMENT:
            self._replace(table, element)
        self._fresh[element].append((side, table, {**self._belonging, "element": element, **cells}))

    @property
    def _belonging(self) -> Cells:
        """What every row says of the root that it belongs to."""
        return {"root_id": self.root.root_id, "house": self.root.house}

    def _replace(self, table: Table, element: int) -> None:
        """Make room for the row of an element that is repeated after an incident."""
        self._rows[table] = [row for row in self._rows[table] if row["element"] != element]
        if element not in self.elements:
            self._repeated[table].append(element)

    def end_sides(self, element: int, sides: Side) -> None:
        """End the side rows of these kinds that an element has."""
        fresh = self._fresh.pop(element, [])
        self._fresh[element] = [entry for entry in fresh if not entry[0] & sides]
        for _, table, cells in (entry for entry in fresh if entry[0] & sides):
            if table in _KEPT:
                self._rows[table].append(self._closed(table, cells))
        there = self.open_rows.get(element, Side(0))
        for side in there & sides:
            self._endings[side].append(element)
        if there & ~sides:
            self.open_rows[element] = there & ~sides
        else:
            self.open_rows.pop(element, None)

    def end_task(self, element: int, state: str, actor: Actor | None) -> None:
        """Say how a task ended; without this a task that stops waiting was completed by the actor."""
        person = None if actor is None else actor.person
        self._ended_tasks[element] = {"new_state": state, "person": person}
        for row in self._rows.get(task, ()):
            if row["element"] == element:
                row |= {"state": state, "completed_by": person}

    def end_element(self, element: int, cells: Cells) -> None:
        """Say how an element ended."""
        if element in self.elements:
            self.elements[element] |= cells
        else:
            self._ended_elements[element] = {f"new_{name}": value for name, value in cells.items()}

    def end_instance(self, instance: int, cells: Cells) -> None:
        """Say how a process instance ended, or that it goes on."""
        if instance in self.instances:
            self.instances[instance] |= cells
        else:
            changed = {f"new_{name}": value for name, value in cells.items()}
            self._ended_instances.append({"root": self.root.root_id, "number": instance, **changed})

    def end_participation(self, organisation: str, role: str | None) -> None:
        """End what an organisation and its people take part in, in one role or, without one, in all."""
        self._left.append({"left": organisation, "left_role": role})
        for entries in self._fresh.values():
            for _, table, cells in entries:
                leaves = table is participant and cells["organisation"] == organisation
                if leaves and role in (None, cells["role"]):
                    cells["left_at"] = self.now

    def end_case(self) -> None:
        """End what others than the house take part in: the case has its outcome, whatever runs on in it."""
        self._case_ended = True

    def end_alternative(self, side: Side, table: Table, element: int, alternative: int) -> None:
        """Forget one timer or subscription of an element; the others wait on."""
        fresh = self._fresh.get(element, [])
        self._fresh[element] = [
            entry for entry in fresh if entry[1] is not table or entry[2]["alternative"] != alternative
        ]
        if self.open_rows.get(element, Side(0)) & side:
            place: Cells = {"root": self.root.root_id, "number": element, "place": alternative}
            self._ended_alternatives[table].append(place)

    def end_deadline(self, element: int, alternative: int) -> None:
        """Say that a date that a term gave no longer stands; it stays in the history of the case."""
        for side, table, cells in self._fresh.get(element, []):
            if side is Side.DEADLINE and table is deadline and cells["alternative"] == alternative:
                cells["ended_at"] = self.now
        if self.open_rows.get(element, Side(0)) & Side.DEADLINE:
            place: Cells = {"root": self.root.root_id, "number": element, "place": alternative}
            self._ended_deadlines.append({**place, "at": self.now})

    def date_task(self, element: int, cells: Cells) -> None:
        """Give an open task another due date."""
        for _, table, row in self._fresh.get(element, []):
            if table is task:
                row |= cells
                return
        changed = {f"new_{name}": value for name, value in cells.items()}
        self._dated_tasks[element] = {"root": self.root.root_id, "number": element, **changed}

    def move_instance(self, instance: int, cells: Cells) -> None:
        """Say to which version a process instance was taken."""
        moved: Cells = {f"new_{name}": value for name, value in cells.items()}
        self._moved_instances.append({"root": self.root.root_id, "number": instance, **moved})

    def move_element(self, element: int, element_id: str, name: str | None) -> None:
        """Say which element of the new version an active element has become."""
        moved: Cells = {"new_element_id": element_id, "new_name": name or element_id}
        self._moved_elements.append({"root": self.root.root_id, "number": element, **moved})

    def write(self, connection: Connection, dialect: StoreDialect) -> None:
        """Write everything in a few statements."""
        self._write_endings(connection)
        for element, entries in self._fresh.items():
            for side, table, cells in entries:
                self._rows[table].append(cells)
                self.open_rows[element] = self.open_rows.get(element, Side(0)) | side
        self._rows[process_instance] += self.instances.values()
        self._rows[element_instance] += self.elements.values()
        self._rows[variable_write] += self._variable_rows()
        for table, rows in self._rows.items():
            if rows:
                connection.execute(_insert(table), rows)
        if self.flows:
            connection.execute(dialect.insert_or_add(sequence_flow, "taken"), self._flow_rows())
        self._write_moves(connection)
        if self._case_ended:
            connection.execute(_END_PARTICIPATIONS, {"root": self.root.root_id, "at": self.now})

    def _closed(self, table: Table, cells: Cells) -> Cells:
        if table is task:
            return cells | {"ended_at": self.now, "state": "completed", "completed_by": self._person}
        if table is incident:
            return cells | {"ended_at": self.now, "state": "resolved"}
        if table is participant and cells["until_case_end"]:
            return cells
        return cells | {CLOSED_BY[table]: self.now}

    @property
    def _person(self) -> str | None:
        return None if self.actor is None else self.actor.person

    def _write_endings(self, connection: Connection) -> None:
        root_id = self.root.root_id
        if self._ended_instances:
            connection.execute(_END_INSTANCE, self._ended_instances)
        if self._ended_elements:
            rows = [
                {"root": root_id, "number": element, **cells}
                for element, cells in self._ended_elements.items()
            ]
            connection.execute(_END_ELEMENT, rows)
        for table, places in self._ended_alternatives.items():
            connection.execute(_END_ALTERNATIVE[table], places)
        if self._ended_deadlines:
            connection.execute(_END_DEADLINE, self._ended_deadlines)
        if self._dated_tasks:
            connection.execute(_DATE_TASK, list(self._dated_tasks.values()))
        if tasks := self._endings.pop(Side.TASK, None):
            connection.execute(_END_TASK, [self._task_ending(element) for element in tasks])
        for side, elements in self._endings.items():
            end_side_rows(connection, root_id, side, elements, self.now)
        if self._left:
            leaving = [{"root": root_id, "at": self.now, **cells} for cells in self._left]
            connection.execute(_END_PARTICIPATION, leaving)
        for table, elements in self._repeated.items():
            connection.execute(_FORGET[table], {"root": root_id, "elements": elements})

    def _write_moves(self, connection: Connection) -> None:
        if self._moved_instances:
            connection.execute(_MOVE_INSTANCE, self._moved_instances)
        if self._moved_elements:
            for move in _MOVE_ELEMENT:
                connection.execute(move, self._moved_elements)

    def _task_ending(self, element: int) -> Cells:
        ending = self._ended_tasks.get(element, {"new_state": "completed", "person": self._person})
        return {"root": self.root.root_id, "number": element, "at": self.now, **ending}

    def _variable_rows(self) -> list[Cells]:
        revision = self.root.revision
        return [
            {
                **self._belonging,
                "revision": revision,
                "instance": instance,
                "scope": scope,
                "values": self.seal(values, variable_write.c["values"], revision, instance, scope),
                "written_at": self.now,
                "actor": self._person,
            }
            for (instance, scope), values in self.variables.items()
        ]

    def _flow_rows(self) -> list[Cells]:
        return [
            {**self._belonging, "instance": instance, "flow_id": flow, "taken": taken}
            for (instance, flow), taken in self.flows.items()
        ]


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


def _of_row(table: Table, number: str) -> Update:
    return update(table).where(table.c.root_id == bindparam("root"), table.c[number] == bindparam("number"))


_END_INSTANCE: Final = _of_row(process_instance, "instance").values(
    state=bindparam("new_state"), ended_at=bindparam("new_ended_at"), end_event=bindparam("new_end_event")
)
_END_ELEMENT: Final = _of_row(element_instance, "element").values(
    state=bindparam("new_state"),
    ended_at=bindparam("new_ended_at"),
    actor=bindparam("new_actor"),
    actor_organisation=bindparam("new_actor_organisation"),
)
_END_PARTICIPATION: Final = (
    update(participant)
    .where(
        participant.c.root_id == bindparam("root"),
        participant.c.organisation == bindparam("left"),
        participant.c.role == func.coalesce(bindparam("left_role", type_=String), participant.c.role),
        participant.c.left_at.is_(None),
    )
    .values(left_at=bindparam("at"))
)
_OF_THE_HOUSE: Final = select(house.c.organisation).where(house.c.id == participant.c.house).scalar_subquery()
_END_PARTICIPATIONS: Final = (
    update(participant)
    .where(
        participant.c.root_id == bindparam("root"),
        participant.c.organisation.is_not(None),  # who supervises belongs to no partner
        participant.c.organisation.is_distinct_from(_OF_THE_HOUSE),
        participant.c.left_at.is_(None),
    )
    .values(left_at=bindparam("at"))
)
_END_TASK: Final = _of_row(task, "element").values(
    state=bindparam("new_state"),
    completed_by=bindparam("person"),
    ended_at=bindparam("at"),
    revision=task.c.revision + 1,
)
_DATE_TASK: Final = _of_row(task, "element").values(
    due_at=bindparam("new_due_at"),
    listed_at=bindparam("new_listed_at"),
    reason=bindparam("new_reason"),
    revision=task.c.revision + 1,
)
_END_DEADLINE: Final = (
    _of_row(deadline, "element")
    .where(deadline.c.alternative == bindparam("place"), deadline.c.ended_at.is_(None))
    .values(ended_at=bindparam("at"))
)
_END_ALTERNATIVE: Final[Mapping[Table, Delete]] = {
    table: delete(table).where(
        table.c.root_id == bindparam("root"),
        table.c.element == bindparam("number"),
        table.c.alternative == bindparam("place"),
    )
    for table in (timer, subscription)
}
_FORGET: Final = {
    table: delete(table).where(
        table.c.root_id == bindparam("root"), table.c.element.in_(bindparam("elements", expanding=True))
    )
    for table in _ONE_AN_ELEMENT
}
_MOVE_INSTANCE: Final = _of_row(process_instance, "instance").values(
    definition_id=bindparam("new_definition_id"), version=bindparam("new_version")
)
_NAMED_BY_ELEMENT: Final = (element_instance, job, timer, subscription, incident)
_MOVE_ELEMENT: Final = (
    _of_row(task, "element").values(element_id=bindparam("new_element_id"), name=bindparam("new_name")),
    *(
        _of_row(table, "element").values(element_id=bindparam("new_element_id"))
        for table in _NAMED_BY_ELEMENT
    ),
)
