"""An escalation is found by its code: an executable process that throws one must give it (clause
10.5.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Thrown escalations without code."""
    for event in model.named("intermediateThrowEvent", "endEvent"):
        for item in model.definitions(event):
            if item.name == "escalationEventDefinition" and model.executable(event):
                found = model.document.resolve(item.get("escalationRef"))
                if found is None or not found.get("escalationCode"):
                    yield Fault(event, f"{label(event)} throws an escalation without code")


RULE = Rule(
    "escalation-code",
    __doc__ or "",
    "Refer to an escalation with an `escalationCode`.",
    check,
)
