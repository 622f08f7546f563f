"""A compensation boundary event names its handler by an association to an activity that is for
compensation (clause 10.7).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Compensation boundary events without handler."""
    associated: dict[Element, list[Element]] = {}
    for association in model.named("association"):
        ends = [model.document.resolve(association.get(end)) for end in ("sourceRef", "targetRef")]
        for event, other in (ends, ends[::-1]):
            if event is not None and other is not None and event.name == "boundaryEvent":
                associated.setdefault(event, []).append(other)
    for event in model.named("boundaryEvent"):
        if "compensate" in model.kinds(event):
            handlers = [other for other in associated.get(event, ()) if other.flag("isForCompensation")]
            if len(handlers) != 1:
                yield Fault(event, f"{label(event)} has {len(handlers)} compensation activities")


RULE = Rule(
    "compensation-handler",
    __doc__ or "",
    'Draw an association from the event to one activity with `isForCompensation="true"`.',
    check,
    basis=Basis.EXECUTION,
)
