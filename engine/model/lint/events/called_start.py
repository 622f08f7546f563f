"""A call activity starts the none start event of the process that it calls (clause 10.5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.calls import called_id
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Called processes of this file whose start events all wait for something."""
    for activity in model.named("callActivity"):
        called = model.document.resolve(called_id(activity))
        starts = list(called.all("startEvent")) if called is not None and called.name == "process" else []
        if called is not None and starts and all(model.definitions(event) for event in starts):
            yield Fault(called, f"{label(called)} is called by `{activity.id}` and has no none start event")


RULE = Rule(
    "called-process-start",
    __doc__ or "",
    "Give the called process a none start event.",
    check,
)
