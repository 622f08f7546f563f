"""What operators and integrators do to an instance: cancel, suspend, resume, write variables, resolve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.instances import ROOT
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.commands.delivering import perform
from engine.commands.given import check_given
from engine.commands.instance_access import lock_instance
from engine.commands.refusing import stepping
from engine.commands.revealing import reveals
from engine.commands.services import Services
from engine.commands.unit import Unit
from engine.errors import Conflict, NotFound, PreconditionFailed
from engine.feel import JsonValue
from engine.store.addresses import Address, element_address, instance_address
from engine.store.audit.recording import recorded
from engine.store.tables.history import operation
from engine.store.values import encode

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance


@dataclass(frozen=True, slots=True)
class OperatedInstance:
    """Where the instance stands now."""

    id: str
    revision: int
    state: str
    suspended: bool


@recorded(Act.CHANGE, "process-instance", "instance_id")
def cancel_instance(
    services: Services, person: Person, instance_id: str, *, reason: str | None = None
) -> OperatedInstance:
    """Cancel a process instance and all that it called.

    Raises:
        NotFound: there is no such instance for this person.
        Conflict: it has ended.
    """
    address = instance_address(instance_id)

    def cancel(root: RootInstance) -> None:
        _require_active(root)
        root.instance.cancel(address.number)

    return _operate(services, person, address, Operation.CANCEL_INSTANCE, cancel, _reason(reason))


@recorded(Act.CHANGE, "process-instance", "instance_id")
def suspend_instance(
    services: Services, person: Person, instance_id: str, *, reason: str | None = None
) -> OperatedInstance:
    """Stop a root instance: people, timers, jobs and messages wait until it is resumed.

    Raises:
        NotFound: there is no such instance for this person.
        Conflict: it has ended, or it is no root.
    """
    address = instance_address(instance_id)

    def suspend(root: RootInstance) -> None:
        _require_root(address)
        _require_active(root)
        root.suspended_at = root.suspended_at or root.now

    return _operate(services, person, address, Operation.SUSPEND_INSTANCE, suspend, _reason(reason))


@recorded(Act.CHANGE, "process-instance", "instance_id")
def resume_instance(services: Services, person: Person, instance_id: str) -> OperatedInstance:
    """Let a suspended instance go on.

    Raises:
        NotFound: there is no such instance for this person.
        Conflict: it has ended, or it is no root.
    """
    address = instance_address(instance_id)

    def resume(root: RootInstance) -> None:
        _require_root(address)
        _require_active(root)
        root.suspended_at = None

    return _operate(services, person, address, Operation.SUSPEND_INSTANCE, resume, None)


@recorded(Act.CHANGE, "variables", "instance_id")
def write_variables(
    services: Services,
    person: Person,
    instance_id: str,
    variables: Mapping[str, JsonValue],
    *,
    scope_id: str | None = None,
    if_match: int | None = None,
) -> OperatedInstance:
    """Write variables into a scope: those named change whole, the others stay.

    Args:
        services: what commands work with.
        person: an integrator.
        instance_id: the process instance.
        variables: by name.
        scope_id: an element instance within it; None for the instance's own scope.
        if_match: the revision of the root that the person has seen.

    Raises:
        NotFound: there is no such instance or scope for this person.
        Conflict: it has ended or is suspended.
        PreconditionFailed: it was changed in between.
    """
    address = instance_address(instance_id)
    scope = address if scope_id is None else instance_address(scope_id)
    if scope.root_id != address.root_id:
        raise NotFound
    check_given(variables, "")

    def write(root: RootInstance) -> None:
        root.require_running()
        if if_match is not None and if_match != root.revision - 1:
            raise PreconditionFailed
        root.instance.write_variables(scope.number, variables)

    return _operate(services, person, address, Operation.WRITE_VARIABLES, write, None, variables)


@recorded(Act.CHANGE, "incident", "incident_id")
def resolve_incident(services: Services, person: Person, incident_id: str) -> OperatedInstance:
    """Repeat the element that has an incident.

    Raises:
        NotFound: there is no such instance for this person.
        Conflict: the element has no incident, or the instance is suspended.
    """
    address = element_address(incident_id)

    def resolve(root: RootInstance) -> None:
        root.require_running()
        root.require_going_on(address.number)
        root.instance.resolve_incident(address.number)

    return _operate(services, person, address, Operation.RESOLVE_INCIDENT, resolve, None)


def _operate(
    services: Services,
    person: Person,
    address: Address,
    kind: Operation,
    change: Callable[[RootInstance], None],
    detail: Mapping[str, JsonValue] | None,
    given: Mapping[str, JsonValue] | None = None,
) -> OperatedInstance:
    def work(unit: Unit) -> OperatedInstance:
        known = Address(address.root_id, ROOT) if kind is Operation.RESOLVE_INCIDENT else address
        root = lock_instance(unit, person, known)
        require(True, permits(person, kind, root.facts.house))
        reveals(unit, root.facts, given or {})
        with stepping():
            change(root)
        root.save()
        keep_operation(unit, root, kind.name.lower(), detail)
        state = root.instance.state.value
        return OperatedInstance(str(address), root.revision, state, root.suspended_at is not None)

    return perform(services, person, work)


def keep_operation(unit: Unit, root: RootInstance, kind: str, detail: Mapping[str, JsonValue] | None) -> None:
    """Keep who did what, and why."""
    actor = unit.actor
    assert actor is not None, "somebody operates"
    place = (root.facts.root_id, root.revision)
    key = unit.services.keys.key(root.facts.key_scope)
    unit.connection.execute(
        insert(operation),
        {
            "root_id": root.facts.root_id,
            "revision": root.revision,
            "house": root.facts.house,
            "kind": kind,
            "person": actor.person,
            "organisation": actor.organisation,
            "at": unit.now,
            "detail": None if detail is None else key.seal(encode(detail), operation.c.detail, place),
        },
    )


def _reason(reason: str | None) -> Mapping[str, JsonValue] | None:
    return None if reason is None else {"reason": reason}


def _require_active(root: RootInstance) -> None:
    if root.ended:
        raise Conflict("instance-ended", "The process instance has ended.")


def _require_root(address: Address) -> None:
    if address.number != ROOT:
        raise Conflict("not-a-root", "A called process goes with its root instance: suspend that one.")
