"""A loop cannot run a negative number of times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Negative maxima and cardinalities."""
    for element in model.named("standardLoopCharacteristics"):
        if (element.get("loopMaximum") or "").strip().startswith("-"):
            yield Fault(element, f"`loopMaximum` is {element.get('loopMaximum')}")
    for element in model.named("loopCardinality"):
        if _NEGATIVE.fullmatch(element.text):
            yield Fault(element, f"`loopCardinality` is {element.text}")


_NEGATIVE = re.compile(r"=?\s*-\s*\d+(\.\d+)?")


RULE = Rule(
    "loop-maximum",
    __doc__ or "",
    "Write 0 or more, or remove the attribute.",
    check,
)
