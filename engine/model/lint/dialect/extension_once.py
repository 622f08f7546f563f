"""Of two extension elements of the same kind only one could be obeyed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Extension elements that stand twice in one element."""
    for holder in model.named("extensionElements"):
        seen = set()
        for element in holder.children:
            if element.name.startswith("zeebe:") and element.name in seen:
                yield Fault(element, f"`{element.name}` stands here twice")
            seen.add(element.name)


RULE = Rule(
    "extension-once",
    __doc__ or "",
    "Leave one.",
    check,
    basis=Basis.EXECUTION,
)
