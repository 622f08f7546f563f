"""A pool cannot have fewer than no participants, nor a maximum below one or below its minimum (clause
9.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Multiplicities out of order."""
    for element in model.named("participantMultiplicity"):
        least, most = _number(element.get("minimum"), 0), _number(element.get("maximum"), 1)
        if least < 0 or most < 1 or most < least:
            yield Fault(element, f"the multiplicity is {least} to {most}")


def _number(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


RULE = Rule(
    "participant-multiplicity",
    __doc__ or "",
    "Write a minimum of 0 or more, and a maximum of at least 1 and at least the minimum.",
    check,
)
