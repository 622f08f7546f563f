"""The parts of a data association, an input and output specification, an operation or a loop stand in a fixed
order, which says what is what and which every editor keeps (clause 15.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.order import PARTS, misplaced
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Such elements with their parts in another order."""
    for element in model.named(*PARTS):
        yield from misplaced(element)


RULE = Rule(
    "part-order",
    __doc__ or "",
    "Put the parts in the order of the standard, such as `sourceRef` before `targetRef`.",
    check,
)
