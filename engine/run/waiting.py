"""Waiting for events: subscriptions, timers and conditions of a token (BPMN 2.0.2, clause 10.5.5).

The `subs` of a token stand beside the alternatives of its node, in order: what the token waits for there,
or None
where there is nothing to wait for (any more).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from engine.calendar import CalendarError, CatchUp, Progress, parse_cycle
from engine.feel import JsonValue
from engine.model.events import (
    ConditionalEvent,
    EventDefinition,
    MessageEvent,
    SignalEvent,
    TimerEvent,
    TimerKind,
)
from engine.model.nodes import FlowNode
from engine.model.text import Static
from engine.run.changes import SubscriptionKind, SubscriptionOpened, TimerSet
from engine.run.expressions import evaluate, names_list, required_text, stored
from engine.run.faults import Fault
from engine.run.holding import waits
from engine.run.kept import Sub
from engine.run.moments import due, zone_of

if TYPE_CHECKING:
    from engine.run.host import Deadline
    from engine.run.token import Token

MESSAGE, SIGNAL, TIMER, CONDITION = "message", "signal", "timer", "condition"

WAITED_FOR = (MessageEvent, SignalEvent, TimerEvent, ConditionalEvent)
"""The kinds of events that a token waits for; the others are looked up when they are thrown."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One event that a node may wait for; `definition` is the node that declares it."""

    definition: FlowNode
    event: EventDefinition

    @property
    def follows_data(self) -> bool:
        """Whether it is a date, or a span, that is reckoned again when its variables are written."""
        event = self.event
        return (
            isinstance(event, TimerEvent)
            and event.kind is not TimerKind.CYCLE
            and self.definition.properties.reckon_again
        )


def subscribe(token: Token, alternatives: tuple[Alternative, ...]) -> None:
    """Opens what the token waits for.

    :raises Fault: a name, key or time cannot be evaluated.
    """
    subs = [_open(token, place, alternative) for place, alternative in enumerate(alternatives)]
    if any(sub is not None for sub in subs):
        token.internal_data["subs"] = subs
        token.workflow.top.wait(token)


def _open(token: Token, place: int, alternative: Alternative) -> Sub | None:
    event = alternative.event
    if isinstance(event, MessageEvent):
        return _open_message(token, place, alternative.definition, event)
    if isinstance(event, SignalEvent):
        name = required_text(token, event.name, "signal name")
        _opened(token, place, alternative.definition, SubscriptionKind.SIGNAL, name, None)
        return [SIGNAL, name]
    if isinstance(event, TimerEvent):
        return _open_timer(token, place, alternative.definition, event)
    if isinstance(event, ConditionalEvent):
        return [CONDITION, None]
    return None


def _open_message(token: Token, place: int, definition: FlowNode, event: MessageEvent) -> Sub:
    name = required_text(token, event.name, "message name")
    key = correlation_key(token, event)
    _opened(token, place, definition, SubscriptionKind.MESSAGE, name, key)
    return [MESSAGE, name, key]


def correlation_key(token: Token, event: MessageEvent) -> str | None:
    """The key that selects the receiver; numbers compare as text. None where the message declares no key.

    :raises Fault: the key is null or no plain value.
    """
    if event.correlation_key is None:
        return None
    value = stored(evaluate(token, event.correlation_key, "correlation key"), "correlation key")
    if value is None or isinstance(value, bool | list | dict):
        raise Fault(
            "correlation", f"the correlation key at {token.task_spec.name} must be a text or a number"
        )
    return str(value)


def _opened(
    token: Token, place: int, definition: FlowNode, kind: SubscriptionKind, name: str, key: str | None
) -> None:
    sender = definition.properties.sender
    top = token.workflow.top
    top.emit(
        SubscriptionOpened(
            element=token.id,
            instance=token.workflow.frame.number,
            alternative=place,
            element_id=definition.id,
            kind=kind,
            name=name,
            key=key,
            senders=None if sender is None else names_list(token, sender, "sender"),
            form_id=definition.properties.form_id,
        )
    )


def _open_timer(token: Token, place: int, definition: FlowNode, event: TimerEvent) -> Sub | None:
    if event.kind is TimerKind.CYCLE:
        return _open_cycle(token, place, definition, event)
    moment, reason = due(token, event.value, "timer", definition.properties)
    if moment is None:
        if definition.properties.reckon_again:
            return [TIMER, None, None]  # it stands still until its variables give it a date
        raise Fault("timer", f"the timer at {token.task_spec.name} is null; it must be a point in time")
    set_timer(token, place, definition, moment, reason)
    return [TIMER, moment.isoformat(), None]


def _open_cycle(token: Token, place: int, definition: FlowNode, event: TimerEvent) -> Sub | None:
    value = (
        event.value.text
        if isinstance(event.value, Static)
        else evaluate(token, event.value, "timer cycle", properties=definition.properties)
    )
    if not isinstance(value, str):
        raise Fault("timer", f"the cycle at {token.task_spec.name} must be text such as R3/PT1H")
    now = token.workflow.top.now
    zone = zone_of(token.workflow, definition.properties)
    try:
        moment = parse_cycle(value, zone).occurrence(0, now, zone)
    except CalendarError as error:
        raise Fault("timer", f"the cycle at {token.task_spec.name} cannot be read", str(error)) from error
    if moment is None:
        return None
    moment = moment.astimezone(UTC)
    set_timer(token, place, definition, moment, None)
    return [TIMER, moment.isoformat(), [value, 0, now.isoformat()]]


def set_timer(
    token: Token, place: int, definition: FlowNode, moment: datetime, reason: Deadline | None
) -> None:
    """Says when a timer of an element comes due, from now on."""
    top = token.workflow.top
    top.emit(
        TimerSet(
            element=token.id,
            instance=token.workflow.frame.number,
            alternative=place,
            element_id=definition.id,
            due_at=moment,
            reason=reason,
            continues=not waits(token),
        )
    )


def next_occurrence(token: Token, place: int, alternative: Alternative) -> int:
    """Moves a cycle on after it came due: how often it fires now; sets the timer anew, or ends it.

    With catch-up `all` one occurrence a call, so that other timers keep their order.
    """
    text, passed, activated = sub_at(token, place)[2]
    definition = alternative.definition
    catch_up = CatchUp(definition.properties.catch_up.value)
    now = (
        datetime.fromisoformat(sub_at(token, place)[1]) if catch_up is CatchUp.ALL else token.workflow.top.now
    )
    zone = zone_of(token.workflow, definition.properties)
    progress: Progress = parse_cycle(text, zone).advance(
        passed, activated=datetime.fromisoformat(activated), now=now, zone=zone, catch_up=catch_up
    )
    if progress.due is None:
        token.internal_data["subs"][place] = None
    else:
        moment = progress.due.astimezone(UTC)
        token.internal_data["subs"][place] = [TIMER, moment.isoformat(), [text, progress.passed, activated]]
        set_timer(token, place, definition, moment, None)
    return len(progress.fire)


def is_cycle(token: Token, place: int) -> bool:
    """Whether the alternative is a timer that comes again."""
    sub = sub_at(token, place)
    return bool(sub[0] == TIMER and sub[2] is not None)


def sub_at(token: Token, place: int) -> Sub:
    """What the token waits for at that place, where it does."""
    sub = token.internal_data["subs"][place]
    assert sub is not None
    return sub


def gather(token: Token, place: int, payload: Mapping[str, JsonValue]) -> dict[str, JsonValue] | None:
    """Notes one event of a parallel multiple: all payloads together once every event came, else None."""
    internal = token.internal_data
    internal["subs"][place] = None
    gathered: dict[str, JsonValue] = {**internal.get("gathered", {}), **payload}
    if any(sub is not None for sub in internal["subs"]):
        internal["gathered"] = gathered
        return None
    internal.pop("gathered", None)
    return gathered
