"""A choreography is a sequence of interactions between participants: it holds no activities and no data,
because nobody carries them out or keeps them (clause 11.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Activities and data inside choreographies."""
    for outer in model.named("choreography", "globalChoreographyTask", "subChoreography"):
        for child in outer.children:
            if any(is_a(child.name, kind) for kind in _FOREIGN):
                yield Fault(child, f"{label(child)} stands in {label(outer)}")


_FOREIGN = ("activity", "dataObject", "dataObjectReference", "dataStoreReference")


RULE = Rule(
    "choreography-element",
    __doc__ or "",
    "Draw choreography tasks, or move the element into a process.",
    check,
)
