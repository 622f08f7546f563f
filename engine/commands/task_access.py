"""The facts of a task that access decisions need, read under the command's locks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Row, bindparam, select

from engine.access.decision import Decision, require
from engine.access.person import Person
from engine.access.tasks import TaskFacts, TaskView, assigns_tasks, must_differ, view
from engine.errors import Conflict, NotFound
from engine.model.manifest import Manifest
from engine.store.standings import performers, root_of_task_within_reach, tasks_within_reach
from engine.store.tables.waits import task

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance
    from engine.commands.unit import Unit
    from engine.store.addresses import Address

OPEN: Final = "open"
_TASK: Final = select(task).where(task.c.root_id == bindparam("root"), task.c.element == bindparam("number"))


def find_task(unit: Unit, address: Address) -> Row[Any]:
    """Return the row of a task.

    Raises:
        NotFound: there is none.
    """
    row = unit.connection.execute(_TASK, _place(address)).first()
    if row is None:
        raise NotFound
    return row


def lock_task(unit: Unit, person: Person, address: Address) -> Row[Any]:
    """Return the row of a task that a person may know of, locked.

    Hidden or absent, the statements are the same.

    Raises:
        NotFound: there is none.
    """
    lock_rows = unit.services.database.dialect.lock_rows
    reached = lock_rows(_TASK.where(tasks_within_reach(person)), of=task)
    row = unit.connection.execute(reached, _place(address)).first()
    if row is not None:
        return row
    assigned = _TASK.where(task.c.house.in_(_houses_to_assign_in(unit, person)))
    row = unit.connection.execute(lock_rows(assigned, of=task), _place(address)).first()
    if row is None:
        raise NotFound
    return row


def lock_root_of_task(unit: Unit, person: Person, address: Address) -> RootInstance:
    """Lock the root instance of a task that a person may know of.

    Hidden or absent, the statements are the same.

    Raises:
        NotFound: there is none.
    """
    place = _place(address)
    try:
        return unit.lock(address.root_id, seen=root_of_task_within_reach(person), place=place)
    except NotFound:
        houses = tuple(_houses_to_assign_in(unit, person))
        return unit.lock(address.root_id, seen=_assigned_in(houses), place=place)


@lru_cache(maxsize=1024)
def _assigned_in(houses: tuple[str, ...]) -> ColumnElement[bool]:
    return _TASK.with_only_columns(task.c.root_id).where(task.c.house.in_(houses)).exists()


def _houses_to_assign_in(unit: Unit, person: Person) -> list[str]:
    return [house for house in person.houses if assigns_tasks(person, manifest_of(unit, house))]


def _place(address: Address) -> dict[str, str | int]:
    return {"root": address.root_id, "number": address.number}


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
