"""An activity needs at least one token and gives at least one (clause 10.3)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Quantities below one."""
    for activity in model.activities:
        for name in ("startQuantity", "completionQuantity"):
            written = (activity.get(name) or "1").strip().removeprefix("-")
            negative = (activity.get(name) or "1").strip().startswith("-")
            if written.isdigit() and (negative or int(written) < 1):
                yield Fault(activity, f"`{name}` of {label(activity)} is {activity.get(name)}")


RULE = Rule(
    "quantity",
    __doc__ or "",
    "Write 1 or more.",
    check,
)
