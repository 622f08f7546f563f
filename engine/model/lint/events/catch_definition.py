"""An intermediate catch event waits for a message, timer, condition, link or signal (clause 10.5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Intermediate catch events without, or with another, definition."""
    for event in model.named("intermediateCatchEvent"):
        kinds = model.kinds(event)
        if not kinds and event.first("eventDefinitionRef") is None:
            yield Fault(event, f"{label(event)} waits for nothing")
        for kind in kinds:
            if kind not in ("message", "timer", "conditional", "link", "signal"):
                yield Fault(event, f"{label(event)} catches `{kind}`")


RULE = Rule(
    "intermediate-catch-definition",
    __doc__ or "",
    "Give the event one of those definitions, or attach it to an activity.",
    check,
)
