"""Which scopes catch which errors."""

from __future__ import annotations

from collections.abc import Mapping

from engine.model.document import Element
from engine.model.lint.model import Model, is_event_subprocess

Codes = frozenset[str | None]
"""Error codes; None stands for any."""


def caught(model: Model) -> Mapping[Element, Codes]:
    """Activity or scope -> the codes that a boundary event or an event subprocess of it catches."""
    found: dict[Element, Codes] = {}
    for event in model.named("startEvent", "boundaryEvent"):
        for item in model.definitions(event):
            scope = _scope(model, event) if item.name == "errorEventDefinition" else None
            if scope is not None:
                found[scope] = found.get(scope, frozenset()) | {code(model, item)}
    return found


def code(model: Model, item: Element) -> str | None:
    """The code of an error event definition; None when it names no error."""
    found = model.document.resolve(item.get("errorRef"))
    return found.get("errorCode") if found is not None else None


def _scope(model: Model, event: Element) -> Element | None:
    """What the event catches the errors of."""
    if event.name == "boundaryEvent":
        return model.document.resolve(event.get("attachedToRef"))
    outer = model.parent(event)
    return model.parent(outer) if is_event_subprocess(outer) else None
