"""The item of a multi-instance activity is one element of its collection: of the same type, and no
collection itself (clause 10.3.8).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.items import structure
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Items of another type than their collection."""
    for element in model.named("multiInstanceLoopCharacteristics"):
        for collection, name in (
            ("loopDataInputRef", "inputDataItem"),
            ("loopDataOutputRef", "outputDataItem"),
        ):
            whole, item = element.first(collection), element.first(name)
            if whole is None or item is None or not model.executable(element):
                continue
            kind, own = structure(model, whole.text), structure(model, item.id)
            if item.flag("isCollection") or (kind is not None and own is not None and kind != own):
                yield Fault(item, f"`{item.id}` is not one element of `{whole.text}`")


RULE = Rule(
    "multi-instance-item",
    __doc__ or "",
    "Give the item the type of the collection's elements, without `isCollection`.",
    check,
)
