"""The start event of an event subprocess must say what triggers it: message, timer, escalation, error,
compensation, condition or signal (clause 10.5.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Start events of event subprocesses without, or with another, definition."""
    for event in model.named("startEvent"):
        if not is_event_subprocess(model.parent(event)):
            continue
        kinds = model.kinds(event)
        if not kinds:
            yield Fault(event, f"{label(event)} waits for nothing")
        for kind in kinds:
            if kind in ("link", "cancel", "terminate"):
                yield Fault(event, f"{label(event)} is triggered by `{kind}`")


RULE = Rule(
    "event-subprocess-definition",
    __doc__ or "",
    "Give the start event one of those definitions.",
    check,
)
