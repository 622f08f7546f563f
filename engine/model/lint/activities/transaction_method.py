"""A transaction is undone by compensation here; other methods are not executed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Transactions with another method."""
    for element in model.named("transaction"):
        if element.get("method") not in (None, "##Compensate", "compensate"):
            yield Fault(element, f"the method of {label(element)} is `{element.get('method')}`")


RULE = Rule(
    "transaction-method",
    __doc__ or "",
    "Remove `method`, and give the activities compensation handlers.",
    check,
    basis=Basis.EXECUTION,
)
