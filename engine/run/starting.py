"""The start of a root instance (BPMN 2.0.2, clause 13.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.feel import JsonValue
from engine.model.nodes import EventBasedGateway, EventGatewayType, FlowNode, ReceiveTask, StartEvent
from engine.run import history
from engine.run.faults import Fault, Refused
from engine.run.node import Node
from engine.run.subprocess import begin

if TYPE_CHECKING:
    from engine.run.scope import RootInstance


def start(top: RootInstance, variables: Mapping[str, JsonValue], start_event: str | None) -> None:
    """Begins at the none start event, or at the event that happened, whose payload the variables are.

    :raises Refused: the process cannot begin there.
    """
    process = top.frame.deployed.process
    try:
        if start_event is None:
            if not top.spec.beginnings:
                raise Refused(
                    "no-start", f"process {process.id} has no none start event; a message or timer starts it"
                )
            top.data.update(variables)
            history.instance_started(top)
            begin(top)
            return
        node = _starting_node(top, start_event)
        history.instance_started(top)
        begin(top, start_event=start_event, payload=variables)
        _wait_for_the_others(top, node)
    except Fault as fault:
        raise Refused("cannot-start", fault.detail) from fault


def _starting_node(top: RootInstance, start_event: str) -> Node:
    node: Node | None = top.spec.task_specs.get(start_event)
    if node is None or not (
        isinstance(node.definition, StartEvent)
        or (isinstance(node.definition, ReceiveTask) and node.definition.instantiate)
        or _gateway_before(top, node.definition) is not None
    ):
        raise Refused("no-start", f"{start_event} is no start of process {top.frame.deployed.process.id}")
    return node


def _gateway_before(top: RootInstance, definition: FlowNode) -> EventBasedGateway | None:
    """The instantiating event-based gateway in front of the event."""
    for flow_id in definition.incoming:
        source = top.spec.task_specs[top.spec.definition.flows[flow_id].source].definition
        if isinstance(source, EventBasedGateway) and source.instantiate:
            return source
    return None


def _wait_for_the_others(top: RootInstance, node: Node) -> None:
    """A parallel instantiating gateway needs all its events: those that have not happened wait."""
    gateway = _gateway_before(top, node.definition)
    if gateway is None or gateway.type is not EventGatewayType.PARALLEL:
        return
    for flow_id in gateway.outgoing:
        target = top.spec.definition.flows[flow_id].target
        if target != node.name:
            top.spawn(top.node(target))
