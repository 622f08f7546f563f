"""Only a person fills in a form at the start: a start event that waits for something has none."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Forms of start events with a definition, or inside a process."""
    for event in model.named("startEvent"):
        if event.extension("zeebe:formDefinition") is not None and (
            model.definitions(event) or model.parent(event).name != "process"
        ):
            yield Fault(event, f"{label(event)} has a form and nobody to fill it in")


RULE = Rule(
    "start-form",
    __doc__ or "",
    "Remove the form, or check the payload with the property `formId`.",
    check,
    basis=Basis.EXECUTION,
)
