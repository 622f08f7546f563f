"""Event definitions, inline or by `eventDefinitionRef` (BPMN 2.0.2 clause 10.5.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from engine.model.document import Document, Element
from engine.model.events import (
    CancelEvent,
    CompensateEvent,
    ConditionalEvent,
    ErrorEvent,
    EscalationEvent,
    EventDefinition,
    LinkEvent,
    MessageEvent,
    SignalEvent,
    TerminateEvent,
    TimerEvent,
    TimerKind,
)
from engine.model.reader.reading import Reading
from engine.model.text import Static


def definition_elements(document: Document, event: Element) -> Iterator[Element]:
    """The event definitions of an event, those referred to included, in document order."""
    for child in event.children:
        if child.name == "eventDefinitionRef":
            found = document.resolve(child.text)
            if found is not None and found.name in _READERS:
                yield found
        elif child.name in _READERS:
            yield child


def definitions(reading: Reading, event: Element) -> tuple[EventDefinition, ...]:
    """What an event catches or throws."""
    return tuple(
        found
        for element in definition_elements(reading.document, event)
        if (found := definition(reading, element)) is not None
    )


def definition(reading: Reading, element: Element) -> EventDefinition | None:
    """One event definition; None when it is at fault, which is noted."""
    return _READERS[element.name](reading, element)


def message(reading: Reading, reference: str | None) -> MessageEvent:
    """The message that is referred to; without one, a message without name."""
    found = reading.document.resolve(reference)
    if found is None or found.name != "message":
        return MessageEvent(None, Static(""))
    name = reading.text(found, found.get("name"), what="the message name") or Static("")
    subscription = found.extension("zeebe:subscription")
    key = None
    if subscription is not None and subscription.get("correlationKey"):
        key = reading.expression(
            subscription, subscription.attributes["correlationKey"], what="the correlation key"
        )
    return MessageEvent(found.id, name, key)


def _message(reading: Reading, element: Element) -> EventDefinition:
    return message(reading, element.get("messageRef"))


def _signal(reading: Reading, element: Element) -> EventDefinition:
    found = reading.document.resolve(element.get("signalRef"))
    name = reading.text(found, found.get("name"), what="the signal name") if found is not None else None
    return SignalEvent(name or Static(""))


def _timer(reading: Reading, element: Element) -> EventDefinition | None:
    for kind in TimerKind:
        written = element.first(kind.value)
        if written is not None:
            value = reading.text(written, written.text, what=f"`{kind.value}`")
            return TimerEvent(kind, value) if value is not None else None
    return None


def _error(reading: Reading, element: Element) -> EventDefinition:
    found = reading.document.resolve(element.get("errorRef"))
    return ErrorEvent(
        reading.text(found, found.get("errorCode"), what="the error code") if found is not None else None
    )


def _escalation(reading: Reading, element: Element) -> EventDefinition:
    found = reading.document.resolve(element.get("escalationRef"))
    return EscalationEvent(
        reading.text(found, found.get("escalationCode"), what="the escalation code")
        if found is not None
        else None
    )


def _conditional(reading: Reading, element: Element) -> EventDefinition | None:
    written = element.first("condition")
    condition = (
        reading.expression(written, written.text, what="the condition") if written is not None else None
    )
    if condition is None:
        return None
    narrowing = element.extension("zeebe:conditionalFilter")
    names = narrowing.get("variableNames") if narrowing is not None else None
    events = narrowing.get("variableEvents") if narrowing is not None else None
    when = {part.strip() for part in events.split(",")} if events else {"create", "update"}
    return ConditionalEvent(
        condition=condition,
        variable_names=tuple(part.strip() for part in names.split(",") if part.strip())
        if names
        else tuple(sorted(condition.free_names)),
        on_create="create" in when,
        on_update="update" in when,
    )


def _link(reading: Reading, element: Element) -> EventDefinition | None:
    target = element.first("target")
    aimed = reading.document.resolve(target.text) if target is not None else None
    name = (aimed.get("name") if aimed is not None else None) or element.get("name")
    return LinkEvent(name) if name else None


def _compensate(reading: Reading, element: Element) -> EventDefinition:
    activity = reading.document.resolve(element.get("activityRef"))
    return CompensateEvent(
        activity.id if activity is not None else None, element.flag("waitForCompletion", True)
    )


def _cancel(_reading: Reading, _element: Element) -> EventDefinition:
    return CancelEvent()


def _terminate(_reading: Reading, _element: Element) -> EventDefinition:
    return TerminateEvent()


_READERS: Mapping[str, Callable[[Reading, Element], EventDefinition | None]] = {
    "messageEventDefinition": _message,
    "signalEventDefinition": _signal,
    "timerEventDefinition": _timer,
    "errorEventDefinition": _error,
    "escalationEventDefinition": _escalation,
    "conditionalEventDefinition": _conditional,
    "linkEventDefinition": _link,
    "compensateEventDefinition": _compensate,
    "cancelEventDefinition": _cancel,
    "terminateEventDefinition": _terminate,
}
