"""Without a transformation both ends of a data association have the same type (clause 10.4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.items import structure
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Associations between different types."""
    for element in model.named("dataInputAssociation", "dataOutputAssociation"):
        if element.first("transformation") is not None or element.first("assignment") is not None:
            continue
        target = element.first("targetRef")
        goal = structure(model, target.text if target is not None else None)
        for source in element.all("sourceRef"):
            kind = structure(model, source.text)
            if goal is not None and kind is not None and goal != kind:
                yield Fault(element, f"`{source.text}` is of another type than its target")


RULE = Rule(
    "data-association-type",
    __doc__ or "",
    "Give both ends the same item definition, or add a transformation.",
    check,
)
