"""An event with data has one input or output for each of its definitions (clause 10.5.1)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Events with another number."""
    for event in model.events:
        data = list(event.all("dataInput", "dataOutput"))
        count = sum(
            1 for child in event.children if child.name.endswith(("EventDefinition", "EventDefinitionRef"))
        )
        count += sum(1 for _ in event.all("eventDefinitionRef"))
        if data and len(data) != count:
            yield Fault(event, f"{label(event)} has {len(data)} data elements for {count} definitions")


RULE = Rule(
    "event-data-count",
    __doc__ or "",
    "Add or remove data inputs or outputs.",
    check,
)
