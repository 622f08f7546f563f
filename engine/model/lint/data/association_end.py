"""Data flows into an activity by input associations and out of it by output associations: their inner
ends are its own inputs and outputs (clause 10.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Associations whose inner end belongs to another element."""
    for element in model.named("dataInputAssociation", "dataOutputAssociation"):
        incoming = element.name == "dataInputAssociation"
        owner = model.parent(element)
        for reference in element.all("targetRef" if incoming else "sourceRef"):
            found = model.document.resolve(reference.text)
            if found is None or found.name not in ("dataInput", "dataOutput"):
                continue
            if owner not in set(model.document.ancestors(found)) or found.name != (
                "dataInput" if incoming else "dataOutput"
            ):
                yield Fault(
                    element, f"`{reference.text}` is no {'input' if incoming else 'output'} of {label(owner)}"
                )


RULE = Rule(
    "data-association-end",
    __doc__ or "",
    "Refer to a data input (as target) or data output (as source) of the activity itself.",
    check,
)
