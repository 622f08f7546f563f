"""A subprocess sees the data around it and has no data inputs or outputs of its own, except through
multi-instance (clause 10.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import SUB_PROCESSES, Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Subprocesses with an `ioSpecification`."""
    for element in model.named(*SUB_PROCESSES):
        if element.first("ioSpecification") and not element.first("multiInstanceLoopCharacteristics"):
            yield Fault(element, f"{label(element)} has an `ioSpecification`")


RULE = Rule(
    "subprocess-data",
    __doc__ or "",
    "Move the `ioSpecification` to the activities inside, or map variables.",
    check,
)
