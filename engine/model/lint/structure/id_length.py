"""Ids and names of a model are kept in the database and found by index, which bounds their length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.model.document import of_bpmn
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule

LONGEST: Final = 255
_FOUND_BY: Final = {
    "message": "name",
    "signal": "name",
    "zeebe:taskDefinition": "type",
    "zeebe:formDefinition": "formId",
    "zeebe:calledDecision": "decisionId",
    "zeebe:calledElement": "processId",
}


def check(model: Model) -> Iterator[Fault]:
    """Texts that are longer; what an expression makes is checked when it is evaluated."""
    for element in model.document.elements:
        if of_bpmn(element) and len(element.id or "") > LONGEST:
            yield Fault(element, f"the id has {len(element.id or '')} characters")
        attribute = _FOUND_BY.get(element.name)
        text = element.get(attribute) or "" if attribute else ""
        if len(text) > LONGEST and not text.startswith("="):
            yield Fault(element, f"`{attribute}` has {len(text)} characters")


RULE = Rule(
    "id-length",
    __doc__ or "",
    f"Use no more than {LONGEST} characters.",
    check,
)
