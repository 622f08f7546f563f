"""Which expressions are formal, and which may be natural language (BPMN 2.0.2 clause 8.4.7)."""

from __future__ import annotations

from engine.model.document import Element
from engine.model.lint.model import Model

_ALWAYS = ("formalExpression", "dataPath", "messagePath", "transformation")


def is_formal(model: Model, element: Element) -> bool:
    """Whether the element is a formal expression by its type or by its place."""
    written = (element.get("xsi:type") or "").rpartition(":")[2]
    if element.name in _ALWAYS or written == "tFormalExpression":
        return True
    return element.name == "condition" and model.parent(element).name == "complexBehaviorDefinition"
