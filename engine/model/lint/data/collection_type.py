"""An item-aware element and its item definition agree on whether it is a collection (clause 10.4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Elements that say otherwise than their definition."""
    for element in model.named("dataObject", "dataInput", "dataOutput"):
        found = model.document.resolve(element.get("itemSubjectRef"))
        if found is not None and found.flag("isCollection") != element.flag("isCollection"):
            yield Fault(element, f"`{element.id}` and `{found.id}` disagree on `isCollection`")


RULE = Rule(
    "data-collection",
    __doc__ or "",
    "Make `isCollection` equal on both.",
    check,
)
