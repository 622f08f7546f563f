"""Which variables a node writes, as far as the model says so."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element


def targets(node: Element) -> Iterator[str]:
    """Dotted paths of output mappings and results; what forms and workers return is not known here."""
    outputs = [
        item.get("target") or ""
        for mapping in node.extensions("zeebe:ioMapping")
        for item in mapping.all("zeebe:output")
    ]
    if outputs:
        yield from outputs
        return
    for extension in node.extensions("zeebe:script", "zeebe:calledDecision"):
        result = extension.get("resultVariable")
        if result is not None:
            yield result
