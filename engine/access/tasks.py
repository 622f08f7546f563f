"""Who sees a task, who may take it and who may complete it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from engine.access.decision import OTHER_HOUSE, Decision, allow, deny
from engine.access.people import groups, in_house
from engine.access.person import Person
from engine.access.rows import ALWAYS, NEVER, Eq, Exists, In, IsNull, Predicate, both, either
from engine.model.manifest import Manifest

OPEN = "open"
"""State of a task that waits for somebody."""


class TaskView(Enum):
    """How much of a task somebody sees.

    A pool shows its members a task by name, case number, due date and priority; the overview adds who has it.
    """

    HIDDEN = "hidden"
    POOL = "pool"
    OVERVIEW = "overview"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """What decides about one task.

    Args:
        house: house of its instance.
        open: whether it still waits for somebody.
        assignee: subject of who has taken it.
        candidate_groups: groups (`role` or `role@organisation`) that may take it.
        candidate_users: subjects that may take it.
        excluded: subjects that completed an element from whose people this task's must differ.
    """

    house: str
    open: bool
    assignee: str | None
    candidate_groups: frozenset[str]
    candidate_users: frozenset[str]
    excluded: frozenset[str]


def visible_tasks(person: Person, manifest: Manifest | None) -> Predicate:
    """The tasks that a person may know of: theirs, those they may take, by role all of their houses.

    Taking part in a case shows nobody the tasks of others in it. Columns `house`, `state`, `assignee`;
    relations `candidate_groups` (column `group`) and `candidate_users` (column `person`).
    """
    candidate = either(
        Exists("candidate_users", Eq("person", person.subject)),
        Exists("candidate_groups", In("group", groups(person))),
    )
    return both(
        in_house(person),
        either(
            Eq("assignee", person.subject),
            both(Eq("state", OPEN), candidate),
            ALWAYS if assigns_tasks(person, manifest) else NEVER,
        ),
    )


def whole_tasks(person: Person) -> Predicate:
    """Of the tasks that a person may know of, those of which they see all: theirs, and all outside cases.

    Columns `assignee` and `case_type`.
    """
    return either(Eq("assignee", person.subject), IsNull("case_type"))


def assigns_tasks(person: Person, manifest: Manifest | None) -> bool:
    """Tell whether a person may give tasks of a house to somebody, by a role of theirs."""
    if manifest is None:
        return False
    return any(role in manifest.roles and manifest.roles[role].assigns_tasks for role in person.roles)


def view(person: Person, task: TaskFacts, manifest: Manifest | None, *, of_case: bool = True) -> TaskView:
    """How much of a task a person sees; hidden for exactly the rows that :func:`visible_tasks` leaves out.

    Args:
        person: who looks.
        task: what decides about it.
        manifest: of its house.
        of_case: whether it belongs to a case; a task outside any case is about nobody, and shown whole.
    """
    if task.house not in person.houses:
        return TaskView.HIDDEN
    if task.assignee == person.subject:
        return TaskView.FULL
    if assigns_tasks(person, manifest):
        return TaskView.OVERVIEW if of_case else TaskView.FULL
    if not (task.open and _is_candidate(person, task)):
        return TaskView.HIDDEN
    if not of_case:
        return TaskView.FULL
    return TaskView.POOL if task.assignee is None else TaskView.OVERVIEW


def may_claim(person: Person, task: TaskFacts) -> Decision:
    """Whether a person may take a task that nobody has."""
    if not _is_candidate(person, task) and task.assignee != person.subject:
        return deny(
            "not-a-candidate", "This task is meant for others: neither you nor a role of yours may take it."
        )
    return allow("candidate")


def may_assign(person: Person, task: TaskFacts, manifest: Manifest | None) -> Decision:
    """Whether a person may give a task to somebody else, or take it from them."""
    if task.house not in person.houses:
        return OTHER_HOUSE
    if not assigns_tasks(person, manifest):
        return deny("role-needed", "Only roles that assign tasks can give a task to somebody else.")
    return allow("assigns-tasks")


def may_release(person: Person, task: TaskFacts, manifest: Manifest | None) -> Decision:
    """Whether a person may give a task back to its pool."""
    if task.assignee == person.subject:
        return allow("assignee")
    return may_assign(person, task, manifest)


def may_complete(person: Person, task: TaskFacts) -> Decision:
    """Whether a person may read the form of a task and complete it: only who has taken it."""
    if task.assignee != person.subject:
        return deny("not-assignee", "Only who has taken the task can do this: take it first.")
    return allow("assignee")


def is_human(person: Person) -> Decision:
    """Whether somebody may do a task of a case: people decide about people (GDPR, article 22)."""
    if person.machine:
        return deny("human-needed", "A human being does the tasks of a case: a system may not.")
    return allow("human")


def has_ground(person: Person, house: str, regime: str | None) -> Decision:
    """Whether the register lets somebody's organisation take part in a case under its legal regime today."""
    if not person.has_ground(house, regime):
        return deny(
            "no-ground", f"Your organisation has no ground today to take part in a case under {regime}."
        )
    return allow("ground")


def must_differ(subject: str, task: TaskFacts) -> bool:
    """Tell whether this very person may not do the task, because they did what somebody else has to check."""
    return subject in task.excluded


def claimed_roles(person: Person, task: TaskFacts) -> frozenset[str]:
    """The roles in which claiming a task makes somebody take part in its case."""
    mine = groups(person) & task.candidate_groups
    return frozenset(group.partition("@")[0] for group in mine)


def _is_candidate(person: Person, task: TaskFacts) -> bool:
    if task.house not in person.houses:
        return False
    return person.subject in task.candidate_users or bool(groups(person) & task.candidate_groups)
