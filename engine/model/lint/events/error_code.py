"""An error is found by its code: an executable process that throws one must give it (clause 10.5.5)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Thrown errors without code."""
    for event in model.named("endEvent"):
        for item in model.definitions(event):
            if item.name == "errorEventDefinition" and model.executable(event):
                found = model.document.resolve(item.get("errorRef"))
                if found is None or not found.get("errorCode"):
                    yield Fault(event, f"{label(event)} throws an error without code")


RULE = Rule(
    "error-code",
    __doc__ or "",
    "Refer to an error with an `errorCode`.",
    check,
)
