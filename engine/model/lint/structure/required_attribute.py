"""Without its required attributes an element has no meaning."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import of_bpmn
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import shape


def check(model: Model) -> Iterator[Fault]:
    """Required attributes that are absent."""
    for element in model.document.elements:
        known = shape(element.name) if of_bpmn(element) else None
        if known is None:
            continue
        for name, attribute in known.attributes.items():
            if attribute.required and name not in element.attributes:
                yield Fault(element, f"`{element.name}` lacks the attribute `{name}`")


RULE = Rule(
    "required-attribute",
    __doc__ or "",
    "Add the attribute.",
    check,
)
