"""Draws to its end what a test draws only as far as it matters."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.model.document import BPMN

DRAWN = "-drawn-end"
"""The ids of what is added end so; what a test sees of a run leaves them out."""
_SCOPES = ("process", "subProcess", "transaction")
_FORMAL = ("condition", "activationCondition", "from", "to")
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def to_its_end(source: bytes) -> bytes:
    """The model with an end event after each path that just stops, and with formal expressions.

    The standard asks for both (clauses 10.5.3 and 8.4.7), and a deployment refuses models without.
    """
    root = etree.fromstring(source)
    for name in _SCOPES:
        for scope in root.iter(_tag(name)):
            if any(child.tag in (_tag("startEvent"), _tag("endEvent")) or _starts(child) for child in scope):
                _end_paths(scope)
    for name in _FORMAL:
        for expression in root.iter(_tag(name)):
            expression.set(_TYPE, "tFormalExpression")
    return etree.tostring(root)


def _tag(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def _starts(node: etree._Element) -> bool:
    return node.get("instantiate") == "true"


def _end_paths(scope: etree._Element) -> None:
    left = {flow.get("sourceRef") for flow in scope.iter(_tag("sequenceFlow"))}
    for node in list(_stopping(scope)):
        if node.get("id") not in left:
            end = f"{node.get('id')}{DRAWN}"
            etree.SubElement(scope, _tag("endEvent"), id=end)
            flow = {"id": f"to-{end}", "sourceRef": str(node.get("id")), "targetRef": end}
            etree.SubElement(scope, _tag("sequenceFlow"), flow)


def _stopping(scope: etree._Element) -> Iterator[etree._Element]:
    """The nodes of a scope that need a flow from them."""
    for node in scope:
        kind = etree.QName(node).localname
        throws = kind == "intermediateThrowEvent" and node.find(_tag("linkEventDefinition")) is not None
        undoes = node.find(_tag("compensateEventDefinition")) is not None and kind == "boundaryEvent"
        alone = node.get("triggeredByEvent") == "true" or node.get("isForCompensation") == "true"
        is_node = kind.endswith(("Task", "task", "Gateway", "Event", "Process", "transaction", "Activity"))
        if is_node and kind != "endEvent" and not (throws or undoes or alone):
            yield node
