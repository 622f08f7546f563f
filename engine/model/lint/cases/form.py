"""In a case every field that a person sees or changes is declared: a user task needs a form."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """User tasks of case processes without form."""
    for task in model.named("userTask"):
        form = task.extension("zeebe:formDefinition")
        if model.in_case(task) and (form is None or form.get("formId") is None):
            yield Fault(task, f"{label(task)} has no form")


RULE = Rule(
    "user-task-form",
    __doc__ or "",
    "Choose a form.",
    check,
    basis=Basis.EXECUTION,
)
