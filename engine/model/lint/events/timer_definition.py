"""A timer has exactly one of date, duration and cycle; without any it would never fire (clause
10.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Timers with several, or (executable) without, expressions."""
    for item in model.named("timerEventDefinition"):
        count = sum(1 for _ in item.all("timeDate", "timeDuration", "timeCycle"))
        if count > 1 or (count == 0 and model.executable(item)):
            yield Fault(item, f"the timer has {count} expressions")


RULE = Rule(
    "timer-definition",
    __doc__ or "",
    "Give the timer one `timeDate`, `timeDuration` or `timeCycle`.",
    check,
)
