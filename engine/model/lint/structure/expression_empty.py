"""An expression without text has no value (its body is mandatory)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import EXPRESSIONS


def check(model: Model) -> Iterator[Fault]:
    """Expression elements without text."""
    for element in model.named(*EXPRESSIONS):
        if not element.text and model.parent(element).name != "extensionElements":
            yield Fault(element, f"`{element.name}` is empty")


RULE = Rule(
    "expression-empty",
    __doc__ or "",
    "Write a FEEL expression, or remove the element.",
    check,
)
