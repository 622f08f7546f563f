"""An event subprocess is started by its event alone: it has no incoming or outgoing flows (clause
10.3.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Event subprocesses with flows."""
    for element in filter(is_event_subprocess, model.activities):
        listed = element.first("incoming") or element.first("outgoing")
        if model.incoming(element) or model.outgoing(element) or listed:
            yield Fault(element, f"{label(element)} is triggered by an event and stands in the flow")


RULE = Rule(
    "event-subprocess-flow",
    __doc__ or "",
    "Remove the flow, or `triggeredByEvent`.",
    check,
)
