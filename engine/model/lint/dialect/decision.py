"""A business rule task has exactly one of a called decision and a job."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Business rule tasks with none or both."""
    for task in model.named("businessRuleTask", "globalBusinessRuleTask"):
        ways = [
            name
            for name in ("zeebe:calledDecision", "zeebe:taskDefinition")
            if task.extension(name) is not None
        ]
        if len(ways) != 1:
            yield Fault(task, f"{label(task)} has {len(ways)} implementations")


RULE = Rule(
    "business-rule-task-decision",
    __doc__ or "",
    "Choose a decision, or a job type.",
    check,
    basis=Basis.EXECUTION,
)
