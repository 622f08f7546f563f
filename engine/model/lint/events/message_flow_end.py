"""An end event only sends: it is no target of a message flow, and a source only when it throws a
message (clause 10.5.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Message flows to end events, or from end events that throw something else."""
    for flow in model.named("messageFlow"):
        source, target = (model.document.resolve(flow.get(end)) for end in ("sourceRef", "targetRef"))
        if target is not None and target.name == "endEvent":
            yield Fault(flow, f"it reaches {label(target)}")
        if source is not None and source.name == "endEvent" and "message" not in model.kinds(source):
            yield Fault(flow, f"it leaves {label(source)}, which throws no message")


RULE = Rule(
    "message-flow-end",
    __doc__ or "",
    "Turn the message flow round, or give the end event a message definition.",
    check,
)
