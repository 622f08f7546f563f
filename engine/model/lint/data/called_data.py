"""A call activity with data inputs and outputs has exactly those of the process or global task that it
calls (clause 10.3.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.calls import called_id
from engine.model.lint.items import structure
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Call activities whose `ioSpecification` differs."""
    for activity in model.named("callActivity"):
        called = model.document.resolve(called_id(activity))
        if called is None or activity.extension("zeebe:calledElement") is not None:
            continue
        own, other = _parts(model, activity), _parts(model, called)
        if own != other:
            yield Fault(activity, f"the data of {label(activity)} differs from that of `{called.id}`")


def _parts(model: Model, element: Element) -> list[tuple[str, object]]:
    data = element.first("ioSpecification")
    if data is None:
        return []
    return sorted(
        (item.name, len(item.children) if item.name.endswith("Set") else structure(model, item.id) or "")
        for item in data.all("dataInput", "dataOutput", "inputSet", "outputSet")
    )


RULE = Rule(
    "call-activity-data",
    __doc__ or "",
    "Copy the `ioSpecification` of what is called, or use mappings.",
    check,
)
