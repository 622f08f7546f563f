"""In a case somebody is always responsible: a user task says who may do it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """User tasks of case processes that nobody may do."""
    for task in model.named("userTask"):
        who = task.extension("zeebe:assignmentDefinition")
        names = ("assignee", "candidateGroups", "candidateUsers")
        if model.in_case(task) and (who is None or not any(who.get(name) for name in names)):
            yield Fault(task, f"nobody may do {label(task)}")


RULE = Rule(
    "user-task-assignment",
    __doc__ or "",
    "Fill in the assignee or the candidate groups.",
    check,
    basis=Basis.EXECUTION,
)
