"""A shape or edge draws an element of the model; one that draws nothing is left over from something that was
removed (clause 12.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Shapes, edges and planes of elements that do not exist."""
    for drawn in model.named("bpmndi:BPMNShape", "bpmndi:BPMNEdge", "bpmndi:BPMNPlane"):
        reference = drawn.get("bpmnElement")
        if reference is None or model.document.local(reference) is None:
            continue
        found = model.document.resolve(reference)
        if found is None and reference != model.document.root.id:
            yield Fault(drawn, f"it draws `{reference}`, which does not exist")


RULE = Rule(
    "diagram-reference",
    __doc__ or "",
    "Remove the shape or edge, or give the element back its id.",
    check,
    severity=Severity.WARNING,
)
