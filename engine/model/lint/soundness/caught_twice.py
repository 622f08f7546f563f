"""Of two events on one activity that catch the same error only one can be taken."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Boundary events with the same error code as an earlier one."""
    for events in model.boundaries.values():
        seen: set[str | None] = set()
        for event in events:
            for item in model.definitions(event):
                found = model.document.resolve(item.get("errorRef"))
                code = found.get("errorCode") if found is not None else None
                if item.name == "errorEventDefinition" and code in seen:
                    yield Fault(event, f"another event already catches the error `{code or 'any'}`")
                elif item.name == "errorEventDefinition":
                    seen.add(code)


RULE = Rule(
    "error-caught-twice",
    __doc__ or "",
    "Leave one, or give them different codes.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
