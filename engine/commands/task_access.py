"""The facts of a task that access decisions need, read under the command's locks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Row, bindparam, select

from engine.access.decision import Decision, require
from engine.access.person import Person
from engine.access.tasks import TaskFacts, TaskView, must_differ, view
from engine.errors import Conflict, NotFound
from engine.model.manifest import Manifest
from engine.store.standings import performers
from engine.store.tables.waits import task

if TYPE_CHECKING:
    from engine.commands.unit import Unit
    from engine.store.addresses import Address

OPEN: Final = "open"
_TASK: Final = select(task).where(task.c.root_id == bindparam("root"), task.c.element == bindparam("number"))


def find_task(unit: Unit, address: Address, *, lock: bool = False) -> Row[Any]:
    """Return the row of a task, locked if asked.

    Raises:
        NotFound: there is none.
    """
    query = unit.services.database.dialect.lock_rows(_TASK) if lock else _TASK
    row = unit.connection.execute(query, {"root": address.root_id, "number": address.number}).first()
    if row is None:
        raise NotFound
    return row


def manifest_of(unit: Unit, house: str) -> Manifest | None:
    """Return the manifest that names the roles of a house."""
    return unit.services.definitions.manifest(unit.connection, house)


def task_facts(unit: Unit, row: Row[Any]) -> TaskFacts:
    """Return what decides about a task."""
    return TaskFacts(
        house=row.house,
        open=row.state == OPEN,
        assignee=row.assignee,
        candidate_groups=frozenset(row.candidate_groups),
        candidate_users=frozenset(row.candidate_users),
        excluded=performers(unit.connection, row.root_id, row.instance, row.different_from),
    )


def require_task(unit: Unit, person: Person, facts: TaskFacts, permitted: Decision) -> None:
    """Let a person pass who sees the task, may do this with it, and still can.

    Raises:
        NotFound: they may not know of it.
        Forbidden: they may not do this.
        Conflict: it is over.
    """
    # Who has the task sees it whatever the manifest says of their roles.
    manifest = None if facts.assignee == person.subject else manifest_of(unit, facts.house)
    require(view(person, facts, manifest) is not TaskView.HIDDEN, permitted)
    if not facts.open:
        raise Conflict("task-ended", "The task was completed or taken back.")


def require_other_person(subject: str, facts: TaskFacts) -> None:
    """Keep out who did what somebody else has to check.

    Raises:
        Conflict: this person did it.
    """
    if must_differ(subject, facts):
        raise Conflict("same-person", "Somebody else has to do this: you did what it is to check.")
