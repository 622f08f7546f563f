"""In an executable process nothing happens between two elements: `isImmediate` must not be false
(clause 8.4.13).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Flows of executable processes that are not immediate."""
    for flow in model.flows:
        if not flow.flag("isImmediate", True) and model.executable(flow):
            yield Fault(flow, "the flow is not immediate")


RULE = Rule(
    "sequence-flow-immediate",
    __doc__ or "",
    "Remove `isImmediate`, and draw what happens in between.",
    check,
)
