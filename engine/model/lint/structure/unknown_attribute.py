"""An attribute that BPMN does not know would be ignored silently."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import of_bpmn
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import shape


def check(model: Model) -> Iterator[Fault]:
    """Unprefixed attributes that the element's type does not have."""
    for element in model.document.elements:
        known = shape(element.name) if of_bpmn(element) else None
        if known is None:
            continue
        for name in element.attributes:
            if ":" not in name and "{" not in name and name not in known.attributes:
                yield Fault(element, f"`{element.name}` has no attribute `{name}`")


RULE = Rule(
    "unknown-attribute",
    __doc__ or "",
    "Remove the attribute, or write it as an extension property.",
    check,
)
