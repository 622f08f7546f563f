"""An extension attribute that the engine does not know would be ignored, and without a required one
the extension means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.dialect import EXTENSIONS, REFUSED
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Unknown and missing attributes of zeebe elements."""
    for element in model.document.elements:
        known = EXTENSIONS.get(element.name)
        if known is None:
            continue
        for name in sorted(set(element.attributes) - known.required - known.optional):
            if f"{element.name}@{name}" not in REFUSED and ":" not in name and "{" not in name:
                yield Fault(element, f"`{element.name}` has no attribute `{name}`")
        for name in sorted(known.required):
            if element.get(name) is None:
                yield Fault(element, f"`{element.name}` lacks `{name}`")


RULE = Rule(
    "extension-attribute",
    __doc__ or "",
    "Correct the attribute.",
    check,
    basis=Basis.EXECUTION,
)
