"""Tasks: worklists, and one task, as far as each person sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    Select,
    and_,
    literal,
    or_,
    select,
    tuple_,
    union,
)

from engine.access.acts import Act, Concerned
from engine.access.people import groups
from engine.access.person import Person
from engine.access.rows import Eq, Predicate, both, either
from engine.access.tasks import OPEN, TaskFacts, TaskView, assigns_tasks, view, visible_tasks, whole_tasks
from engine.errors import NotFound
from engine.model.manifest import Manifest
from engine.queries.keyset import ByMoment, Key, Shown, Wanted, fetch
from engine.queries.source import Source
from engine.store.addresses import Address, element_address, instance_address
from engine.store.audit.concerning import concerned_root
from engine.store.audit.recording import recorded
from engine.store.keys import index_scope
from engine.store.predicates import where
from engine.store.standings import RULES_KEPT, candidates, candidates_of_task
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.waits import NO_DATE, task, task_candidate
from engine.store.values import decode, decode_object


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """What a list of tasks is narrowed to; None does not narrow."""

    state: str | None = None
    assignee: str | None = None
    candidate_group: str | None = None
    element_id: str | None = None
    process_instance_id: str | None = None
    root_instance_id: str | None = None
    case_number: str | None = None
    business_key: str | None = None
    due_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReason:
    """How a due date was reckoned."""

    term: str
    label: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDetails:
    """What only whoever has a task sees of it, beside the form."""

    element_id: str
    house: str
    process_instance_id: str
    root_instance_id: str
    business_key: str | None
    candidate_groups: tuple[str, ...]
    reason: DueReason | None
    follow_up_at: datetime | None
    form_id: str | None
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTask:
    """A task as far as one person sees it; what they do not see is None.

    Args:
        view: how much of it they see.
        holder: who has it and whether it is open, for all who see more than the pool does.
        details: the rest, for who has it.
    """

    id: str
    name: str
    case_number: str | None
    due_at: datetime | None
    priority: int
    revision: int
    view: TaskView
    assignee: str | None
    state: str
    details: TaskDetails | None

    @property
    def key(self) -> Key:
        """Its place in the list."""
        root_id, _, element = self.id.rpartition(".")
        return ((self.due_at or NO_DATE).isoformat(), root_id, int(element))


@dataclass(frozen=True, slots=True)
class TaskList:
    """One page of tasks."""

    results: Sequence[SeenTask]
    count: int


@recorded(Act.SEARCH, "task")
def list_tasks(source: Source, person: Person, filters: TaskFilter, wanted: Wanted) -> TaskList:
    """List the tasks that a person may know of, those due first first."""
    with source.reading(person) as reading:
        connection = reading.connection
        manifests = source.manifests(connection, person.houses)
        query = _visible(person, manifests, filters.state).where(*_narrowed(source, person, filters))
        order = (task.c.listed_at, *_IDENTITY)
        found = fetch(connection, query, order, ByMoment(wanted), shown=Shown(_SHOWN, _IDENTITY))
        reading.names(person, [(row["house"], row["root_id"]) for row in found.rows])
        return TaskList([_seen(source, person, row, manifests) for row in found.rows], found.count)


@recorded(Act.READ, "task", "task_id")
def read_task(source: Source, person: Person, task_id: str) -> SeenTask:
    """Read one task.

    Raises:
        NotFound: there is none that the person may know of.
    """
    with source.reading(person) as reading:
        connection = reading.connection
        row = find_task(source, connection, person, element_address(task_id))
        reading.trail.about(concerned_by_task(source, connection, row))
        return _seen(source, person, row, source.manifests(connection, person.houses))


_Manifests = Mapping[str, Manifest | None]
"""By house: a manifest says which roles assign tasks."""


def _visible(person: Person, manifests: _Manifests, state: str | None = None) -> Select[Any]:
    houses = manifests.items()
    rule = either(*(both(Eq("house", house), visible_tasks(person, manifest)) for house, manifest in houses))
    if any(assigns_tasks(person, manifest) for manifest in manifests.values()):
        return _seen_tasks(rule, None)
    return _seen_tasks(rule, _Reach(person.subject, tuple(sorted(groups(person))), state))


@dataclass(frozen=True, slots=True)
class _Reach:
    """Whose own tasks and pools the rule is put to; of their own, those in one state, or all.

    What somebody has done in years is far more than what they have to do.
    """

    subject: str
    groups: tuple[str, ...]
    state: str | None


@lru_cache(maxsize=RULES_KEPT)
def _seen_tasks(rule: Predicate, reach: _Reach | None) -> Select[Any]:
    """The tasks for which a rule holds: of all, or of those within reach, so that indexes find them."""
    columns = {"house": task.c.house, "state": task.c.state, "assignee": task.c.assignee}
    near = task if reach is None else _within(reach)
    return select(*_IDENTITY).select_from(_joined(near)).where(where(rule, columns, candidates_of_task()))


def _joined(tasks: FromClause) -> FromClause:
    """Tasks with their root and instance.

    Both are always there; as outer joins they cost nothing where a query asks nothing of them.
    """
    of_instance = and_(
        process_instance.c.root_id == task.c.root_id, process_instance.c.instance == task.c.instance
    )
    return tasks.outerjoin(root_instance, root_instance.c.root_id == task.c.root_id).outerjoin(
        process_instance, of_instance
    )


_IDENTITY: Final = (task.c.root_id, task.c.element)
_SHOWN: Final = select(
    task,
    root_instance.c.case_number,
    root_instance.c.case_type,
    root_instance.c.held,
    root_instance.c.process_id.label("root_process_id"),
    root_instance.c.definition_id.label("root_definition_id"),
    process_instance.c.business_key,
).select_from(_joined(task))
"""What is read of tasks that somebody was found to see."""


def _within(reach: _Reach) -> FromClause:
    mine = select(task.c.root_id, task.c.element).where(task.c.assignee == reach.subject)
    if reach.state is not None:
        mine = mine.where(task.c.state == reach.state)
    candidates = select(task_candidate.c.root_id, task_candidate.c.element)
    table = task_candidate.c
    pools = candidates.where(
        table.kind == "group", table.candidate.in_([literal(group) for group in reach.groups])
    )
    named = candidates.where(table.kind == "user", table.candidate == reach.subject)
    near = union(mine, pools, named).subquery()
    return near.join(task, and_(task.c.root_id == near.c.root_id, task.c.element == near.c.element))


def _narrowed(source: Source, person: Person, filters: TaskFilter) -> list[ColumnElement[bool]]:
    """What each filter asks; of what somebody does not see of a task, a filter finds nothing."""
    plain = {
        task.c.state: filters.state,
        task.c.assignee: filters.assignee,
        root_instance.c.case_number: filters.case_number,
    }
    conditions = [column == value for column, value in plain.items() if value is not None]
    if filters.root_instance_id is not None:  # the id of every task begins with it
        conditions.append(task.c.root_id == instance_address(filters.root_instance_id).root_id)
    if filters.due_before is not None:
        conditions.append(task.c.due_at < filters.due_before)
    if filters.business_key is not None:
        conditions.append(_has_business_key(source, person, filters.business_key))
    if filters.candidate_group is not None:
        conditions.append(_has_candidate(person, filters.candidate_group))
    if filters.element_id is not None:
        conditions += [task.c.element_id == filters.element_id, _whole(person)]
    if filters.process_instance_id is not None:
        address = instance_address(filters.process_instance_id)
        conditions += [task.c.root_id == address.root_id, task.c.instance == address.number, _whole(person)]
    return conditions


def _whole(person: Person) -> ColumnElement[bool]:
    columns = {"assignee": task.c.assignee, "case_type": root_instance.c.case_type}
    return where(whole_tasks(person), columns)


def _has_candidate(person: Person, group: str) -> ColumnElement[bool]:
    """Whoever sees a task for a group of theirs knows of that group, and of no other."""
    relation = candidates("group", "group")
    there = (
        select(literal(1))
        .select_from(relation.source)
        .where(relation.on, relation.columns["group"] == group)
        .exists()
    )
    return there if group in groups(person) else and_(there, _whole(person))


def _has_business_key(source: Source, person: Person, key: str) -> ColumnElement[bool]:
    """The business key of a case is its number, which all see; others are found by their hash."""
    table = process_instance.c
    hashes = [source.keys.digest(index_scope(house), "business-key", key) for house in person.houses]
    own = and_(table.business_key_index.in_(hashes), _whole(person))
    return or_(root_instance.c.case_number == key, own)


def find_task(source: Source, connection: Connection, person: Person, address: Address) -> RowMapping:
    """The row of a task with what belongs to it.

    Raises:
        NotFound: there is none that the person may know of.
    """
    this = (task.c.root_id == address.root_id, task.c.element == address.number)
    seen = _visible(person, source.manifests(connection, person.houses)).where(*this)
    query = _SHOWN.where(*this, tuple_(*_IDENTITY).in_(seen))
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound
    return row


def concerned_by_task(source: Source, connection: Connection, row: RowMapping) -> Concerned:
    """What the audit log tells of the instance of a task."""
    return concerned_root(
        connection,
        source.declared.definitions,
        root_id=row["root_id"],
        house=row["house"],
        definition_id=row["root_definition_id"],
        case_type=row["case_type"],
        case_number=row["case_number"],
    )


def reading_facts(row: RowMapping) -> TaskFacts:
    """What decides about reading a task; who may not do it for what they did before, commands decide."""
    return TaskFacts(
        house=row["house"],
        open=row["state"] == OPEN,
        assignee=row["assignee"],
        candidate_groups=frozenset(row["candidate_groups"]),
        candidate_users=frozenset(row["candidate_users"]),
        excluded=frozenset(),
    )


def _seen(source: Source, person: Person, row: RowMapping, manifests: _Manifests) -> SeenTask:
    of_case = row["case_type"] is not None
    seen = view(person, reading_facts(row), manifests.get(row["house"]), of_case=of_case)
    return SeenTask(
        id=str(Address(row["root_id"], row["element"])),
        name=row["name"],
        case_number=row["case_number"],
        due_at=row["due_at"],
        priority=row["priority"],
        revision=row["revision"],
        view=seen,
        assignee=row["assignee"],
        state=row["state"],
        details=_details(source, row) if seen is TaskView.FULL else None,
    )


def _details(source: Source, row: RowMapping) -> TaskDetails:
    root_id, sealed = row["root_id"], row["reason"]
    place = (root_id, row["element"])
    reason = None if sealed is None else decode_object(source.keys.open(sealed, task.c.reason, place))
    return TaskDetails(
        element_id=row["element_id"],
        house=row["house"],
        process_instance_id=str(Address(root_id, row["instance"])),
        root_instance_id=root_id,
        business_key=_business_key(source, row),
        candidate_groups=row["candidate_groups"],
        reason=None if reason is None else DueReason(**{name: str(reason[name]) for name in reason}),
        follow_up_at=row["follow_up_at"],
        form_id=row["form_id"],
        held=row["held"] is not None and not row["continues"],
    )


def _business_key(source: Source, row: RowMapping) -> str | None:
    if row["business_key"] is None:
        return row["case_number"]  # type: ignore[no-any-return]
    place = (row["root_id"], row["instance"])
    return str(decode(source.keys.open(row["business_key"], process_instance.c.business_key, place)))
