"""An error end event that nothing catches ends the whole instance as failed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.errors import caught, code
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Error end events without catcher in this process; a caller may still catch it."""
    known = caught(model)
    for event in model.named("endEvent"):
        for item in model.definitions(event):
            thrown = code(model, item) if item.name == "errorEventDefinition" else None
            if thrown is not None and not any(
                known.get(outer, frozenset()) & {None, thrown} for outer in model.document.ancestors(event)
            ):
                yield Fault(event, f"nothing in this process catches the error of {label(event)}")


RULE = Rule(
    "error-uncaught",
    __doc__ or "",
    "Catch the error at the subprocess or in an event subprocess, or end in another way.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
