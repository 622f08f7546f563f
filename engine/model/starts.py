"""What a deployed process can be started by (BPMN 2.0.2 clauses 10.5.2, 10.3.3 and 10.6.6)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.events import EventDefinition
from engine.model.nodes import (
    CatchEvent,
    EventBasedGateway,
    FlowNode,
    IntermediateCatchEvent,
    ReceiveTask,
    StartEvent,
)
from engine.model.process import Process


@dataclass(frozen=True, slots=True)
class Start:
    """One event that starts an instance.

    `element_id` is the start event, the instantiating receive task, or the event or receive task behind the
    instantiating gateway `gateway`. `alternative` is the place of `definition` among those of the element.
    """

    element_id: str
    definition: EventDefinition
    node: FlowNode
    alternative: int = 0
    gateway: str | None = None


def none_start(process: Process) -> StartEvent | None:
    """The start event without definition, by which people and callers start."""
    return next(
        (
            node
            for node in process.scope.nodes.values()
            if isinstance(node, StartEvent) and not node.definitions
        ),
        None,
    )


def startable_by_hand(process: Process) -> bool:
    """Whether nothing need happen to start it: it has a none start event, or no start at all."""
    return none_start(process) is not None or not (starts(process) or _start_events(process))


def starts(process: Process) -> tuple[Start, ...]:
    """Every event that starts the process, in document order."""
    found: list[Start] = []
    for node in process.scope.nodes.values():
        if isinstance(node, StartEvent):
            found += _by_definition(node)
        elif isinstance(node, ReceiveTask) and node.instantiate:
            found.append(Start(node.id, node.message, node))
        elif isinstance(node, EventBasedGateway) and node.instantiate:
            for flow in node.outgoing:
                found += _behind(node, process.scope.nodes[process.scope.flows[flow].target])
    return tuple(found)


def _start_events(process: Process) -> bool:
    return any(isinstance(node, StartEvent) for node in process.scope.nodes.values())


def _by_definition(node: CatchEvent, gateway: str | None = None) -> list[Start]:
    return [
        Start(node.id, definition, node, alternative, gateway)
        for alternative, definition in enumerate(node.definitions)
    ]


def _behind(gateway: EventBasedGateway, target: FlowNode) -> list[Start]:
    if isinstance(target, ReceiveTask):
        return [Start(target.id, target.message, target, 0, gateway.id)]
    return _by_definition(target, gateway.id) if isinstance(target, IntermediateCatchEvent) else []
