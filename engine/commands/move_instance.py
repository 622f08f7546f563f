"""Move a running instance by hand: activate and terminate elements, or take it to another version."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.commands.definitions import Kind, of_version
from engine.commands.delivering import perform
from engine.commands.given import check_given
from engine.commands.instance_access import lock_instance
from engine.commands.operations import keep_operation
from engine.commands.refusing import stepping
from engine.commands.revealing import reveals
from engine.commands.services import Services
from engine.commands.unit import Unit
from engine.errors import Conflict, Fault, Invalid, NotFound
from engine.feel import JsonValue
from engine.run.host import DeployedProcess
from engine.run.modification import Activation
from engine.store.addresses import Address, element_address, instance_address
from engine.store.audit.recording import recorded
from engine.store.tables.instances import process_instance

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance


@dataclass(frozen=True, slots=True)
class MovedElement:
    """An active element that a move started, ended or renamed; `was` is its element id before."""

    id: str
    element_id: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The difference that a move makes, or would make."""

    revision: int
    started: tuple[MovedElement, ...]
    ended: tuple[MovedElement, ...]
    renamed: tuple[MovedElement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Modification:
    """What to activate and to terminate, and why."""

    activate: Sequence[tuple[str, Mapping[str, JsonValue]]] = ()
    terminate: Sequence[str] = ()
    reason: str
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """To which version, with which elements under another id, and why."""

    target_version: int
    mapping: Mapping[str, str]
    reason: str
    dry_run: bool = False


@recorded(Act.CHANGE, "process-instance", "instance_id")
def modify_instance(
    services: Services, person: Person, instance_id: str, modification: Modification
) -> Moved:
    """Activate elements of a process instance and terminate active ones.

    Args:
        services: what commands work with.
        person: an operator of the house.
        instance_id: the process instance.
        modification: what to do; a dry run changes nothing and answers the same.

    Raises:
        NotFound: there is no such instance for this person.
        Invalid: an element to terminate is of another instance.
        Conflict: it has ended, or cannot be moved so.
    """
    address = instance_address(instance_id)
    for number, (_, variables) in enumerate(modification.activate):
        check_given(variables, f"/activate/{number}/variables")
    ended = [_of_root(address, text, number) for number, text in enumerate(modification.terminate)]

    def move(unit: Unit, root: RootInstance) -> None:
        activations = [Activation(element, variables) for element, variables in modification.activate]
        root.instance.modify(activations, ended, address.number)

    given = [variables for _, variables in modification.activate]
    asked = _Asked(address, Operation.MODIFY_INSTANCE, modification.reason, modification.dry_run, given)
    return _move(services, person, asked, move)


@recorded(Act.CHANGE, "process-instance", "instance_id")
def migrate_instance(services: Services, person: Person, instance_id: str, migration: Migration) -> Moved:
    """Take a process instance to another version of its process.

    Args:
        services: what commands work with.
        person: an operator of the house.
        instance_id: the process instance.
        migration: what to do; a dry run changes nothing and answers the same.

    Raises:
        NotFound: there is no such instance for this person.
        Invalid: there is no such version.
        Conflict: it has ended, or an active element has no counterpart.
    """
    address = instance_address(instance_id)

    def move(unit: Unit, root: RootInstance) -> None:
        target = _target(unit, root, address, migration.target_version)
        root.instance.migrate(target, migration.mapping, address.number)

    asked = _Asked(address, Operation.MIGRATE_INSTANCE, migration.reason, migration.dry_run)
    return _move(services, person, asked, move)


@dataclass(frozen=True, slots=True)
class _Asked:
    address: Address
    operation: Operation
    reason: str
    dry_run: bool
    variables: Sequence[Mapping[str, JsonValue]] = ()


def _move(
    services: Services, person: Person, asked: _Asked, move: Callable[[Unit, RootInstance], None]
) -> Moved:
    def work(unit: Unit) -> Moved:
        root = lock_instance(unit, person, asked.address)
        require(True, permits(person, asked.operation, root.facts.house))
        if root.ended:
            raise Conflict("instance-ended", "The process instance has ended.")
        before = _active(root)
        if asked.dry_run and unit.trail is not None:
            unit.trail.only_reads()
        for given in () if asked.dry_run else asked.variables:
            reveals(unit, root.facts, given)
        with stepping():
            move(unit, root)
        moved = _difference(root, before)
        if not asked.dry_run:
            root.save()
            keep_operation(unit, root, asked.operation.name.lower(), _detail(asked.reason, moved))
        return moved

    return perform(services, person, work)


def _of_root(address: Address, text: str, number: int) -> int:
    element = element_address(text)
    if element.root_id != address.root_id:
        detail = "This element instance is not of this process instance."
        raise Invalid([Fault(f"/terminate/{number}", "other-instance", detail)])
    return element.number


def _target(unit: Unit, root: RootInstance, address: Address, version: int) -> DeployedProcess:
    query = select(process_instance.c.process_id).where(
        process_instance.c.root_id == address.root_id, process_instance.c.instance == address.number
    )
    process_id = unit.connection.scalar(query)
    if process_id is None:
        raise NotFound
    found = of_version(unit.connection, Kind.PROCESS, process_id, root.facts.house, version)
    if found is None or found.standing != "executable":
        detail = f"There is no executable version {version} of this process for the house."
        raise Invalid([Fault("/targetVersion", "unknown-version", detail)])
    return root.host.definition(found.id)


def _active(root: RootInstance) -> dict[int, str]:
    if root.ended:
        return {}
    return {element.number: element.element_id for element in root.instance.elements()}


def _difference(root: RootInstance, before: Mapping[int, str]) -> Moved:
    after, root_id = _active(root), root.facts.root_id

    def named(number: int, element_id: str, was: str | None = None) -> MovedElement:
        return MovedElement(str(Address(root_id, number)), element_id, was)

    return Moved(
        revision=root.revision,
        started=tuple(named(n, after[n]) for n in sorted(after) if n not in before),
        ended=tuple(named(n, before[n]) for n in sorted(before) if n not in after),
        renamed=tuple(
            named(n, after[n], before[n]) for n in sorted(after) if n in before and before[n] != after[n]
        ),
    )


def _detail(reason: str, moved: Moved) -> Mapping[str, JsonValue]:
    def written(elements: Sequence[MovedElement]) -> JsonValue:
        return [{"id": item.id, "elementId": item.element_id, "was": item.was} for item in elements]

    return {
        "reason": reason,
        "started": written(moved.started),
        "ended": written(moved.ended),
        "renamed": written(moved.renamed),
    }
