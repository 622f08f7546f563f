"""A property on an element where the engine does not look for it has no effect."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.dialect import PROPERTIES
from engine.model.lint.model import Model
from engine.model.lint.property_places import fits, written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Known properties out of place."""
    for entry, holder in written(model):
        known = PROPERTIES.get(str(entry.get("name")))
        if known is not None and not any(fits(model, holder, place) for place in known.on):
            yield Fault(entry, f"property `{entry.get('name')}` means nothing on `{holder.name}`")


RULE = Rule(
    "property-place",
    __doc__ or "",
    "Move the property to an element that it applies to.",
    check,
    basis=Basis.EXECUTION,
)
