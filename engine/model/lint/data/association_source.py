"""Without a transformation a data association copies one source (clause 10.4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Associations with several sources and no transformation."""
    for element in model.named("dataInputAssociation", "dataOutputAssociation"):
        count = sum(1 for _ in element.all("sourceRef"))
        if count > 1 and element.first("transformation") is None:
            yield Fault(element, f"the association has {count} sources and no transformation")


RULE = Rule(
    "data-association-source",
    __doc__ or "",
    "Leave one `sourceRef`, or add a transformation.",
    check,
)
