"""A process that is part of a case type which no process has is part of nothing: what its forms declare
would stay closed to everybody, and only the case would show it.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Case types in `partOf` that nothing in these files or among what is deployed has."""
    if model.surroundings.processes is None:
        return
    known = model.case_types.keys() | model.surroundings.case_types
    for process in model.file.processes:
        element = model.document.by_id.get(process.id)
        for kind in process.properties.part_of:
            if element is not None and kind not in known:
                yield Fault(element, f"no process has the case type `{kind}`")


RULE = Rule(
    "part-of",
    __doc__ or "",
    "Correct the case type, or deploy its process too.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
