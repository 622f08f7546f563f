"""A receive task that starts the process comes first: no flow may lead to it, except one from a start
event (clause 10.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Instantiating receive tasks with incoming flows."""
    for task in model.named("receiveTask"):
        if task.flag("instantiate") and model.incoming(task):
            yield Fault(task, f"a flow leads to {label(task)}, which starts the process")


RULE = Rule(
    "receive-instantiate",
    __doc__ or "",
    "Remove the flow, or `instantiate`.",
    check,
)
