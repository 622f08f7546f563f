"""A service task does its work through a job: without a task definition nobody would do it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Service tasks without task definition."""
    for task in model.named("serviceTask"):
        if task.extension("zeebe:taskDefinition") is None:
            yield Fault(task, f"{label(task)} has no task definition")


RULE = Rule(
    "task-work",
    __doc__ or "",
    "Give the task a task definition with a job type.",
    check,
    basis=Basis.EXECUTION,
)
