"""A choreography or global conversation must not refer to a choreography (clause 9.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Choreographies that refer to choreographies."""
    for element in model.named("choreography", "globalConversation", "globalChoreographyTask"):
        if element.first("choreographyRef") is not None:
            yield Fault(element, f"{label(element)} refers to a choreography")


RULE = Rule(
    "choreography-reference",
    __doc__ or "",
    "Remove `choreographyRef`.",
    check,
)
