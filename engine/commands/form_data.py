"""Data that people send in forms: checked by the form, then merged into the variables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.commands.host import EngineHost
from engine.errors import Conflict, Invalid
from engine.feel import Environment, JsonValue
from engine.model.forms import Form, merge, restrict, validate
from engine.model.nodes import StartEvent
from engine.model.text import Static
from engine.run.host import DeployedProcess

if TYPE_CHECKING:
    from engine.commands.unit import Unit

_POINTER = "/variables"


def checked(
    form: Form,
    sent: Mapping[str, JsonValue],
    variables: Mapping[str, JsonValue],
    environment: Environment,
) -> Mapping[str, JsonValue]:
    """Return the variables that a form changes, whole.

    Args:
        form: the form.
        sent: what came in.
        variables: as they are, as the element sees them.
        environment: time, zone and functions for the form's expressions.

    Raises:
        Invalid: all that is wrong with what was sent.
    """
    shown = restrict(form, variables)
    validated = validate(form, dict(sent), shown, environment, pointer=_POINTER)
    if validated.faults:
        raise Invalid(validated.faults)
    merged = merge(form, validated.data, variables, shown, pointer=_POINTER)
    if merged.faults:
        raise Invalid(merged.faults)
    return merged.variables


def start_variables(
    unit: Unit, house: str, deployed: DeployedProcess, sent: Mapping[str, JsonValue]
) -> Mapping[str, JsonValue]:
    """Return the variables to start with: checked by the form of the none start event, if it has one.

    Raises:
        Invalid: they do not fit the form.
        Conflict: the form is not deployed.
    """
    nodes = deployed.process.scope.nodes.values()
    start = next((node for node in nodes if isinstance(node, StartEvent) and not node.definitions), None)
    if start is None or start.form is None or not isinstance(start.form.id, Static):
        return sent
    host = EngineHost(unit.connection, unit.services.definitions, house, unit.now)
    found = host.form(start.form.id.text, start.form.binding, start.form.version_tag, deployed)
    if found is None:
        raise Conflict("form-missing", f"The start form {start.form.id.text} is not deployed: deploy it.")
    form = unit.services.definitions.form(unit.connection, found)
    return checked(form, sent, {}, host.house_environment())
