"""In a choreography every event must be visible to all participants: who sends or receives a message is
said by a choreography task, and errors or escalations belong to one participant alone (clause 11.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Events with a definition that a choreography does not have in that position."""
    for event in model.events:
        if model.parent(event).name in ("choreography", "subChoreography"):
            for kind in model.kinds(event):
                if kind in _REFUSED.get(event.name, ()):
                    yield Fault(event, f"{label(event)} of a choreography is of kind `{kind}`")


_PRIVATE = ("message", "escalation", "error")
_REFUSED = {
    "startEvent": (*_PRIVATE, "compensate", "cancel", "terminate", "link"),
    "intermediateCatchEvent": (*_PRIVATE, "compensate", "cancel", "terminate"),
    "intermediateThrowEvent": (*_PRIVATE, "compensate", "cancel", "terminate", "signal", "timer"),
    "endEvent": (*_PRIVATE, "compensate", "cancel", "timer", "conditional", "link"),
}


RULE = Rule(
    "choreography-event",
    __doc__ or "",
    "Use a choreography task for a message, and a none event as start or end.",
    check,
)
