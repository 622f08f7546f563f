"""A partner may refuse a message for good: where nothing catches that, the case stands still until an
operator comes.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.errors import caught
from engine.model.lint.job_inputs import jobs
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Partner messages whose refusal neither they nor a scope around them catches; a caller may still do."""
    known = caught(model)
    for node, _ in jobs(model, "ketenmotor:partner-message"):
        if not any(
            known.get(scope, frozenset()) & {None, _REJECTED}
            for scope in (node, *model.document.ancestors(node))
        ):
            yield Fault(node, f"nothing in this process catches that {label(node)} is refused")


_REJECTED = "partner-rejected"

RULE = Rule(
    "partner-rejected",
    __doc__ or "",
    "Catch the error `partner-rejected` at the message or around it, and let somebody mend it.",
    check,
    severity=Severity.WARNING,
    basis=Basis.EXECUTION,
)
