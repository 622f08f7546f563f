"""Errors, escalations and signals on their way to who catches them (BPMN 2.0.2, clauses 10.5.1 and 13.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.feel import JsonValue
from engine.model.events import (
    CancelEvent,
    ErrorEvent,
    EscalationEvent,
    EventDefinition,
    MessageEvent,
    SignalEvent,
)
from engine.run.changes import MessageThrown, SignalThrown
from engine.run.expressions import required_text, text
from engine.run.waiting import SIGNAL, correlation_key

if TYPE_CHECKING:
    from engine.run.boundary import BoundaryEvent
    from engine.run.eventsub import EventSubProcess
    from engine.run.scope import RootInstance, Scope
    from engine.run.token import Token

Payload = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Thrown:
    """An event with everything evaluated that throwing it needs."""

    definition: EventDefinition
    name: str | None
    key: str | None
    payload: Payload


def evaluated(token: Token, definition: EventDefinition, payload: Payload) -> Thrown:
    """Evaluates name, code and key before anything happens.

    :raises Fault: one cannot be evaluated.
    """
    name, key = None, None
    if isinstance(definition, MessageEvent):
        name = required_text(token, definition.name, "message name")
        key = correlation_key(token, definition)
    elif isinstance(definition, SignalEvent):
        name = required_text(token, definition.name, "signal name")
    elif isinstance(definition, ErrorEvent):
        name = text(token, definition.code, "error code")
    elif isinstance(definition, EscalationEvent):
        name = text(token, definition.code, "escalation code")
    return Thrown(definition, name, key, payload)


def throw_implicitly(body: Token, thrown: Thrown) -> None:
    """The event that a multi-instance activity throws: to its own border first."""
    throw(body, thrown, at_own_border=True)


def throw(token: Token, thrown: Thrown, *, at_own_border: bool = False) -> bool:
    """Throws an event of a kind that leaves its scope; answers whether somebody caught it."""
    definition, top = thrown.definition, token.workflow.top
    instance = token.workflow.frame.number
    if isinstance(definition, MessageEvent):
        top.emit(
            MessageThrown(
                instance=instance,
                element=token.id,
                name=thrown.name or "",
                key=thrown.key,
                payload=thrown.payload,
            )
        )
        return True
    if isinstance(definition, SignalEvent):
        name = thrown.name or ""
        top.emit(SignalThrown(instance=instance, element=token.id, name=name, payload=thrown.payload))
        broadcast(top, name, thrown.payload)
        return True
    catcher = find_catcher(token, type(definition), thrown.name, at_own_border=at_own_border)
    if catcher is None:
        return False
    catcher.trigger(thrown.payload)
    return True


def broadcast(top: RootInstance, name: str, payload: Payload) -> int:
    """Gives the signal to every token that waits for it now; answers how many there were."""
    waiting = [
        (token, place)
        for token in (top.waiting[number] for number in sorted(top.waiting))
        for place, sub in enumerate(token.internal_data["subs"])
        if sub is not None and sub[0] == SIGNAL and sub[1] == name
    ]
    for token, place in waiting:
        subs = token.internal_data.get("subs")
        if token.alive and subs is not None and subs[place] is not None:
            token.task_spec.deliver(token, place, payload)
    return len(waiting)


@dataclass(frozen=True, slots=True)
class Catcher:
    """A boundary event on an active host, or an event subprocess of an open scope."""

    node: BoundaryEvent | EventSubProcess
    place: Token | Scope

    def trigger(self, payload: Payload) -> None:
        """Lets it catch."""
        self.node.trigger(self.place, payload)  # type: ignore[arg-type]


def find_catcher(
    token: Token, kind: type[EventDefinition], code: str | None, *, at_own_border: bool = False
) -> Catcher | None:
    """Who catches the event, from the thrower outwards: event subprocesses of a scope, then the border of
    its host.

    :raises Fault: the code of a catch cannot be evaluated.
    """
    if at_own_border:
        found = _at_border(token, kind, code)
        if found is not None:
            return found
    scope = token.workflow
    handled = False
    while True:
        # What an event subprocess throws is not for its siblings, nor for itself.
        if not handled and not scope.interrupted:
            found = _in_scope(scope, kind, code)
            if found is not None:
                return found
        host = scope.host
        if host is None:
            return None
        found = _at_border(host, kind, code)
        if found is not None:
            return found
        handled = host.task_spec.is_event_subprocess
        scope = host.workflow


def _at_border(token: Token, kind: type[EventDefinition], code: str | None) -> Catcher | None:
    body = token.parent if "idx" in token.internal_data else token
    for exact in (True, False):
        for boundary in getattr(token.task_spec, "boundaries", ()):
            if _catches(body, boundary.definition.definitions, kind, code, exact=exact):
                return Catcher(boundary, body)
    return None


def _in_scope(scope: Scope, kind: type[EventDefinition], code: str | None) -> Catcher | None:
    for exact in (True, False):
        for event_subprocess in scope.spec.event_subprocesses:
            if _catches(scope.task_tree, event_subprocess.triggers, kind, code, exact=exact):
                return Catcher(event_subprocess, scope)
    return None


def _catches(
    place: Token,
    events: tuple[EventDefinition, ...],
    kind: type[EventDefinition],
    code: str | None,
    *,
    exact: bool,
) -> bool:
    for event in events:
        if type(event) is not kind:
            continue
        if isinstance(event, CancelEvent):
            return exact
        if isinstance(event, ErrorEvent | EscalationEvent):
            wanted = None if event.code is None else text(place, event.code, "code of a catch")
            if (wanted == code and code is not None) if exact else wanted is None:
                return True
    return False
