"""A start event only receives: it is no source of a message flow, and a target only when it waits for
a message (clause 10.5.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Message flows from start events, or to start events that wait for something else."""
    for flow in model.named("messageFlow"):
        source, target = (model.document.resolve(flow.get(end)) for end in ("sourceRef", "targetRef"))
        if source is not None and source.name == "startEvent":
            yield Fault(flow, f"it leaves {label(source)}")
        if target is not None and target.name == "startEvent" and "message" not in model.kinds(target):
            yield Fault(flow, f"it reaches {label(target)}, which waits for no message")


RULE = Rule(
    "message-flow-start",
    __doc__ or "",
    "Turn the message flow round, or give the start event a message definition.",
    check,
)
