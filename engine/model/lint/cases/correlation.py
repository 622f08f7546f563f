"""In a case a message must find its own case: without a key any message of that name would do."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Messages awaited by case processes without key; a start event of a process needs none."""
    for node in (*model.events, *model.named("receiveTask")):
        start = node.name == "startEvent" and model.parent(node).name == "process"
        catches = node.name in ("startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask")
        if not model.in_case(node) or start or not catches or node.flag("instantiate"):
            continue
        for reference in _messages(model, node):
            message = model.document.resolve(reference)
            key = message.extension("zeebe:subscription") if message is not None else None
            if message is not None and (key is None or not key.get("correlationKey")):
                yield Fault(node, f"{label(node)} waits for `{message.get('name')}` without key")


def _messages(model: Model, node: Element) -> Iterator[str]:
    own = node.get("messageRef")
    if own is not None:
        yield own
    for item in model.definitions(node):
        reference = item.get("messageRef")
        if reference is not None:
            yield reference


RULE = Rule(
    "catch-correlation-key",
    __doc__ or "",
    "Give the message a correlation key.",
    check,
    basis=Basis.EXECUTION,
)
