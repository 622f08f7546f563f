"""Text between elements means nothing: only expressions, scripts, documentation and references hold text
(clause 15.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import of_bpmn
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a, shape


def check(model: Model) -> Iterator[Fault]:
    """Elements with text that hold elements only."""
    for element in model.document.elements:
        if not element.text or not of_bpmn(element) or shape(element.name) is None:
            continue
        if element.name not in _TEXTS and not is_a(element.name, "baseElementWithMixedContent"):
            yield Fault(element, f"`{element.name}` holds the text `{element.text[:40]}`")


_TEXTS = frozenset({"documentation", "text", "script"})


RULE = Rule(
    "stray-text",
    __doc__ or "",
    "Remove the text, or write it as documentation.",
    check,
)
