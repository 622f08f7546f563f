"""In a case what goes into and comes out of a called process is written down: copying everything would
also copy what is closed.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Call activities of case processes that copy all variables."""
    for activity in model.named("callActivity"):
        if not model.in_case(activity):
            continue
        zeebe = activity.extension("zeebe:calledElement")
        mapping = activity.extension("zeebe:ioMapping")
        for name, side in (
            ("propagateAllParentVariables", "zeebe:input"),
            ("propagateAllChildVariables", "zeebe:output"),
        ):
            copies = zeebe is None or zeebe.flag(name, True)
            if copies and (mapping is None or mapping.first(side) is None):
                yield Fault(activity, f"{label(activity)} copies all variables (`{name}`)")


RULE = Rule(
    "call-activity-mapping",
    __doc__ or "",
    "Switch propagation off on both sides, and map what is needed.",
    check,
    basis=Basis.EXECUTION,
)
