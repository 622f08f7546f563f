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
    probe = NodeReader(reading, {}, found)
    flows = {
        flow: ends
        for flow in reading.document.named("sequenceFlow")
        if (ends := _connects(reading, probe, flow)) is not None
    }
    reader = NodeReader(reading, _index(flows), found)
    handlers = _handlers(reading)
    for element in reversed(tuple(reading.document.named(*SCOPES))):
        if element.id is not None:
            found[element] = _scope(reading, reader, element, element.id, flows, handlers)
    return found


def node_reader(reading: Reading, read: Mapping[Element, Scope]) -> NodeReader:
    """A reader of single nodes outside any scope: global tasks."""
    return NodeReader(reading, {}, read)


def _connects(reading: Reading, reader: NodeReader, flow: Element) -> tuple[Element, Element] | None:
    """The ends of a flow that connects two nodes of its own scope; of others a rule says what is wrong."""
    document = reading.document
    source = document.by_id.get(flow.get("sourceRef") or "")
    target = document.by_id.get(flow.get("targetRef") or "")
    if flow.id is None or source is None or target is None:
        return None
    scope = document.parent(flow)
    inside = document.parent(source) is scope and document.parent(target) is scope
    return (source, target) if inside and reader.reads(source) and reader.reads(target) else None


def _index(flows: Mapping[Element, tuple[Element, Element]]) -> Flows:
    found: dict[Element, tuple[list[str], list[str]]] = {}
    for flow, (source, target) in flows.items():
        found.setdefault(source, ([], []))[1].append(str(flow.id))
        found.setdefault(target, ([], []))[0].append(str(flow.id))
    return {node: (tuple(incoming), tuple(outgoing)) for node, (incoming, outgoing) in found.items()}


def _scope(
    reading: Reading,
    reader: NodeReader,
    element: Element,
    scope_id: str,
    flows: Mapping[Element, tuple[Element, Element]],
    handlers: Mapping[str, str],
) -> Scope:
    nodes: dict[str, FlowNode] = {}
    for child in element.children:
        node = reader.node(child)
        if node is not None:
            nodes.setdefault(node.id, node)
    return Scope(
        id=scope_id,
        nodes=nodes,
        flows={str(flow.id): _flow(reading, flow) for flow in element.all("sequenceFlow") if flow in flows},
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
