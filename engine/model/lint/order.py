"""The order of child elements, as the XML Schema of BPMN fixes it (clause 15.3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from engine.model.document import Element
from engine.model.lint.rule import Fault
from engine.model.schema import shape, slot

PARTS: Final = frozenset(
    {
        "assignment",
        "complexBehaviorDefinition",
        "correlationPropertyBinding",
        "dataInputAssociation",
        "dataOutputAssociation",
        "inputSet",
        "ioSpecification",
        "lane",
        "multiInstanceLoopCharacteristics",
        "operation",
        "outputSet",
        "participantAssociation",
        "relationship",
        "resourceParameterBinding",
    }
)
"""Elements made of parts with a role each; documentation and extensions may stand anywhere among them."""

_ANYWHERE: Final = ("documentation", "extensionElements")


def misplaced(element: Element) -> Iterator[Fault]:
    """The first child that stands after one that has to follow it."""
    places = _places(element.name)
    if len(places) < 2:
        return
    last, before = -1, ""
    for child in element.children:
        name = slot(element.name, child.name)
        if name is None or (element.name in PARTS and name in _ANYWHERE):
            continue
        if places[name] < last:
            yield Fault(element, f"`{child.name}` stands after `{before}`")
            return
        last, before = places[name], child.name


@cache
def _places(name: str) -> dict[str, int]:
    known = shape(name)
    return {} if known is None else {child: place for place, child in enumerate(known.children)}
