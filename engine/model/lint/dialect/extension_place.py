"""An extension element that the engine does not know, or not on that element, would be ignored
silently.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.dialect import EXTENSIONS, REFUSED
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Zeebe elements that are unknown or out of place."""
    for element in model.document.elements:
        if not element.name.startswith("zeebe:") or element.name in REFUSED:
            continue
        known = EXTENSIONS.get(element.name)
        outer = model.parent(element)
        holder = model.parent(outer) if outer.name == "extensionElements" else outer
        if known is None:
            yield Fault(element, f"`{element.name}` is unknown here")
        elif outer.name != "extensionElements" and not outer.name.startswith("zeebe:"):
            yield Fault(element, f"`{element.name}` stands outside `extensionElements`")
        elif known.on and holder.name not in known.on:
            yield Fault(element, f"`{element.name}` means nothing on `{holder.name}`")


RULE = Rule(
    "extension-unknown",
    __doc__ or "",
    "Remove the extension element, or choose the element template again.",
    check,
    basis=Basis.EXECUTION,
)
