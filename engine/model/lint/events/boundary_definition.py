"""A boundary event must say what it catches, which cannot be none, a link or a termination (clause
10.5.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Boundary events without, or with another, definition."""
    for event in model.named("boundaryEvent"):
        kinds = model.kinds(event)
        if not kinds:
            yield Fault(event, f"{label(event)} waits for nothing")
        for kind in kinds:
            if kind in ("link", "terminate"):
                yield Fault(event, f"{label(event)} catches `{kind}`")
        if "compensate" in kinds and event.get("cancelActivity") == "false":
            yield Fault(event, f"{label(event)} catches compensation, which cannot be non-interrupting")


RULE = Rule(
    "boundary-event-definition",
    __doc__ or "",
    "Give the event a definition of something that can happen: a message, a timer, an error ...",
    check,
)
