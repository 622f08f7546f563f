"""A compensation activity stands outside the normal flow: no sequence flow may touch it (clause 10.7)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Compensation activities with flows."""
    for activity in model.activities:
        if activity.flag("isForCompensation") and (model.incoming(activity) or model.outgoing(activity)):
            yield Fault(activity, f"{label(activity)} is for compensation and stands in the flow")


RULE = Rule(
    "compensation-activity-flow",
    __doc__ or "",
    "Remove the flows, or `isForCompensation`.",
    check,
)
