"""A token that enters an embedded subprocess begins at its one none start event (clause 13.3.4)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import SUB_PROCESSES, Model, is_event_subprocess
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Embedded subprocesses with several start events."""
    for scope in model.named(*SUB_PROCESSES):
        if not is_event_subprocess(scope):
            starts = list(scope.all("startEvent"))
            for event in starts[1:]:
                yield Fault(event, f"`{starts[0].id}` begins the subprocess already")


RULE = Rule(
    "subprocess-start-unique",
    __doc__ or "",
    "Leave one start event, and a parallel gateway behind it.",
    check,
)
