"""Each data input belongs to an input set and each data output to an output set of the same element, or
nothing ever reads it (clause 10.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Inputs and outputs in no set, or in a set of another element."""
    listed = {item.text for item in model.named("dataInputRefs", "dataOutputRefs")}
    for item in model.named("dataInput", "dataOutput"):
        if item.id is not None and item.id not in listed:
            yield Fault(
                item, f"`{item.id}` stands in no {'input' if item.name == 'dataInput' else 'output'} set"
            )

    for entry in model.named("dataInputRefs", "dataOutputRefs"):
        data = model.document.resolve(entry.text)
        holder = model.parent(model.parent(entry))
        if data is not None and model.parent(data) is not holder:
            yield Fault(model.parent(entry), f"`{entry.text}` belongs to another element")


RULE = Rule(
    "data-set",
    __doc__ or "",
    "List the input or output in a set.",
    check,
)
