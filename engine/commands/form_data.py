"""Data that people send in forms: checked by the form, then merged into the variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.access.decision import require
from engine.access.forms import FormAccess, may_start
from engine.access.operations import Operation, permits
from engine.commands.host import EngineHost
from engine.commands.starting import first_regime
from engine.errors import Conflict, Forbidden, Invalid
from engine.feel import Environment, JsonValue
from engine.model.forms import Form, merge, restrict, validate
from engine.model.nodes import StartEvent
from engine.model.origin import Origins
from engine.model.text import Static
from engine.run.host import DeployedProcess
from engine.store.form_access import of_start

if TYPE_CHECKING:
    from engine.commands.unit import Unit

_POINTER = "/variables"


@dataclass(frozen=True, slots=True)
class Filled:
    """The variables that a form changes, whole, each with who wrote what of it."""

    variables: Mapping[str, JsonValue]
    origins: Mapping[str, Origins] = field(default_factory=dict)


def checked(
    form: Form,
    sent: Mapping[str, JsonValue],
    variables: Mapping[str, JsonValue],
    environment: Environment,
    access: FormAccess,
) -> Filled:
    """Check what a form was filled with, and merge it into the variables.

    Args:
        form: the form.
        sent: what came in.
        variables: as they are, as the element sees them.
        environment: time, zone and functions for the form's expressions.
        access: what of the form is open to who filled it; the rest is as if the form lacked it.

    Raises:
        Invalid: all that is wrong with what was sent.
    """
    shown = restrict(form, access.shown(variables), access.open_to)
    validated = validate(form, dict(sent), shown, environment, open_to=access.open_to, pointer=_POINTER)
    if validated.faults:
        raise Invalid(validated.faults)
    merged = merge(
        form,
        validated.data,
        variables,
        shown,
        pointer=_POINTER,
        writer=access.organisation,
        origins=access.written_by,
    )
    if merged.faults:
        raise Invalid(merged.faults)
    return Filled(merged.variables, merged.origins)


def start_variables(
    unit: Unit, house: str, deployed: DeployedProcess, sent: Mapping[str, JsonValue]
) -> Filled:
    """Return the variables to start with: checked by the form of the none start event, if it has one.

    Whoever may fill a field of the start form of a case may start the case; anything else is an integrator's.

    Raises:
        Invalid: they do not fit the form.
        Forbidden: the person may not start this, or their organisation may take no part in it.
        Conflict: the form is not deployed.
    """
    host = EngineHost(unit.connection, unit.services.definitions, house, unit.now)
    form = _start_form(unit, host, deployed)
    is_case = deployed.process.properties.case_type is not None
    if form is None or not is_case:
        if unit.person is not None:
            require(True, permits(unit.person, Operation.START_INSTANCE, house))
        access = FormAccess(None)
    else:
        declared, process_id = unit.services.declared, deployed.process.id
        access = of_start(unit.connection, declared, unit.person, house, process_id)
        require(True, may_start(form, access))
    if unit.trail is not None:
        unit.trail.reveals(access.reveals(sent))
    if form is None:
        return Filled(sent)
    filled = checked(form, sent, {}, host.house_environment(), access)
    regime = first_regime(deployed, filled.variables, host.house_environment())
    if regime is None:
        return filled
    if is_case and unit.person is not None:
        objection = host.objection_to_participant(unit.person.organisation, regime)
        if objection is not None:
            raise Forbidden("may-not-take-part", f"Your organisation may not start this case: {objection}.")
    # What was filled in decides on the regime, and the regime on which partners may be chosen.
    return checked(form, sent, {}, host.house_environment(regime), access)


def _start_form(unit: Unit, host: EngineHost, deployed: DeployedProcess) -> Form | None:
    nodes = deployed.process.scope.nodes.values()
    start = next((node for node in nodes if isinstance(node, StartEvent) and not node.definitions), None)
    if start is None or start.form is None or not isinstance(start.form.id, Static):
        return None
    found = host.form(start.form.id.text, start.form.binding, start.form.version_tag, deployed)
    if found is None:
        raise Conflict("form-missing", f"The start form {start.form.id.text} is not deployed: deploy it.")
    return unit.services.definitions.form(unit.connection, found)
