"""A public process describes what partners see; it must not be marked as executable (clause 10.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Executable processes of type Public."""
    for element in model.named("process"):
        if element.get("processType") == "Public" and element.flag("isExecutable"):
            yield Fault(element, f"{label(element)} is public and executable")


RULE = Rule(
    "public-process",
    __doc__ or "",
    'Remove `processType="Public"` or set `isExecutable="false"`.',
    check,
)
