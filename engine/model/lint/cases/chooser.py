"""In a case people choose work only where they are named: an ad-hoc subprocess says who may."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model, label
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Ad-hoc subprocesses of case processes without `chosenBy`, or with an empty one."""
    declared = {
        holder
        for entry, holder in written(model)
        if entry.get("name") == "chosenBy" and (entry.get("value") or "").strip(" ,")
    }
    for element in model.named("adHocSubProcess"):
        if model.in_case(element) and element not in declared:
            yield Fault(
                element, f"no person may choose in {label(element)}: its property `chosenBy` names none"
            )


RULE = Rule(
    "ad-hoc-chooser",
    __doc__ or "",
    "Name the roles that may choose in `chosenBy`, or write `nobody` where that is meant.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
