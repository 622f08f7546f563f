"""A process or global task that supports an interface binds its data to the operations of that
interface (clause 8.4.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.items import structure
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Callable elements with interface and without fitting binding."""
    for element in model.document.root.children:
        if element.first("supportedInterfaceRef") is None:
            continue
        bindings = list(element.all("ioBinding"))
        if not bindings:
            yield Fault(element, f"{label(element)} supports an interface and binds no data")
        for binding in bindings:
            operation = model.document.resolve(binding.get("operationRef"))
            for data, message in (("inputDataRef", "inMessageRef"), ("outputDataRef", "outMessageRef")):
                carried = operation.first(message) if operation is not None else None
                kind = structure(model, carried.text) if carried is not None else None
                own = structure(model, binding.get(data))
                if kind is not None and own is not None and kind != own:
                    yield Fault(element, f"`{binding.get(data)}` is of another type than the message")


RULE = Rule(
    "interface-binding",
    __doc__ or "",
    "Add an `ioBinding` whose input and output have the types of the operation's messages.",
    check,
)
