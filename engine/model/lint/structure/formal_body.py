"""A formal expression has a body: without text there is nothing formal about it (clause 8.4.7)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.formal import is_formal
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule
from engine.model.schema import EXPRESSIONS


def check(model: Model) -> Iterator[Fault]:
    """Formal expressions without text."""
    for element in model.named(*EXPRESSIONS, "formalExpression"):
        if not element.text and is_formal(model, element):
            yield Fault(element, f"`{element.name}` is formal and empty")


RULE = Rule(
    "formal-expression-body",
    __doc__ or "",
    "Write a FEEL expression, or remove the element or its type.",
    check,
    basis=Basis.EXECUTION,
)
