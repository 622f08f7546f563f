"""A value of the wrong kind (a number that is none, a word outside the list, an empty reference) has no
meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.model.document import of_bpmn
from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import shape, slot


def check(model: Model) -> Iterator[Fault]:
    """Booleans, integers, ids, references and enumerations with other values."""
    for element in model.document.elements:
        known = shape(element.name) if of_bpmn(element) else None
        if known is None:
            continue
        for name, value in element.attributes.items():
            attribute = known.attributes.get(name)
            if attribute is not None and not _fits(attribute.kind, value.strip()):
                yield Fault(element, f"attribute `{name}` of `{element.name}` is `{value}`")
        for child in element.children:
            reference = of_bpmn(child) and shape(child.name) is None and slot(element.name, child.name)
            if reference and not _fits("qname", child.text):
                yield Fault(element, f"`{child.name}` of `{element.name}` is `{child.text}`")


_NAME = re.compile(r"[^\W\d][\w.\-·]*", re.UNICODE)
_QUALIFIED = re.compile(rf"({_NAME.pattern}:)?{_NAME.pattern}", re.UNICODE)
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)


def _fits(kind: str, value: str) -> bool:
    if kind == "boolean":
        return value in ("true", "false", "1", "0")
    if kind == "integer":
        return _INTEGER.fullmatch(value) is not None
    if kind in ("id", "ref"):
        return _NAME.fullmatch(value) is not None
    if kind == "qname":
        return _QUALIFIED.fullmatch(value) is not None
    return not kind or value in kind.split(",")


RULE = Rule(
    "attribute-value",
    __doc__ or "",
    "Correct the value.",
    check,
)
