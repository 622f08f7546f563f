"""`incoming` and `outgoing` of a node must say the same as the flows themselves (clause 8.4.13)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Lists that differ from the flows, in files that use them."""
    if not any(node.first("incoming") or node.first("outgoing") for node in model.nodes):
        return
    for node in model.nodes:
        for name, flows in (("incoming", model.incoming(node)), ("outgoing", model.outgoing(node))):
            listed = {model.document.local(item.text) for item in node.all(name)}
            drawn = {flow.id for flow in flows if flow.id is not None}
            for flow in sorted(str(item) for item in drawn - listed):
                yield Fault(node, f"`{name}` of {label(node)} lacks the flow `{flow}`")
            for flow in sorted(str(item) for item in listed - drawn):
                yield Fault(node, f"`{name}` of {label(node)} names `{flow}`, which does not lead there")


RULE = Rule(
    "flow-lists",
    __doc__ or "",
    "Save the file again in an editor, or make the lists equal to the flows.",
    check,
)
