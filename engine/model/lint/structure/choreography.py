"""A process must not contain choreography activities (BPMN 2.0.2 clauses 10.3 and 11)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import SUB_PROCESSES, Model, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Choreography activities inside processes and subprocesses."""
    for element in model.nodes:
        if is_a(element.name, "choreographyActivity") and model.parent(element).name in (
            "process",
            *SUB_PROCESSES,
        ):
            yield Fault(element, f"{label(element)} stands in a process")


RULE = Rule(
    "choreography-in-process",
    __doc__ or "",
    "Move the choreography to a `choreography`, or draw tasks.",
    check,
)
