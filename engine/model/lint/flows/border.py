"""A sequence flow stays within its process and its subprocess: a token cannot step over their borders
(clause 8.4.13).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Flows whose ends stand in different scopes, or outside the scope of the flow."""
    for flow in model.flows:
        source, target = model.source(flow), model.target(flow)
        if source is None or target is None:
            continue
        if model.document.parent(source) is not model.document.parent(target):
            yield Fault(flow, f"the flow leaves the scope of `{source.id}` for that of `{target.id}`")
        elif model.document.parent(flow) is not model.document.parent(source):
            yield Fault(flow, f"the flow stands outside the scope of `{source.id}` and `{target.id}`")


RULE = Rule(
    "sequence-flow-border",
    __doc__ or "",
    "End the flow at the border; go on from the subprocess itself, or send a message to another pool.",
    check,
)
