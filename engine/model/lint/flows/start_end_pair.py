"""Start and end events come together: a level with one of them needs the other (clauses 10.5.2 and
10.5.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label, starts_instances
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Levels with start but no end events, or the reverse."""
    for scope in model.scopes:
        starts = [*scope.all("startEvent"), *(child for child in scope.children if starts_instances(child))]
        ends = list(scope.all("endEvent"))
        if ends and not starts and scope.name != "adHocSubProcess":
            yield Fault(ends[0], f"{label(scope)} has an end event and no start event")
        elif starts and not ends and scope.name != "adHocSubProcess":
            yield Fault(starts[0], f"{label(scope)} has a start event and no end event")


RULE = Rule(
    "start-end-pair",
    __doc__ or "",
    "Add the missing event, or remove both.",
    check,
)
