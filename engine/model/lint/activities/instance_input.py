"""The collection of a multi-instance task is one of its data inputs, or a data object in sight (clause
10.3.8).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """`loopDataInputRef` and `loopDataOutputRef` to data of other elements."""
    for element in model.named("loopDataInputRef", "loopDataOutputRef"):
        found = model.document.resolve(element.text)
        if found is None or not model.executable(element):
            continue
        around = set(model.document.ancestors(element))
        wrong = "dataOutput" if element.name == "loopDataInputRef" else "dataInput"
        owner = model.document.inside(found, "ioSpecification") or found
        if model.document.parent(owner) not in around or found.name == wrong:
            yield Fault(
                element, f"`{element.text}` is no {'input' if wrong == 'dataOutput' else 'output'} here"
            )


RULE = Rule(
    "multi-instance-input",
    __doc__ or "",
    "Refer to a data input of the task or a data object of its scope.",
    check,
)
