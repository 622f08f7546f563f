"""Take a task, give it to somebody, or give it back to its pool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, insert, select, update

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.person import Person
from engine.access.tasks import TaskFacts, claimed_roles, is_human, may_assign, may_claim, may_release
from engine.commands.delivering import perform
from engine.commands.host import EngineHost
from engine.commands.services import Services
from engine.commands.task_access import lock_task, require_other_person, require_task, task_facts
from engine.commands.unit import Unit
from engine.errors import Conflict, Forbidden, PreconditionFailed
from engine.store.addresses import element_address
from engine.store.audit.recording import recorded
from engine.store.partners import Partner, find_partner
from engine.store.tables.cases import participant
from engine.store.tables.instances import root_instance
from engine.store.tables.waits import task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@recorded(Act.CHANGE, "task", "task_id")
def assign_task(
    services: Services, person: Person, task_id: str, assignee: str, *, if_match: int | None = None
) -> int:
    """Take a task or, for who may, give it to somebody; return its new revision.

    Whoever has the task takes part in its case from then on, in the role that the task asked for.

    Raises:
        NotFound: there is no such task for this person.
        Forbidden: they may not take it, or not give it; or the organisation has no ground for the case.
        Conflict: it is over, somebody else has it, or the assignee did what it is to check.
        PreconditionFailed: the task was changed in between.
    """
    address = element_address(task_id)

    def work(unit: Unit) -> int:
        row = lock_task(unit, person, address)
        facts = task_facts(unit, row)
        claims = assignee == person.subject
        manifest = unit.services.definitions.manifest(unit.connection, row.house)
        permitted = may_claim(person, facts) if claims else may_assign(person, facts, manifest)
        require_task(unit, person, facts, permitted)
        unit.concern(row.root_id)
        unit.about(row.root_id)
        _require_revision(row, if_match)
        if row.assignee == assignee:
            return int(row.revision)
        if claims and row.assignee is not None:
            raise Conflict("already-assigned", "Somebody else has taken this task.")
        require_other_person(assignee, facts)
        asked = sorted(_organisations(person, facts, claims=claims))
        # Who supervises from outside the register is of no partner, and needs no ground of one.
        partners = [found for one in asked if (found := find_partner(unit.connection, one)) is not None]
        _require_standing(unit, row, person, partners)
        _set_assignee(unit, row, assignee)
        roles = claimed_roles(person, facts) if claims else _asked_roles(facts)
        _take_part(unit, row, assignee, partners[0].id if claims and partners else None, roles)
        return int(row.revision) + 1

    return perform(services, person, work)


@recorded(Act.CHANGE, "task", "task_id")
def release_task(services: Services, person: Person, task_id: str, *, if_match: int | None = None) -> int:
    """Give a task back to its pool; return its new revision.

    Raises:
        NotFound: there is no such task for this person.
        Forbidden: somebody else has it, and they may not take it from them.
        Conflict: it is over.
        PreconditionFailed: the task was changed in between.
    """
    address = element_address(task_id)

    def work(unit: Unit) -> int:
        row = lock_task(unit, person, address)
        facts = task_facts(unit, row)
        manifest = unit.services.definitions.manifest(unit.connection, row.house)
        require_task(unit, person, facts, may_release(person, facts, manifest))
        unit.concern(row.root_id)
        unit.about(row.root_id)
        _require_revision(row, if_match)
        if row.assignee is None:
            return int(row.revision)
        _set_assignee(unit, row, None)
        return int(row.revision) + 1

    return perform(services, person, work)


def _require_revision(row: Row[Any], if_match: int | None) -> None:
    if if_match is not None and if_match != row.revision:
        raise PreconditionFailed


def _organisations(person: Person, facts: TaskFacts, *, claims: bool) -> set[str]:
    """For which organisations the task is taken: one's own, or those that it is given to by its groups."""
    if claims:
        return {person.organisation}
    return {found for group in facts.candidate_groups if (found := group.partition("@")[2])}


def _require_standing(unit: Unit, row: Row[Any], person: Person, partners: Sequence[Partner]) -> None:
    """Keep out of a case who is no human being, or has no ground to take part in it under its regime.

    Raises:
        Forbidden: a system asks, or the regime takes participants on certain grounds and there is none.
    """
    query = select(root_instance.c.regime).where(
        root_instance.c.root_id == row.root_id, root_instance.c.case_type.is_not(None)
    )
    case = unit.connection.execute(query).first()
    if case is None:
        return
    require(True, is_human(person))
    regime: str | None = case.regime
    if regime is None:
        return
    host = EngineHost(unit.connection, unit.services.definitions, row.house, unit.now, {})
    for partner in partners:
        if (objection := host.objection_to_partner(partner, regime)) is not None:
            raise Forbidden("no-ground", f"This task cannot be taken: {objection}.")


def _asked_roles(facts: TaskFacts) -> frozenset[str]:
    """The role in which somebody takes part who was given the task: the first that it asks for."""
    return frozenset(sorted(group.partition("@")[0] for group in facts.candidate_groups)[:1])


def _set_assignee(unit: Unit, row: Row[Any], assignee: str | None) -> None:
    unit.connection.execute(
        update(task)
        .where(task.c.root_id == row.root_id, task.c.element == row.element)
        .values(assignee=assignee, revision=row.revision + 1)
    )


def _take_part(
    unit: Unit, row: Row[Any], subject: str, organisation: str | None, roles: Iterable[str]
) -> None:
    rows = [
        {
            "id": unit.services.ids.new(),
            "root_id": row.root_id,
            "element": row.element,
            "instance": row.instance,
            "house": row.house,
            "person": subject,
            "organisation": organisation,
            "role": role,
            "reason": None,
            "until_case_end": True,
            "joined_at": unit.now,
            "left_at": None,
        }
        for role in sorted(roles)
    ]
    if rows:
        unit.connection.execute(insert(participant), rows)
