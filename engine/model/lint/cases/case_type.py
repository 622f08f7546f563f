"""A case type belongs to one process: two of them would give one case two beginnings."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Case types that another process has as well, in any of the files or among what is deployed."""
    for process in model.file.processes:
        kind = process.properties.case_type
        element = model.document.by_id.get(process.id)
        if kind is None or element is None:
            continue
        first = model.case_types.get(kind, process.id)
        if first != process.id:
            yield Fault(element, f"the case type `{kind}` belongs to process `{first}` already")
        elif kind in model.surroundings.case_types:
            yield Fault(element, f"the case type `{kind}` belongs to another process already")


RULE = Rule(
    "case-type-unique",
    __doc__ or "",
    "Remove the property from all but one process.",
    check,
    basis=Basis.EXECUTION,
)
