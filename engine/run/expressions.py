"""FEEL as the elements of a running instance use it; every failure is a :class:`Fault` that names the
place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.feel import (
    Environment,
    Expression,
    FeelError,
    HostFunction,
    JsonValue,
    Value,
    from_datetime,
    to_json,
)
from engine.model.extensions import Properties
from engine.model.text import Static, Text
from engine.run.faults import Fault, Missing
from engine.run.variables import Level, Names, levels

if TYPE_CHECKING:
    from engine.run.host import Actor
    from engine.run.scope import ProcessFrame, Scope
    from engine.run.token import Token

LONGEST_NAME: Final = 200
"""Characters of a name that an expression makes: lists of work are kept and found by such names."""


def evaluate(
    token: Token,
    expression: Expression,
    what: str,
    *,
    outer: bool = False,
    extra: Sequence[Level] = (),
    properties: Properties | None = None,
) -> Value:
    """The value of the expression as the element sees it.

    :param what: the place, for the message: ``condition of flow toPay``.
    :param outer: whether the element's own variables are out of sight.
    :param extra: levels that come before all others.
    :raises Fault: the expression needs more than its limits allow.
    """
    scope = token.workflow
    seen = levels(token, outer=outer)
    names = Names([*extra, *seen] if extra else seen, scope, process_context)
    try:
        return expression.evaluate(names, environment(scope, properties))
    except FeelError as error:
        detail = f"the {what} at {token.task_spec.name} cannot be evaluated"
        raise Fault("expression", detail, str(error)) from error


def environment(scope: Scope, properties: Properties | None = None) -> Environment:
    """Time, zone and functions for expressions of the process that the scope is in."""
    frame = scope.frame
    own = frame.deployed.process.properties
    wanted = properties or own
    if frame.command != scope.top.command:
        frame.command = scope.top.command
        frame.environments = {}
    key = (wanted.calendar or own.calendar, wanted.time_zone or own.time_zone)
    found = frame.environments.get(key)
    if found is None:
        found = scope.top.outside.environment(frame.facts, frame.deployed.process.id, *key)
        functions = {**found.functions, "completedBy": _completed_by(frame)}
        found = frame.environments[key] = dataclasses.replace(found, functions=functions)
    return found


def _completed_by(frame: ProcessFrame) -> HostFunction:
    def completed_by(element_id: Value) -> Value:
        actor = frame.performers.get(element_id) if isinstance(element_id, str) else None
        return actor_context(actor)

    return HostFunction("completedBy", ("elementId",), completed_by)


def actor_context(actor: Actor | None) -> Value:
    """Person and organisation as FEEL sees them."""
    return None if actor is None else {"person": actor.person, "organisation": actor.organisation}


def process_context(scope: Scope) -> Value:
    """What expressions see as `process`."""
    frame = scope.frame
    facts, deployed = frame.facts, frame.deployed
    host = scope.top.tokens.get(frame.number)
    root_id = scope.top.frame.facts.instance_id
    return {
        "instanceId": root_id if host is None else f"{root_id}.{frame.number}",
        "processId": deployed.process.id,
        "version": deployed.version,
        "businessKey": facts.business_key,
        "caseNumber": facts.case_number,
        "house": facts.house,
        "regime": facts.regime,
        "startedAt": from_datetime(facts.started_at),
        "initiator": actor_context(facts.initiator),
        "parent": None if host is None else process_context(host.workflow),
    }


def stored(value: Value, what: str) -> JsonValue:
    """The value as variables hold it.

    :raises Fault: it has no JSON form: a function or a range.
    """
    if value is None or isinstance(value, str | bool | int | Decimal):
        return value
    try:
        return to_json(value)
    except (TypeError, ValueError, FeelError) as error:
        raise Fault("value", f"the {what} cannot be stored as a variable", str(error)) from error


def condition(
    token: Token, expression: Expression, what: str, *, outer: bool = False, extra: Sequence[Level] = ()
) -> bool:
    """The condition's truth; null and other types are no answer.

    :raises Fault: it is not boolean.
    """
    value = evaluate(token, expression, what, outer=outer, extra=extra)
    if not isinstance(value, bool):
        kind = "null" if value is None else "not boolean"
        raise Fault("condition", f"the {what} at {token.task_spec.name} is {kind}; it must be true or false")
    return value


def text(token: Token, source: Text | None, what: str) -> str | None:
    """Static text, or what its FEEL gives: a string, or None for null.

    :raises Fault: another type.
    """
    if source is None or isinstance(source, Static):
        return None if source is None else source.text
    value = evaluate(token, source, what)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = format(value, "f") if isinstance(value, Decimal) else str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Fault("expression", f"the {what} at {token.task_spec.name} must be a string")
    return _short(token, value, what)


def _short(token: Token, value: str, what: str) -> str:
    if len(value) > LONGEST_NAME:
        detail = f"the {what} at {token.task_spec.name} is longer than {LONGEST_NAME} characters"
        raise Fault("expression", detail)
    return value


@contextmanager
def referring(token: Token, source: Text, what: str) -> Iterator[None]:
    """Keep what an expression named out of the incident about what is not deployed: it is a value."""
    try:
        yield
    except Missing as fault:
        if isinstance(source, Static):
            raise
        place = token.task_spec.name
        detail = f"the {what} at {place} that its expression names is not deployed or cannot be started"
        raise Fault(fault.kind, detail, fault.detail) from fault


def required_text(token: Token, source: Text | None, what: str) -> str:
    """As :func:`text`, but something must come of it.

    :raises Fault: nothing does.
    """
    found = text(token, source, what)
    if not found:
        raise Fault("expression", f"the {what} at {token.task_spec.name} is null or empty")
    return found


def whole_number(token: Token, source: Text | None, what: str, default: int) -> int:
    """A whole number, static or by FEEL; `default` for nothing.

    :raises Fault: it is none.
    """
    value: Value = source.text if isinstance(source, Static) else None
    if source is not None and not isinstance(source, Static):
        value = evaluate(token, source, what)
    if value is None:
        return default
    try:
        if (
            isinstance(value, str | int | Decimal)
            and not isinstance(value, bool)
            and int(value) == Decimal(value)
        ):
            return int(value)
    except (ArithmeticError, ValueError):
        pass
    raise Fault("expression", f"the {what} at {token.task_spec.name} must be a whole number")


def names_list(token: Token, source: tuple[str, ...] | Expression | None, what: str) -> tuple[str, ...]:
    """A list of names: as written, or a FEEL list of strings (one string counts as a list of one).

    :raises Fault: something else.
    """
    if source is None or isinstance(source, tuple):
        return source or ()
    value = evaluate(token, source, what)
    items = value if isinstance(value, list) else [] if value is None else [value]
    if all(isinstance(item, str) for item in items):
        return tuple(_short(token, str(item), what) for item in items)
    raise Fault("expression", f"the {what} at {token.task_spec.name} must be a list of strings")
