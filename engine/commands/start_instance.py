"""Start a process instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.commands.definitions import Found, Kind, latest, of_version
from engine.commands.delivering import perform
from engine.commands.form_data import start_variables
from engine.commands.given import check_given
from engine.commands.houses import house_of
from engine.commands.refusing import stepping
from engine.commands.services import Services
from engine.commands.starting import start_root
from engine.commands.unit import Unit
from engine.errors import Conflict, Fault, Invalid
from engine.feel import JsonValue
from engine.store.audit.recording import recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInstance:
    """What to start.

    Args:
        process_id: of the process.
        version: None for the latest that serves the house.
        house: None for the only house that the person works for.
        business_key: under which others know it.
        unique_business_key: refuse it while another instance of the process has that key.
        variables: of its root scope.
        case: whether the caller means to start a case.
    """

    process_id: str
    version: int | None = None
    house: str | None = None
    business_key: str | None = None
    unique_business_key: bool = False
    variables: Mapping[str, JsonValue]
    case: bool = False


@dataclass(frozen=True, slots=True)
class StartedInstance:
    """The instance that runs now."""

    id: str
    house: str
    case_type: str | None
    case_number: str | None


@recorded(Act.CHANGE, "process-instance")
def start_instance(services: Services, person: Person, new: NewInstance) -> StartedInstance:
    """Start a process by its none start event.

    Raises:
        Invalid: no such process or house, or variables that the start form does not take.
        Forbidden: the person is no integrator, and may fill no field of a case's start form, or asks for a
            unique key without seeing instances by role.
        Conflict: it is documentation, only events start it, or its unique business key is taken.
    """
    check_given(new.variables)

    def work(unit: Unit) -> StartedInstance:
        house = house_of(person, new.house)
        if new.unique_business_key:  # it tells whether there is such an instance
            require(True, permits(person, Operation.READ_INSTANCE, house))
        found = _find(unit, new, house)
        deployed = services.definitions.process(unit.connection, found.id)
        filled = start_variables(unit, house, deployed, new.variables)
        with stepping():
            root = start_root(
                unit,
                house,
                deployed,
                filled.variables,
                origins=filled.origins,
                business_key=new.business_key,
                unique=new.unique_business_key,
            )
        facts = root.facts
        return StartedInstance(facts.root_id, house, facts.case_type, facts.case_number)

    try:
        return perform(services, person, work)
    except IntegrityError as error:
        raise Conflict("duplicate-key", "Another instance has this business key or case number.") from error


def _find(unit: Unit, new: NewInstance, house: str) -> Found:
    if new.version is None:
        found = latest(unit.connection, Kind.PROCESS, new.process_id, house)
    else:
        found = of_version(unit.connection, Kind.PROCESS, new.process_id, house, new.version)
    if found is None or (new.case and found.case_type is None):
        if new.version is not None and latest(unit.connection, Kind.PROCESS, new.process_id, house):
            detail = "There is no such version of this process for this house: leave it out for the latest."
            raise Invalid([Fault("/version", "unknown-version", detail)])
        detail = "There is no such process for this house: deploy it, or name another."
        raise Invalid([Fault("/processId", "unknown-process", detail)])
    if found.standing != "executable":
        raise Conflict("not-executable", "This process is documentation: it cannot be started.")
    return found
