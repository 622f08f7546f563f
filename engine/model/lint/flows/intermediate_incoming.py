"""An intermediate event that no flow leads to is never reached; only a link catch begins by itself
(clause 10.5.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Intermediate events without incoming flow."""
    for event in model.named("intermediateThrowEvent", "intermediateCatchEvent"):
        link = event.name == "intermediateCatchEvent" and "link" in model.kinds(event)
        if not model.incoming(event) and not link and model.parent(event).name != "adHocSubProcess":
            yield Fault(event, f"no flow leads to {label(event)}")


RULE = Rule(
    "intermediate-event-incoming",
    __doc__ or "",
    "Draw a flow to the event, or remove it.",
    check,
)
