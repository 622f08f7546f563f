"""A send or receive task has at most one data element, in one set, of the type of its message (clause
10.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.items import structure
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Tasks whose data does not fit their message."""
    for task in model.named("sendTask", "receiveTask"):
        data = task.first("ioSpecification")
        if data is None:
            continue
        group, own = ("inputSet", "dataInput") if task.name == "sendTask" else ("outputSet", "dataOutput")
        items = list(data.all(own))
        if len(items) > 1 or sum(1 for _ in data.all(group)) > 1:
            yield Fault(task, f"{label(task)} has several `{own}` or `{group}`")
        kind = structure(model, task.get("messageRef"))
        for item in items[:1]:
            if task.get("messageRef") and structure(model, item.id) != kind:
                yield Fault(task, f"`{item.id}` is of another type than the message of {label(task)}")


RULE = Rule(
    "message-data",
    __doc__ or "",
    "Leave one data element with the item definition of the message.",
    check,
)
