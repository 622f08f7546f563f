"""A case whose process names no term is kept until somebody thinks of it; that of an end is for that end."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Processes of a case type that do not say how long its cases are kept."""
    for process in model.file.processes:
        properties = process.properties
        element = model.document.by_id.get(process.id)
        if properties.case_type is None or properties.retention is not None or element is None:
            continue
        yield Fault(element, f"`{process.id}` does not say how long its cases are kept")


RULE = Rule(
    "retention-missing",
    __doc__ or "",
    "Give the process the property `retention`: a duration such as P5Y, or a term.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
