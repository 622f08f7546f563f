"""What a receiver asks of a message: who may send it, and what it must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row

from engine.access.people import groups
from engine.access.person import Person
from engine.commands.definitions import Kind, latest
from engine.commands.host import EngineHost
from engine.commands.starts import EventStart
from engine.errors import Fault, Forbidden, Invalid
from engine.feel import Environment, Expression, FeelError, JsonValue
from engine.model.extensions import Properties
from engine.model.forms.validation import validate
from engine.model.manifest import INTEGRATOR
from engine.model.process import walk

if TYPE_CHECKING:
    from engine.commands.unit import Unit


class NotASender(Forbidden):
    """Whoever receives this message names who may send it, and you are not among them."""

    default_code = "not-a-sender"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published a message: subject, and the organisation, roles and groups that receivers may name."""

    subject: str
    groups: tuple[str, ...]


def publisher(person: Person) -> Publisher:
    """Return a person as receivers of messages know them."""
    return Publisher(person.subject, tuple(sorted({person.organisation, *groups(person)})))


def may_send(sender: Publisher | None, senders: tuple[str, ...] | None) -> bool:
    """Whether a receiver takes a message from a publisher.

    Args:
        sender: None is the engine itself.
        senders: organisations or `role@organisation`; None where the receiver names nobody.
    """
    if sender is None:
        return True
    if senders is None:
        return INTEGRATOR in sender.groups
    return bool(set(senders) & set(sender.groups))


def admit(unit: Unit, waiting: Row[Any], payload: Mapping[str, JsonValue]) -> None:
    """Let a message pass to a subscription that takes it from its publisher.

    Raises:
        Invalid: the payload does not fit the receiver's form.
    """
    if waiting.form_id is not None:
        check_payload(unit, waiting.house, waiting.form_id, payload)


def may_start(unit: Unit, sender: Publisher | None, start: EventStart) -> bool:
    """Whether a start event takes a message from a publisher."""
    properties = _properties(unit, start)
    senders = None
    if properties.sender is not None:
        senders = _senders(properties.sender, Environment(now=unit.now))
    return may_send(sender, senders)


def admit_start(unit: Unit, house: str, start: EventStart, payload: Mapping[str, JsonValue]) -> None:
    """Let a message pass to a start event that takes it from its publisher; see :func:`admit`."""
    properties = _properties(unit, start)
    if properties.form_id is not None:
        check_payload(unit, house, properties.form_id, payload)


def check_payload(unit: Unit, house: str, form_id: str, payload: Mapping[str, JsonValue]) -> None:
    """Check what a message carries against the form of its receiver.

    Raises:
        Invalid: it does not fit; or the form is not deployed.
    """
    found = latest(unit.connection, Kind.FORM, form_id, house)
    if found is None:
        raise Invalid(
            [Fault("/variables", "form-missing", f"The receiver's form {form_id} is not deployed.")]
        )
    form = unit.services.definitions.form(unit.connection, found.id)
    environment = EngineHost(unit.connection, unit.services.definitions, house, unit.now).house_environment()
    checked = validate(form, dict(payload), {}, environment, pointer="/variables")
    if checked.faults:
        raise Invalid(checked.faults)


def _senders(expression: Expression, environment: Environment) -> tuple[str, ...]:
    """Return who may send to a start event; a fault in the model lets nobody in."""
    try:
        value = expression.evaluate({}, environment)
    except FeelError:
        return ()
    found = value if isinstance(value, list) else [value]
    return tuple(item for item in found if isinstance(item, str))


def _properties(unit: Unit, start: EventStart) -> Properties:
    process = unit.services.definitions.process(unit.connection, start.definition_id).process
    return next(node.properties for _, node in walk(process.scope) if node.id == start.element_id)
