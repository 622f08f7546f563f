"""An ad-hoc subprocess is a set of activities to choose from: it holds at least one (clause 10.3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, has_inside, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Ad-hoc subprocesses without activity."""
    for element in model.named("adHocSubProcess"):
        held = any(is_a(child.name, "activity") for child in element.children)
        if not held and has_inside(model, element):
            yield Fault(element, f"{label(element)} holds no activity")


RULE = Rule(
    "ad-hoc-activity",
    __doc__ or "",
    "Add an activity.",
    check,
)
