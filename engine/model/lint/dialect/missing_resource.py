"""A form, decision or process that is neither deployed nor in this deployment would be missing when it
is needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Static references to what is not there."""
    around = model.surroundings
    for name, attribute, known in (
        ("zeebe:formDefinition", "formId", around.forms),
        ("zeebe:calledDecision", "decisionId", around.decisions),
        ("zeebe:calledElement", "processId", around.processes),
        ("callActivity", "calledElement", around.processes),
    ):
        for element in model.named(name) if known is not None else ():
            written = element.get(attribute)
            if written is None or written.startswith("=") or known is None:
                continue
            if written.rpartition(":")[2] not in known:
                yield Fault(element, f"`{written}` is not deployed")


RULE = Rule(
    "resource-missing",
    __doc__ or "",
    "Deploy it together with this file, or correct the id.",
    check,
    basis=Basis.EXECUTION,
)
