"""Only a transaction can be cancelled: a cancel boundary event is attached to one (clause 10.5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Cancel boundary events at other activities."""
    for event in model.named("boundaryEvent"):
        host = model.document.resolve(event.get("attachedToRef"))
        if "cancel" in model.kinds(event) and host is not None and host.name != "transaction":
            yield Fault(event, f"{label(event)} is attached to {label(host)}, which is no transaction")


RULE = Rule(
    "cancel-boundary-event",
    __doc__ or "",
    "Attach the event to a transaction, or catch another event.",
    check,
)
