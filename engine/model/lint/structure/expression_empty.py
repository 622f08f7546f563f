"""An expression without text has no value: a process that runs cannot evaluate it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.formal import is_formal
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule
from engine.model.schema import EXPRESSIONS


def check(model: Model) -> Iterator[Fault]:
    """Expression elements without text that are not said to be formal."""
    for element in model.named(*EXPRESSIONS):
        if not element.text and not is_formal(model, element):
            yield Fault(element, f"`{element.name}` is empty")


RULE = Rule(
    "expression-empty",
    __doc__ or "",
    "Write a FEEL expression, or remove the element.",
    check,
    basis=Basis.EXECUTION,
)
