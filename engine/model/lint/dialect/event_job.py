"""Among the events only those that throw a message are done by a job; elsewhere nobody would activate
it.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Jobs at events that throw something else."""
    for event in model.named("intermediateThrowEvent", "endEvent"):
        if event.extension("zeebe:taskDefinition") is not None and model.kinds(event) != ("message",):
            yield Fault(event, f"{label(event)} throws no message and has a job")


RULE = Rule(
    "event-job",
    __doc__ or "",
    "Remove the task definition, or throw a message.",
    check,
    basis=Basis.EXECUTION,
)
