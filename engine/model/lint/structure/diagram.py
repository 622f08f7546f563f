"""A shape has its bounds and an edge two points or more, all of them numbers, or it cannot be drawn (clause
12.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.model.document import Element
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Diagrams that no reader could draw."""
    for diagram in model.named("bpmndi:BPMNDiagram"):
        planes = sum(1 for _ in diagram.all("bpmndi:BPMNPlane"))
        if planes != 1:
            yield Fault(diagram, f"the diagram has {planes} planes")
    for shape in model.named("bpmndi:BPMNShape"):
        bounds = list(shape.all("dc:Bounds"))
        if len(bounds) != 1:
            yield Fault(shape, f"the shape has {len(bounds)} bounds")
    for edge in model.named("bpmndi:BPMNEdge"):
        points = sum(1 for _ in edge.all("di:waypoint"))
        if points < 2:
            yield Fault(edge, f"the edge has {points} points")
    for element in model.named(*_NUMBERS):
        yield from _no_numbers(element)


def _no_numbers(element: Element) -> Iterator[Fault]:
    for name in _NUMBERS[element.name]:
        value = element.attributes.get(name)
        if value is None or not _NUMBER.fullmatch(value.strip()):
            yield Fault(element, f"`{name}` of `{element.name}` is no number")


_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "dc:Bounds": ("x", "y", "width", "height"),
    "di:waypoint": ("x", "y"),
}
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|-?INF|NaN", re.ASCII)


RULE = Rule(
    "diagram",
    __doc__ or "",
    "Open the file in an editor and draw the element again.",
    check,
)
