"""Cancelling is what transactions do: a cancel end event stands in a transaction (clause 10.5.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Cancel end events outside transactions."""
    for event in model.named("endEvent"):
        if "cancel" in model.kinds(event) and model.document.inside(event, "transaction") is None:
            yield Fault(event, f"{label(event)} stands in no transaction")


RULE = Rule(
    "cancel-end-event",
    __doc__ or "",
    "Make the subprocess a transaction, or use an error end event.",
    check,
)
