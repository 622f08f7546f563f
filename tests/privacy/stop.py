"""A case at one moment of its walk, as the database has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from engine.access.person import Person
from engine.run.stored import StoredVariables
from engine.store.tables.cases import deadline, participant
from engine.store.tables.documents import document
from engine.store.tables.history import element_instance, stage
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.waits import task
from features.steps.world import Case
from tests.privacy.conftest import Chain
from tests.privacy.oracle import Seen, seen, since


@dataclass(frozen=True)
class Stop:
    """The case of one house at one moment.

    Args:
        house: whose case it is.
        case_id: of the case.
        number: of the case.
        revision: how often it was changed.
        parts: who takes part.
        stages: which it has reached.
        variables: all that it holds.
        active: whether it goes on.
        callers: by the number of each of its processes: of the one that called it.
        processes: by the same number: the id of the process.
        scopes: by the number of each step that holds something of its own: its process, and what.
        called: by the number of each process that it called and that goes on: all that it holds.
        deadlines: the number of the process and the date of each term that runs.
        documents: who may read each of its documents, by id.
        tasks: all open tasks, of any case.
    """

    house: str
    case_id: str
    number: str
    revision: int
    parts: list[Mapping[str, Any]]
    stages: frozenset[str]
    variables: Mapping[str, Any]
    active: bool
    callers: Mapping[int, int | None]
    processes: Mapping[int, str]
    scopes: Mapping[int, tuple[int, Mapping[str, Any]]]
    called: Mapping[int, Mapping[str, Any]]
    deadlines: list[tuple[int, str]]
    documents: Mapping[str, Mapping[str, Any]]
    tasks: list[Mapping[str, Any]]

    def seen_by(self, person: Person) -> Seen:
        """What somebody is to the case."""
        return seen(person, self.house, self.parts, self.stages)

    def since(self, person: Person) -> datetime | None:
        """From when somebody takes part in the case; None where they do not."""
        return since(person, self.house, self.parts)

    def instance_id(self, number: int) -> str:
        """The id of the case, or of a process that it called, by its number."""
        return f"{self.case_id}.{number}" if number else self.case_id

    def own_tasks(self) -> list[Mapping[str, Any]]:
        """The open tasks of the case, the last at the end."""
        return [one for one in self.tasks if one["root_id"] == self.case_id]

    def things(self, most: int, turn: int) -> dict[str, list[str]]:
        """Ids to ask for, by the name of the parameter; those of documents and tasks may be none.

        Args:
            most: of how many documents and tasks: the youngest.
            turn: of the processes that the case called another one in each turn.
        """
        numbers = sorted(number for number in self.callers if number)
        called = [f"{self.case_id}.{numbers[turn % len(numbers)]}"] if numbers else []
        return {
            "case_id": [self.case_id],
            "instance_id": [self.case_id, *called],
            "document_id": sorted(self.documents)[-most:],
            "task_id": [task_id(one) for one in self.own_tasks()[-most:]],
        }


def task_id(row: Mapping[str, Any]) -> str:
    """The id of a task by its row."""
    return f"{row['root_id']}.{row['element']}"


def look_at(chain: Chain, case: Case) -> Stop:
    """Look at a case."""
    of_root = {"root_id": case.id}
    with chain.services.database.read() as connection:
        row = connection.execute(select(root_instance).filter_by(**of_root)).mappings().one()
        state = chain.services.keys.open(row["state"], root_instance.c.state, (case.id,))
        parts = connection.execute(select(participant).filter_by(left_at=None, **of_root)).mappings()
        processes = connection.execute(
            select(
                process_instance.c.instance,
                process_instance.c.parent_instance,
                process_instance.c.process_id,
            ).filter_by(**of_root)
        ).all()
        terms = connection.execute(
            select(deadline.c.instance, deadline.c.due_at).filter_by(ended_at=None, **of_root)
        )
        documents = connection.execute(
            select(
                document.c.id, document.c.template, document.c.categories, document.c.organisation
            ).filter_by(**of_root)
        ).mappings()
        waiting = select(task).where(task.c.state == "open").order_by(task.c.root_id, task.c.element)
        stored = StoredVariables(state)
        callers = {row.instance: row.parent_instance for row in processes}
        called = {number: stored.of_scope(number) for number in callers if number}
        steps = connection.execute(
            select(element_instance.c.element, element_instance.c.instance).filter_by(
                state="active", **of_root
            )
        )
        scopes = {one.element: (one.instance, stored.of_scope(one.element)) for one in steps}
        return Stop(
            house=case.house,
            case_id=case.id,
            number=row["case_number"],
            revision=row["revision"],
            parts=[dict(part) for part in parts],
            stages=frozenset(connection.scalars(select(stage.c.stage).filter_by(**of_root))),
            variables=stored.of_scope() or {},
            active=row["ended_at"] is None,
            callers=callers,
            processes={row.instance: row.process_id for row in processes},
            called={number: held for number, held in called.items() if held is not None},
            scopes={
                number: (of, held) for number, (of, held) in scopes.items() if held and number not in called
            },
            deadlines=[(row.instance, f"{row.due_at:%Y-%m-%dT%H:%M:%SZ}") for row in terms],
            documents={row["id"]: dict(row) for row in documents},
            tasks=[dict(one) for one in connection.execute(waiting).mappings()],
        )
