"""The messages and signals that start a process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.feel import Environment, FeelError
from engine.model.events import EventDefinition, MessageEvent, SignalEvent
from engine.model.nodes import (
    EventBasedGateway,
    FlowNode,
    IntermediateCatchEvent,
    ReceiveTask,
    StartEvent,
)
from engine.model.process import Process
from engine.model.text import Static, Text


@dataclass(frozen=True, slots=True)
class Trigger:
    """A message or signal that starts a process; `alternative` is its place among the event's definitions."""

    element_id: str
    alternative: int
    kind: str
    name: str


def triggers_of(process: Process, now: datetime) -> Iterator[Trigger]:
    """Return what starts a process: by start events, instantiating receive tasks and gateways.

    A name that FEEL gives may not need variables: there are none yet.
    """
    for node in starting_nodes(process):
        for place, event in enumerate(_events(node)):
            match event:
                case MessageEvent(name=name):
                    kind = "message"
                case SignalEvent(name=name):
                    kind = "signal"
                case _:
                    continue
            if (text := _text(name, now)) is not None:
                yield Trigger(node.id, place, kind, text)


def starting_nodes(process: Process) -> Iterator[FlowNode]:
    """Return the nodes at which an event may start the process."""
    scope = process.scope
    for node in scope.nodes.values():
        match node:
            case StartEvent() | ReceiveTask(instantiate=True):
                yield node
            case EventBasedGateway(instantiate=True):
                yield from (scope.nodes[scope.flows[flow].target] for flow in node.outgoing)
            case _:
                pass


def _events(node: FlowNode) -> tuple[EventDefinition, ...]:
    match node:
        case ReceiveTask(message=message):
            return (message,)
        case StartEvent(definitions=definitions) | IntermediateCatchEvent(definitions=definitions):
            return definitions
        case _:
            return ()


def _text(name: Text, now: datetime) -> str | None:
    if isinstance(name, Static):
        return name.text
    try:
        value = name.evaluate({}, Environment(now=now))
    except FeelError:
        return None
    return value if isinstance(value, str) else None
