"""Built-in jobs and what is mapped into them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model


def jobs(model: Model, kind: str) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Elements with a job of this type, each with its input mappings."""
    for definition in model.named("zeebe:taskDefinition"):
        if definition.get("type") != kind:
            continue
        holder = model.parent(model.parent(definition))
        node = model.parent(holder) if holder.name == "messageEventDefinition" else holder
        yield (
            node,
            tuple(
                item for mapping in node.extensions("zeebe:ioMapping") for item in mapping.all("zeebe:input")
            ),
        )
