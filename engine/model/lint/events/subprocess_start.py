"""An embedded subprocess is started by its incoming flow: its start event is a none event (clause
10.5.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import SUB_PROCESSES, Model, is_event_subprocess, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Start events with definitions in embedded subprocesses."""
    for event in model.named("startEvent"):
        outer = model.parent(event)
        if outer.name in SUB_PROCESSES and not is_event_subprocess(outer) and model.kinds(event):
            yield Fault(event, f"{label(event)} of {label(outer)} waits for an event")


RULE = Rule(
    "subprocess-start-definition",
    __doc__ or "",
    "Remove the event definition, or make it an event subprocess (`triggeredByEvent`).",
    check,
)
