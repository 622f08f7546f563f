"""An expression is formal or natural language: its `xsi:type` names no other type (clause 8.4.7)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import EXPRESSIONS


def check(model: Model) -> Iterator[Fault]:
    """Expressions of other types."""
    for element in model.named(*EXPRESSIONS):
        written = element.attributes.get("xsi:type")
        if written is not None and written.strip().rpartition(":")[2] not in _TYPES:
            yield Fault(element, f"`{element.name}` is of type `{written}`")


_TYPES = frozenset({"tFormalExpression", "tExpression"})


RULE = Rule(
    "expression-type",
    __doc__ or "",
    'Write `xsi:type="bpmn:tFormalExpression"`.',
    check,
)
