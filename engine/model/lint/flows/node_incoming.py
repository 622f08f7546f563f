"""Where a start event begins the level, every other node needs a flow to it, or it is never reached
(clause 10.5.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, is_event_subprocess, label, starts_instances
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Nodes without incoming flow in levels with a start event."""
    for node in (*model.activities, *model.exchanges, *model.gateways):
        if (
            not model.incoming(node)
            and model.beside(node, "startEvent")
            and not node.flag("isForCompensation")
            and not is_event_subprocess(node)
            and not starts_instances(node)
            and model.parent(node).name != "adHocSubProcess"
        ):
            yield Fault(node, f"no flow leads to {label(node)}")


RULE = Rule(
    "node-incoming",
    __doc__ or "",
    "Draw a flow to the element, or remove it.",
    check,
)
