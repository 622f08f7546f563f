"""An element that BPMN does not know, or not in that place, would be ignored silently: nobody can say
what it does.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import of_bpmn
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import slot


def check(model: Model) -> Iterator[Fault]:
    """BPMN elements without a place in their parent."""
    for element in model.document.elements:
        outer = model.document.parent(element)
        if outer is None or not of_bpmn(outer) or element.name.startswith("zeebe:"):
            continue
        if outer.name == "extensionElements":
            misplaced = of_bpmn(element)
        elif outer.name in _OPEN:
            misplaced = False
        else:
            misplaced = slot(outer.name, element.name) is None
        if misplaced:
            yield Fault(element, f"`{outer.name}` cannot hold `{element.name}`")


_OPEN = frozenset({"documentation", "text", "script", "rendering", "extension"})


RULE = Rule(
    "unknown-element",
    __doc__ or "",
    "Remove the element, or move it to where BPMN 2.0.2 allows it.",
    check,
)
