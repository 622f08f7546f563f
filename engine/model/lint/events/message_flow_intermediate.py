"""A catching event receives and a throwing event sends: message flows follow that (clause 10.5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Message flows from catching, to throwing, or at intermediate events of another kind."""
    for flow in model.named("messageFlow"):
        source, target = (model.document.resolve(flow.get(end)) for end in ("sourceRef", "targetRef"))
        if source is not None and source.name in ("intermediateCatchEvent", "boundaryEvent"):
            yield Fault(flow, f"it leaves {label(source)}, which catches")
        if target is not None and target.name == "intermediateThrowEvent":
            yield Fault(flow, f"it reaches {label(target)}, which throws")
        for end in (source, target):
            if end is not None and end.name in _INTERMEDIATE and "message" not in model.kinds(end):
                yield Fault(flow, f"it touches {label(end)}, which has no message definition")


_INTERMEDIATE = ("intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")


RULE = Rule(
    "message-flow-intermediate",
    __doc__ or "",
    "Turn the message flow round, or use the other kind of event with a message definition.",
    check,
)
