"""A call activity must say what it calls."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Call activities without target."""
    for activity in model.named("callActivity"):
        zeebe = activity.extension("zeebe:calledElement")
        if (zeebe is None or zeebe.get("processId") is None) and activity.get("calledElement") is None:
            yield Fault(activity, f"{label(activity)} calls nothing")


RULE = Rule(
    "call-activity-target",
    __doc__ or "",
    "Give it the id of a process.",
    check,
    basis=Basis.EXECUTION,
)
