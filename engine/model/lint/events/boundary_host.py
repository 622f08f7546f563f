"""A boundary event stands on the border of an activity of its own scope (clause 10.5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Boundary events at activities of other scopes, or at event subprocesses."""
    for event in model.named("boundaryEvent"):
        host = model.document.resolve(event.get("attachedToRef"))
        if host is None or not is_a(host.name, "activity"):
            continue
        if model.document.parent(host) is not model.document.parent(event):
            yield Fault(event, f"{label(event)} is attached to {label(host)}, in another scope")
        elif is_event_subprocess(host):
            yield Fault(event, f"{label(event)} is attached to an event subprocess")


RULE = Rule(
    "boundary-event-host",
    __doc__ or "",
    "Attach the event to an activity beside it.",
    check,
)
