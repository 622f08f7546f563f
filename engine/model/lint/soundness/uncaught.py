"""An error end event that nothing catches ends the whole instance as failed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.finding import Severity
from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Error end events without catcher in this process; a caller may still catch it."""
    caught: dict[Element, set[str | None]] = {}
    for event in model.named("startEvent", "boundaryEvent"):
        for item in model.definitions(event):
            scope = _scope(model, event) if item.name == "errorEventDefinition" else None
            if scope is not None:
                caught.setdefault(scope, set()).add(_code(model, item))
    for event in model.named("endEvent"):
        for item in model.definitions(event):
            code = _code(model, item) if item.name == "errorEventDefinition" else None
            if code is not None and not any(
                caught.get(outer, set()) & {None, code} for outer in model.document.ancestors(event)
            ):
                yield Fault(event, f"nothing in this process catches the error of {label(event)}")


def _scope(model: Model, event: Element) -> Element | None:
    """The scope whose errors the event catches."""
    if event.name == "boundaryEvent":
        return model.document.resolve(event.get("attachedToRef"))
    outer = model.parent(event)
    return model.parent(outer) if is_event_subprocess(outer) else None


def _code(model: Model, item: Element) -> str | None:
    found = model.document.resolve(item.get("errorRef"))
    return found.get("errorCode") if found is not None else None


RULE = Rule(
    "error-uncaught",
    __doc__ or "",
    "Catch the error at the subprocess or in an event subprocess, or end in another way.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
