"""Where end events end the level, every other node needs a flow from it (clause 10.5.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Nodes without outgoing flow in levels with an end event."""
    for node in (*model.activities, *model.exchanges, *model.gateways):
        if (
            not model.outgoing(node)
            and model.beside(node, "endEvent")
            and not node.flag("isForCompensation")
            and not is_event_subprocess(node)
            and model.parent(node).name != "adHocSubProcess"
        ):
            yield Fault(node, f"no flow leaves {label(node)}")


RULE = Rule(
    "node-outgoing",
    __doc__ or "",
    "Draw a flow from the element, if need be to an end event.",
    check,
)
