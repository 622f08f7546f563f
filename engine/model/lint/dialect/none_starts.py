"""A process that is started by hand begins at its none start event; with several of them nobody can
say where.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Processes with several none start events."""
    for process in model.named("process"):
        starts = [event for event in process.all("startEvent") if not model.definitions(event)]
        for event in starts[1:]:
            yield Fault(event, f"`{starts[0].id}` is a none start event, too")


RULE = Rule(
    "none-start-unique",
    __doc__ or "",
    "Leave one none start event, and a gateway behind it.",
    check,
    basis=Basis.EXECUTION,
)
