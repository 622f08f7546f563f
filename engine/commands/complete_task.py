"""Complete a user task with what its form was filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.person import Person
from engine.access.tasks import TaskFacts, has_ground, is_human, may_complete
from engine.commands.custody import check_reason
from engine.commands.delivering import perform
from engine.commands.form_data import Filled, checked
from engine.commands.given import check_given
from engine.commands.operations import keep_operation
from engine.commands.refusing import stepping
from engine.commands.revealing import reveals
from engine.commands.services import Services
from engine.commands.task_access import (
    find_task,
    lock_root_of_task,
    require_other_person,
    require_task,
    task_facts,
)
from engine.commands.unit import Unit
from engine.errors import Conflict, PreconditionFailed
from engine.feel import JsonValue
from engine.store.addresses import element_address
from engine.store.audit.recording import recorded
from engine.store.form_access import RootOf, of_task

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance


@dataclass(frozen=True, slots=True)
class CompletedTask:
    """Where the instance stands now.

    Args:
        task_id: the task that was completed.
        root_id: its root instance.
        revision: the revision of the root that the completion made.
        state: state of the root instance.
    """

    task_id: str
    root_id: str
    revision: int
    state: str


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Why a held task is completed all the same.

    Args:
        ground: an exception that the manifest allows for each hold that is in force.
        reason: of the person; it is sealed.
    """

    ground: str
    reason: str


@recorded(Act.CHANGE, "task", "task_id")
def complete_task(
    services: Services,
    person: Person,
    task_id: str,
    variables: Mapping[str, JsonValue],
    *,
    if_match: int | None = None,
    exception: Exceptional | None = None,
) -> CompletedTask:
    """Complete a task.

    Args:
        services: what commands work with.
        person: who has taken the task.
        task_id: its id.
        variables: what the form was filled with; without a form any variables.
        if_match: the revision of the task that the person has seen.
        exception: why it is done although the instance is held; kept with who did it.

    Raises:
        NotFound: there is no such task for this person.
        Forbidden: they have not taken it; or it belongs to a case, and they are no human being or of an
            organisation without a ground today under its regime.
        Conflict: it is over, its instance is suspended or held, or somebody else has to do it.
        Invalid: what the form does not take.
        PreconditionFailed: the task was changed in between.
    """
    address = element_address(task_id)
    check_given(variables)
    if exception is not None:
        check_reason(exception.reason, "/exception/reason")

    def work(unit: Unit) -> CompletedTask:
        root = lock_root_of_task(unit, person, address)
        row = find_task(unit, address)
        facts = task_facts(unit, row)
        require_task(unit, person, facts, may_complete(person, facts))
        require_other_person(person.subject, facts)
        if root.facts.case_type is not None:
            require(True, is_human(person))
            require(True, has_ground(person, facts.house, root.regime))
        if if_match is not None and if_match != row.revision:
            raise PreconditionFailed
        root.require_running()
        if exception is None:
            root.require_going_on(address.number)
        else:
            root.require_exception(exception.ground)
        with stepping():
            filled = _filled(unit, root, row, facts, variables)
            root.instance.complete(address.number, filled.variables, unit.actor, filled.origins)
        root.save()
        if exception is not None:
            _keep_exception(unit, root, row.element_id, exception)
        return CompletedTask(task_id, address.root_id, root.revision, root.instance.state.value)

    return perform(services, person, work)


def _keep_exception(unit: Unit, root: RootInstance, element_id: str, exception: Exceptional) -> None:
    kept = {"elementId": element_id, "ground": exception.ground, "reason": exception.reason}
    keep_operation(unit, root, "complete_held_task", kept)


def _filled(
    unit: Unit, root: RootInstance, row: Row[Any], facts: TaskFacts, variables: Mapping[str, JsonValue]
) -> Filled:
    if row.form_id is None:
        reveals(unit, root.facts, variables)
        return Filled(variables)
    if row.form_definition_id is None:
        raise Conflict("form-missing", "The form of this task is not deployed: it cannot be done yet.")
    assert unit.person is not None, "somebody completes the task"
    form = unit.services.definitions.form(unit.connection, row.form_definition_id)
    known = root.instance.visible_variables(row.element)
    of = RootOf(root.facts.root_id, root.facts.house, root.facts.process_id, root.facts.case_type)
    written_by = root.instance.visible_origins(row.element)
    access = of_task(unit.connection, unit.services.declared, unit.person, facts, of, written_by)
    if unit.trail is not None:
        unit.trail.reveals(access.reveals(variables))
    return checked(form, variables, known, root.host.house_environment(root.regime), access)
