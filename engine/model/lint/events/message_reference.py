"""A message event of an executable process must say which message, by a `messageRef` to a message with
a name; a throwing one may be a job instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Message events and receive tasks without message."""
    for event in model.events:
        for item in model.definitions(event):
            if item.name == "messageEventDefinition" and not _works_as_job(event, item):
                yield from _named(model, event, item.get("messageRef"))
    for task in model.named("receiveTask"):
        yield from _named(model, task, task.get("messageRef"))


def _works_as_job(event: Element, item: Element) -> bool:
    throws = event.name in ("intermediateThrowEvent", "endEvent", "implicitThrowEvent")
    return throws and any(holder.extension("zeebe:taskDefinition") is not None for holder in (event, item))


def _named(model: Model, node: Element, reference: str | None) -> Iterator[Fault]:
    if reference is None:
        yield Fault(node, f"{label(node)} names no message")
        return
    message = model.document.resolve(reference)
    if message is not None and not message.get("name"):
        yield Fault(node, f"the message `{message.id}` of {label(node)} has no name")


RULE = Rule(
    "message-reference",
    __doc__ or "",
    "Refer to a message with a name, or (throwing) give the event a task definition.",
    check,
    basis=Basis.EXECUTION,
)
