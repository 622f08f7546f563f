"""Work that people choose: activities of an ad-hoc subprocess (BPMN 2.0.2, clause 10.3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.access.acts import Act
from engine.access.choosing import chooses_by_role, may_choose
from engine.access.decision import require
from engine.access.participation import roles_in_case
from engine.access.person import Person
from engine.commands.delivering import perform
from engine.commands.given import check_given
from engine.commands.instance_access import lock_instance
from engine.commands.refusing import stepping
from engine.commands.revealing import reveals
from engine.commands.services import Services
from engine.commands.unit import Unit
from engine.errors import Fault, Invalid
from engine.feel import JsonValue
from engine.store.addresses import Address, element_address, instance_address
from engine.store.audit.recording import recorded
from engine.store.standings import participations

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance


@dataclass(frozen=True, slots=True)
class Chosen:
    """An activity to start, with variables of its own."""

    element_id: str
    variables: Mapping[str, JsonValue]


@recorded(Act.CHANGE, "process-instance", "instance_id")
def choose_activities(
    services: Services,
    person: Person,
    instance_id: str,
    element_instance_id: str,
    activities: Sequence[Chosen],
    *,
    complete: bool = False,
) -> int:
    """Start activities of an ad-hoc subprocess, or complete it; return the revision of the root.

    Args:
        services: what commands work with.
        person: who takes part in a role that the subprocess names, or an integrator.
        instance_id: the process instance.
        element_instance_id: the ad-hoc subprocess in it.
        activities: what to start.
        complete: no more is to come.

    Raises:
        NotFound: there is no such instance for this person.
        Forbidden: they may not choose there, whether it is there or not.
        Invalid: the subprocess belongs to another root instance.
        Conflict: it is over or held, has no such activity, or takes one at a time.
    """
    address, element = instance_address(instance_id), element_address(element_instance_id)
    if element.root_id != address.root_id:
        detail = "This element instance is not of this process instance."
        raise Invalid([Fault("/elementInstanceId", "other-instance", detail)])
    for number, chosen in enumerate(activities):
        check_given(chosen.variables, f"/activate/{number}/variables")

    def work(unit: Unit) -> int:
        root = lock_instance(unit, person, address)
        _require_chooser(unit, person, root, address, element)
        root.require_running()
        root.require_going_on(element.number)
        with stepping():
            for chosen in activities:
                reveals(unit, root.facts, chosen.variables)
            wanted = [(chosen.element_id, chosen.variables) for chosen in activities]
            root.instance.choose(element.number, wanted, complete, address.number)
        root.save()
        return root.revision

    return perform(services, person, work)


def _require_chooser(
    unit: Unit, person: Person, root: RootInstance, address: Address, element: Address
) -> None:
    if chooses_by_role(person, root.facts.house):
        return
    roles = roles_in_case(person, root.facts.house, participations(unit.connection, root.facts.root_id))
    require(True, may_choose(roles, root.instance.chosen_by(element.number, address.number)))
