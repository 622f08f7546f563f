"""A data object reference is named after its data object, with the state in brackets (clause 10.4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """References with a state and another name."""
    for element in model.named("dataObjectReference"):
        state = element.first("dataState")
        item = model.document.resolve(element.get("dataObjectRef"))
        if (
            state is None
            or item is None
            or not (item.get("name") and state.get("name") and element.get("name"))
        ):
            continue
        expected = f"{item.get('name')} [{state.get('name')}]"
        if element.get("name") != expected:
            yield Fault(element, f"`{element.get('name')}` should be `{expected}`")


RULE = Rule(
    "data-object-name",
    __doc__ or "",
    "Name the reference `Name [State]`.",
    check,
)
