"""Each data input belongs to an input set and each data output to an output set, or nothing ever reads
it (clause 10.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Inputs and outputs in no set."""
    listed = {item.text for item in model.named("dataInputRefs", "dataOutputRefs")}
    for item in model.named("dataInput", "dataOutput"):
        if item.id is not None and item.id not in listed:
            yield Fault(
                item, f"`{item.id}` stands in no {'input' if item.name == 'dataInput' else 'output'} set"
            )


RULE = Rule(
    "data-set",
    __doc__ or "",
    "List the input or output in a set.",
    check,
)
