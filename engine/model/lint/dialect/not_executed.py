"""Some elements of the standard describe and are not executed: they are kept and shown."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Resource roles, renderings, auditing and monitoring."""
    for element in model.named(*_DESCRIBING):
        yield Fault(element, f"`{element.name}` is kept and not executed")


_DESCRIBING = (
    "resourceRole",
    "performer",
    "humanPerformer",
    "potentialOwner",
    "rendering",
    "auditing",
    "monitoring",
)


RULE = Rule(
    "element-not-executed",
    __doc__ or "",
    "Nothing; for who may do a task use `zeebe:assignmentDefinition`.",
    check,
    severity=Severity.INFO,
    basis=Basis.EXECUTION,
)
