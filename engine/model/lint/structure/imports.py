"""Files are checked one by one; what an imported file holds is not looked up."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import BPMN
from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Imports of other BPMN files."""
    for element in model.named("import"):
        if element.get("importType") == BPMN:
            yield Fault(element, f"the file imports `{element.get('location')}`")


RULE = Rule(
    "import-unresolved",
    __doc__ or "",
    "Call the other process by its id instead; both are deployed under their ids.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
