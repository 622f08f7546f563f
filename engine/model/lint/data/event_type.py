"""The data of an event is of the type that its message, error, escalation or signal carries (clause
10.5.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.items import structure
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Events whose data has another type."""
    for event in model.events:
        data = list(event.all("dataInput", "dataOutput"))
        carried = [structure(model, _thing(item)) for item in model.definitions(event)]
        for item, kind in zip(data, carried, strict=False):
            own = structure(model, item.id)
            if own is not None and kind is not None and own != kind:
                yield Fault(event, f"`{item.id}` is of another type than what {label(event)} carries")


def _thing(definition: Element) -> str | None:
    return next(
        (
            definition.get(name)
            for name in ("messageRef", "errorRef", "escalationRef", "signalRef")
            if definition.get(name)
        ),
        None,
    )


RULE = Rule(
    "event-data-type",
    __doc__ or "",
    "Use the item definition of what the event catches or throws.",
    check,
)
