"""An activity whose only outgoing flow is conditional would stop without a word when the condition is
false (clause 8.4.13).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, is_conditional, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Activities with one flow that has a condition."""
    for activity in model.activities:
        flows = model.outgoing(activity)
        if len(flows) == 1 and is_conditional(model, flows[0]):
            yield Fault(flows[0], f"it is the only flow from {label(activity)} and has a condition")


RULE = Rule(
    "condition-alone",
    __doc__ or "",
    "Remove the condition, or add a second flow (best a default one).",
    check,
)
