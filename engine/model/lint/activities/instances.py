"""A multi-instance activity of an executable process must say how often: by a cardinality or a
collection (clause 10.3.8).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Multi-instance without, or with both."""
    for element in model.named("multiInstanceLoopCharacteristics"):
        zeebe = element.extension("zeebe:loopCharacteristics")
        count = element.first("loopCardinality") is not None
        collection = element.first("loopDataInputRef") is not None or (
            zeebe is not None and zeebe.get("inputCollection") is not None
        )
        if model.executable(element) and not count and not collection:
            yield Fault(element, "the activity does not say how many instances it has")
        elif model.executable(element) and count and collection:
            yield Fault(element, "a cardinality and a collection both say how many instances it has")


RULE = Rule(
    "multi-instance-count",
    __doc__ or "",
    "Give it an input collection or a `loopCardinality`, and not both.",
    check,
)
