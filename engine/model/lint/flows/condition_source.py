"""Only activities and exclusive, inclusive and complex gateways choose by condition; elsewhere it
would be ignored (clause 8.4.13).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, is_conditional, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Conditions on flows from events and from parallel or event-based gateways."""
    for flow in model.flows:
        source = model.source(flow)
        if source is None or not is_conditional(model, flow):
            continue
        if is_a(source.name, "event") or source.name in ("parallelGateway", "eventBasedGateway"):
            yield Fault(flow, f"the flow leaves {label(source)} and has a condition")


RULE = Rule(
    "condition-source",
    __doc__ or "",
    "Remove the condition, or put a gateway before the flow.",
    check,
)
