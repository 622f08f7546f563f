"""The output collection gathers the output element: one without the other gathers nothing."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Loops with only one of the two."""
    for element in model.named("zeebe:loopCharacteristics", "zeebe:adHoc"):
        if (element.get("outputCollection") is None) != (element.get("outputElement") is None):
            yield Fault(element, "only one of `outputCollection` and `outputElement` is filled in")


RULE = Rule(
    "multi-instance-output",
    __doc__ or "",
    "Fill in both, or none.",
    check,
    basis=Basis.EXECUTION,
)
