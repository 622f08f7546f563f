"""An intermediate event leads on; only a link throw goes on elsewhere (clause 10.5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Intermediate events without outgoing flow."""
    for event in model.named("intermediateThrowEvent", "intermediateCatchEvent"):
        link = event.name == "intermediateThrowEvent" and "link" in model.kinds(event)
        if not model.outgoing(event) and not link and model.parent(event).name != "adHocSubProcess":
            yield Fault(event, f"no flow leaves {label(event)}")


RULE = Rule(
    "intermediate-event-outgoing",
    __doc__ or "",
    "Draw a flow from the event, or make it an end event.",
    check,
)
