"""The schema of BPMN fixes the order of child elements. It carries no meaning and several editors do not keep
it, so that nothing is refused for it where it only groups what stands side by side (clause 15.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.order import PARTS, misplaced
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Processes, activities, events and all else whose children stand in another order."""
    for element in model.document.elements:
        if element.name not in PARTS:
            yield from misplaced(element)


RULE = Rule(
    "child-order",
    __doc__ or "",
    "Save the file again in an editor that keeps the order, or move the element.",
    check,
    severity=Severity.WARNING,
)
