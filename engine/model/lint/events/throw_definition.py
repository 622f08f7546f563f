"""An intermediate throw event throws a message, escalation, link, compensation or signal, or nothing
(clause 10.5.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Intermediate throw events with other definitions."""
    for event in model.named("intermediateThrowEvent"):
        for kind in model.kinds(event):
            if kind not in ("message", "escalation", "link", "compensate", "signal"):
                yield Fault(event, f"{label(event)} throws `{kind}`")


RULE = Rule(
    "intermediate-throw-definition",
    __doc__ or "",
    "Use one of those definitions, or an end event.",
    check,
)
