"""Processes and subprocesses become scopes: innermost first, without recursion."""

from __future__ import annotations

from collections.abc import Mapping

from engine.model.document import Element
from engine.model.nodes import BoundaryEvent, FlowNode
from engine.model.process import Scope, SequenceFlow
from engine.model.reader.data import data_objects, variable_of
from engine.model.reader.nodes import Flows, NodeReader
from engine.model.reader.reading import Reading

SCOPES = ("process", "subProcess", "transaction", "adHocSubProcess")


def scopes(reading: Reading) -> Mapping[Element, Scope]:
    """The scope of every process and subprocess of the file."""
    found: dict[Element, Scope] = {}
    reader = NodeReader(reading, _flows(reading), found)
    handlers = _handlers(reading)
    for element in reversed(tuple(reading.document.named(*SCOPES))):
        if element.id is not None:
            found[element] = _scope(reading, reader, element, element.id, handlers)
    return found


def node_reader(reading: Reading, read: Mapping[Element, Scope]) -> NodeReader:
    """A reader of single nodes outside any scope: global tasks."""
    return NodeReader(reading, {}, read)


def _flows(reading: Reading) -> Flows:
    incoming: dict[str, list[str]] = {}
    outgoing: dict[str, list[str]] = {}
    for flow in reading.document.named("sequenceFlow"):
        source, target = flow.get("sourceRef"), flow.get("targetRef")
        if flow.id is None or source is None or target is None:
            continue  # a rule refuses it
        incoming.setdefault(target, []).append(flow.id)
        outgoing.setdefault(source, []).append(flow.id)
    return {
        node: (tuple(incoming.get(node, ())), tuple(outgoing.get(node, ())))
        for node in (*incoming, *(node for node in outgoing if node not in incoming))
    }


def _scope(
    reading: Reading, reader: NodeReader, element: Element, scope_id: str, handlers: Mapping[str, str]
) -> Scope:
    nodes: dict[str, FlowNode] = {}
    flows: dict[str, Element] = {}
    for child in element.children:
        node = reader.node(child)
        if node is not None:
            nodes.setdefault(node.id, node)
        elif child.name == "sequenceFlow" and child.id is not None:
            flows[child.id] = child
    known = set(nodes)
    return Scope(
        id=scope_id,
        nodes=nodes,
        flows={
            key: _flow(reading, flow)
            for key, flow in flows.items()
            if flow.get("sourceRef") in known and flow.get("targetRef") in known
        },
        data_objects=data_objects(reading, element),
        variables=tuple(
            name
            for item in element.all("property")
            if item.id is not None and (name := variable_of(reading.document, item.id)) is not None
        ),
        compensation={
            key: handlers[key]
            for key, node in nodes.items()
            if isinstance(node, BoundaryEvent) and key in handlers
        },
    )


def _flow(reading: Reading, element: Element) -> SequenceFlow:
    condition = element.first("conditionExpression")
    return SequenceFlow(
        id=str(element.id),
        name=element.get("name"),
        line=element.line,
        source=str(element.get("sourceRef")),
        target=str(element.get("targetRef")),
        condition=reading.expression(condition, condition.text, what="the condition")
        if condition is not None
        else None,
    )


def _handlers(reading: Reading) -> Mapping[str, str]:
    """Boundary event -> compensation handler, whichever way the association was drawn."""
    found: dict[str, str] = {}
    for association in reading.document.named("association"):
        ends = [reading.document.resolve(association.get(end)) for end in ("sourceRef", "targetRef")]
        events = [end.id for end in ends if end is not None and end.name == "boundaryEvent" and end.id]
        handlers = [end.id for end in ends if end is not None and end.flag("isForCompensation") and end.id]
        if events and handlers:
            found.setdefault(events[0], handlers[0])
    return found
