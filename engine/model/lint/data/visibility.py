"""Data is seen where it stands and inside of that, never from another process or from outside its subprocess
(clause 10.4.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Associations and data object references to data out of sight."""
    for element in model.named("dataInputAssociation", "dataOutputAssociation"):
        for end in element.all("sourceRef", "targetRef"):
            yield from _out_of_sight(model, element, end.text)
    for element in model.named("dataObjectReference"):
        yield from _out_of_sight(model, element, element.get("dataObjectRef"))


def _out_of_sight(model: Model, element: Element, reference: str | None) -> Iterator[Fault]:
    found = model.document.resolve(reference)
    if found is None or found.name not in _SCOPED:
        return
    if model.parent(found) not in model.document.ancestors(element):
        yield Fault(element, f"`{reference}` stands in another scope")


_SCOPED = ("dataObject", "dataObjectReference", "property")


RULE = Rule(
    "data-visibility",
    __doc__ or "",
    "Move the data to a scope around both, or copy it by a message or a mapping.",
    check,
)
