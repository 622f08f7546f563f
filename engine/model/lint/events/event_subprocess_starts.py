"""An event subprocess has exactly one start event, which says what triggers it (clause 10.3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, has_inside, is_event_subprocess, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Event subprocesses with no or several start events."""
    for element in filter(is_event_subprocess, model.activities):
        count = sum(1 for _ in element.all("startEvent"))
        if count != 1 and has_inside(model, element):
            yield Fault(element, f"{label(element)} has {count} start events")


RULE = Rule(
    "event-subprocess-start",
    __doc__ or "",
    "Leave one start event; for several triggers give it several definitions.",
    check,
)
