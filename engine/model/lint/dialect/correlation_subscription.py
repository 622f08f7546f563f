"""Messages find their instance by the key of the message; the correlation sets of the standard are not
executed.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Correlation subscriptions of processes."""
    for element in model.named("correlationSubscription"):
        yield Fault(element, "the process subscribes to a correlation key of the standard")


RULE = Rule(
    "correlation-subscription",
    __doc__ or "",
    "Give the message a `zeebe:subscription` with a correlation key.",
    check,
    basis=Basis.EXECUTION,
)
