"""In Camunda 8 a user task without `zeebe:userTask` is a job; here it is a person's task all the same."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """User tasks without that element."""
    for task in model.named("userTask"):
        if task.extension("zeebe:userTask") is None:
            yield Fault(task, f"{label(task)} is drawn as a job")


RULE = Rule(
    "user-task-implementation",
    __doc__ or "",
    'Set the implementation to "Camunda user task".',
    check,
    severity=Severity.INFO,
    basis=Basis.EXECUTION,
)
