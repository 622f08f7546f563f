"""A service task that names an operation has one input set, at most one output set, and data of the
operation's messages (clause 10.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.items import structure
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Service tasks whose data does not fit their operation."""
    for task in model.named("serviceTask"):
        operation = model.document.resolve(task.get("operationRef"))
        data = task.first("ioSpecification")
        if operation is None or operation.name != "operation":
            continue
        if data is None or sum(1 for _ in data.all("inputSet")) != 1:
            yield Fault(task, f"{label(task)} needs exactly one input set")
            continue
        if sum(1 for _ in data.all("outputSet")) > 1:
            yield Fault(task, f"{label(task)} has several output sets")
        for own, message in (("dataInput", "inMessageRef"), ("dataOutput", "outMessageRef")):
            carried = operation.first(message)
            kind = structure(model, carried.text) if carried is not None else None
            kinds = [structure(model, item.id) for item in data.all(own)]
            if kind is not None and kinds and kind not in kinds:
                yield Fault(task, f"the `{own}` of {label(task)} is of another type than the message")
            elif own == "dataOutput" and kind is not None and not kinds:
                yield Fault(task, f"{label(task)} has no `dataOutput` for the answer of its operation")


RULE = Rule(
    "operation-data",
    __doc__ or "",
    "Match the `ioSpecification` to the messages of the operation.",
    check,
)
