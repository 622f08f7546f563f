"""A conditional event looks again when variables are created or updated; other events of variables do
not exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Filters with other words."""
    for element in model.named("zeebe:conditionalFilter"):
        for word in filter(None, (part.strip() for part in (element.get("variableEvents") or "").split(","))):
            if word not in ("create", "update"):
                yield Fault(element, f"`variableEvents` names `{word}`")


RULE = Rule(
    "conditional-filter",
    __doc__ or "",
    "Write `create`, `update` or both.",
    check,
    basis=Basis.EXECUTION,
)
