"""Properties as written, and the elements that they may stand on."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model


def written(model: Model) -> Iterator[tuple[Element, Element]]:
    """Every `zeebe:property` with the element that has it."""
    for entry in model.named("zeebe:property"):
        holder = model.parent(model.parent(model.parent(entry)))
        if entry.get("name"):
            yield entry, holder


def fits(model: Model, holder: Element, place: str) -> bool:
    """Whether the element is such a place: an element name, or one of the descriptions below."""
    if holder.name == place:
        return True
    if place == "process":  # the editor offers a pooled process at its pool
        return holder.name == "participant"
    if place == "message event":
        return "message" in model.kinds(holder)
    if place == "timer event":
        return "timer" in model.kinds(holder)
    if place == "cycle timer":
        return any(item.first("timeCycle") is not None for item in model.definitions(holder))
    if place == "loop":
        names = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
        return next(holder.all(*names), None) is not None
    return False
