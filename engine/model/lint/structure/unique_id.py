"""Flows, tasks and history refer to elements by id; two elements with one id cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element, of_bpmn
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Ids that were used before."""
    seen: dict[str, Element] = {}
    for element in model.document.elements:
        if element.id is None or not (of_bpmn(element) or element.name.startswith("bpmndi:")):
            continue
        first = seen.setdefault(element.id, element)
        if first is not element:
            yield Fault(element, f"the id `{element.id}` is already used in line {first.line}")


RULE = Rule(
    "unique-id",
    __doc__ or "",
    "Give one of them another id.",
    check,
)
