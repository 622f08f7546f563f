"""Nothing begins or ends an ad-hoc subprocess but choice: start and end events and choreography
activities must not stand in it (clause 10.3.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Such elements in ad-hoc subprocesses."""
    for element in model.named("adHocSubProcess"):
        for child in element.children:
            if child.name in ("startEvent", "endEvent"):
                yield Fault(child, f"{label(child)} stands in {label(element)}")


RULE = Rule(
    "ad-hoc-element",
    __doc__ or "",
    "Remove the element.",
    check,
)
