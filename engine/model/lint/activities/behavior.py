"""Behaviour `None` and `One` throw the event that they refer to, `Complex` those of its definitions
(clause 10.3.8).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Behaviours without the event that they throw."""
    for element in model.named("multiInstanceLoopCharacteristics"):
        behavior = element.get("behavior")
        if behavior == "None" and element.get("noneBehaviorEventRef") is None:
            yield Fault(element, "behaviour `None` has no `noneBehaviorEventRef`")
        if behavior == "One" and element.get("oneBehaviorEventRef") is None:
            yield Fault(element, "behaviour `One` has no `oneBehaviorEventRef`")
        if behavior == "Complex" and element.first("complexBehaviorDefinition") is None:
            yield Fault(element, "behaviour `Complex` has no definitions")


RULE = Rule(
    "multi-instance-behavior",
    __doc__ or "",
    "Add the reference or definition, or use behaviour `All`.",
    check,
)
