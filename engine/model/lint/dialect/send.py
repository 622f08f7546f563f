"""A send task publishes a message or is a job; with neither it would do nothing, and with both it is
not clear which.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Send tasks with neither."""
    for task in model.named("sendTask"):
        if task.extension("zeebe:taskDefinition") is None and task.get("messageRef") is None:
            yield Fault(task, f"{label(task)} sends nothing")


RULE = Rule(
    "send-task-message",
    __doc__ or "",
    "Give the task a `messageRef` or a task definition.",
    check,
    basis=Basis.EXECUTION,
)
