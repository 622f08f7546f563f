"""Extensions of other tools that do not change how the process runs are kept and ignored."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.dialect import HARMLESS, VENDORS
from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Other extension elements: those without meaning for running, and those of unknown tools."""
    for holder in model.named("extensionElements"):
        for element in holder.children:
            prefix, _, name = element.name.partition(":")
            if element.name.startswith("{") or (prefix in VENDORS and name in HARMLESS):
                yield Fault(element, f"`{element.name}` is kept and ignored")


RULE = Rule(
    "vendor-extension-harmless",
    __doc__ or "",
    "Nothing.",
    check,
    severity=Severity.INFO,
    basis=Basis.EXECUTION,
)
