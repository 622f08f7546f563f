"""A receive task that starts its process takes any message of its name: what comes later needs a key
to find the instance.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Instantiating receive tasks whose message has a key."""
    for task in model.named("receiveTask"):
        message = model.document.resolve(task.get("messageRef"))
        if (
            task.flag("instantiate")
            and message is not None
            and message.extension("zeebe:subscription") is not None
        ):
            yield Fault(task, f"the message of {label(task)} has a correlation key")


RULE = Rule(
    "receive-correlation",
    __doc__ or "",
    "Use a message without correlation key for the task that starts the process.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
