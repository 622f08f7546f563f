"""What the database knows about who may see a case: participations, stages reached, who did what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, and_, bindparam, func, or_, select

from engine.access.participation import Participation
from engine.access.person import Person
from engine.access.rows import Predicate
from engine.access.tasks import visible_tasks
from engine.store.predicates import Relation, where
from engine.store.tables.cases import participant
from engine.store.tables.history import element_instance, stage
from engine.store.tables.instances import business_clock, process_instance, root_instance
from engine.store.tables.waits import task, task_candidate

# Conditions of people who were here lately: to build one anew took a quarter of completing a task.
RULES_KEPT: Final = 1024


# The virtual clock where the database has one: asked for only where a participation has an end.
_NOW: Final = func.coalesce(select(business_clock.c.now).scalar_subquery(), func.current_timestamp())


def takes_part(source: FromClause) -> ColumnElement[bool]:
    """The participations that hold now, to the second, whether or not the worker has ended what is over.

    Args:
        source: the table of participants, or an alias of it.
    """
    columns = source.c
    return and_(columns.left_at.is_(None), or_(columns.ends_at.is_(None), columns.ends_at > _NOW))


_PARTICIPATIONS: Final = (
    select(participant.c.person, participant.c.organisation, participant.c.role, root_instance.c.regime)
    .join(root_instance, root_instance.c.root_id == participant.c.root_id)
    .where(participant.c.root_id == bindparam("root"), takes_part(participant))
    .distinct()
)
_STAGES: Final = select(stage.c.stage).where(stage.c.root_id == bindparam("root")).distinct()


def participations(connection: Connection, root_id: str) -> tuple[Participation, ...]:
    """Return who takes part in a case at this moment."""
    return tuple(Participation(*row) for row in connection.execute(_PARTICIPATIONS, {"root": root_id}))


def stages_reached(connection: Connection, root_id: str) -> frozenset[str]:
    """Return the stages that a case is in, has been in, or ended with."""
    return frozenset(connection.scalars(_STAGES, {"root": root_id}))


_COMPLETED: Final = (
    select(
        element_instance.c.element_id,
        element_instance.c.scope,
        element_instance.c.loop_counter,
        element_instance.c.actor,
    )
    .where(
        element_instance.c.root_id == bindparam("root"),
        element_instance.c.instance == bindparam("instance"),
        element_instance.c.element_id.in_(bindparam("ids", expanding=True)),
        element_instance.c.state == "completed",
        element_instance.c.actor.is_not(None),
    )
    .order_by(element_instance.c.ended_at, element_instance.c.element)
)


def performers(
    connection: Connection, root_id: str, instance: int, element_ids: Sequence[str]
) -> frozenset[str]:
    """Return who completed these elements in a process instance, each in its last round.

    A round is one time that the flow came to the element: of a multi-instance activity or a loop, all of it.
    Who did an earlier round may check the next one: otherwise after some rounds nobody would be left.
    """
    if not element_ids:
        return frozenset()
    asked = {"root": root_id, "instance": instance, "ids": list(element_ids)}
    done = [
        (row.element_id, _round(number, row.loop_counter, row.scope), row.actor)
        for number, row in enumerate(connection.execute(_COMPLETED, asked))
    ]
    last = {element_id: its_round for element_id, its_round, _ in done}
    return frozenset(actor for element_id, its_round, actor in done if its_round == last[element_id])


def _round(number: int, loop_counter: int | None, scope: int) -> tuple[str, int]:
    return ("once", number) if loop_counter is None else ("in scope", scope)


@lru_cache(maxsize=RULES_KEPT)
def seen_roots(rule: Predicate) -> ColumnElement[bool]:
    """The rows of `root_instance` for which a rule about house and participations holds."""
    relations = {"participations": participations_of(root_instance.c.root_id)}
    return where(rule, {"house": root_instance.c.house}, relations)


@lru_cache(maxsize=RULES_KEPT)
def root_of_known_instance(rule: Predicate) -> ColumnElement[bool]:
    """Whether a rule holds for the instance of `root_instance` whose number the parameter `number` gives.

    Args:
        rule: as :func:`engine.access.instances.known_instances` makes it.
    """
    place = process_instance.c
    columns = {"house": place.house, "case_type": root_instance.c.case_type, "instance": place.instance}
    relations = {
        "participations": participations_of(place.root_id),
        "through": participations_through(process_instance),
    }
    here = (place.root_id == root_instance.c.root_id, place.instance == bindparam("number"))
    return select(place.instance).where(*here, where(rule, columns, relations)).exists()


@lru_cache(maxsize=RULES_KEPT)
def tasks_within_reach(person: Person) -> ColumnElement[bool]:
    """The rows of `task` that somebody has or may take."""
    return _seen_tasks(visible_tasks(person, None))


@lru_cache(maxsize=RULES_KEPT)
def root_of_task_within_reach(person: Person) -> ColumnElement[bool]:
    """Whether somebody has or may take the task whose place the parameters `root` and `number` give."""
    return _seen_task(visible_tasks(person, None))


@lru_cache(maxsize=RULES_KEPT)
def _seen_tasks(rule: Predicate) -> ColumnElement[bool]:
    columns = {"house": task.c.house, "state": task.c.state, "assignee": task.c.assignee}
    return where(rule, columns, candidates_of_task())


@lru_cache(maxsize=RULES_KEPT)
def _seen_task(rule: Predicate) -> ColumnElement[bool]:
    place = (task.c.root_id == bindparam("root"), task.c.element == bindparam("number"))
    return select(task.c.root_id).where(*place, _seen_tasks(rule)).exists()


def candidates_of_task() -> Mapping[str, Relation]:
    """The relations of the rows of `task` that say who may take them."""
    return {
        "candidate_groups": candidates("group", "group"),
        "candidate_users": candidates("user", "person"),
    }


def candidates(kind: str, column: str) -> Relation:
    """The relation of the rows of `task` to their candidates of a kind, under a name for predicates."""
    table = task_candidate.alias()
    own = and_(table.c.root_id == task.c.root_id, table.c.element == task.c.element, table.c.kind == kind)
    return Relation(table, own, {column: table.c.candidate})


def participations_through(instance: FromClause) -> Relation:
    """Return the relation `through` of rows of `process_instance`: who takes part by it or by what it called.

    Args:
        instance: the table, or an alias of it.
    """
    table, called = participant.alias(), process_instance.alias()
    place = (instance.c.root_id, instance.c.instance)
    inside = (
        select(called.c.instance)
        .where(called.c.root_id == place[0], called.c.parent_instance == place[1])
        .correlate_except(called)
    )
    began = or_(table.c.instance == place[1], table.c.instance.in_(inside))
    on = and_(table.c.root_id == place[0], takes_part(table), began)
    return Relation(table, on, _of_participation(table))


def participations_of(root_id: ColumnElement[str], source: FromClause = participant) -> Relation:
    """Return the relation `participations` of the rows that have this root id.

    Args:
        root_id: the column of the query.
        source: the table of participants, or an alias of it.
    """
    on = and_(source.c.root_id == root_id, takes_part(source))
    return Relation(source, on, _of_participation(source))


def _of_participation(source: FromClause) -> Mapping[str, ColumnElement[Any]]:
    """The columns of a participation by the names that predicates use."""
    root = root_instance.alias()
    regime = select(root.c.regime).where(root.c.root_id == source.c.root_id).correlate(source)
    own = {name: source.c[name] for name in ("person", "organisation", "role", "house")}
    return {**own, "regime": regime.scalar_subquery()}
