"""A standard loop of an executable process needs a condition or a maximum, or it never ends."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Loops without both."""
    for element in model.named("standardLoopCharacteristics"):
        if element.first("loopCondition") is None and element.get("loopMaximum") is None:
            yield Fault(element, "the loop has neither condition nor maximum")


RULE = Rule(
    "loop-without-end",
    __doc__ or "",
    "Give it a `loopCondition` or a `loopMaximum`.",
    check,
    basis=Basis.EXECUTION,
)
