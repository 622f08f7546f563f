"""Who begins a choreography activity took part in the one before: nobody else knows that it is time
(clause 11.5.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.collaboration.choreography_participants import participants
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Flows between activities of which the second is begun by an outsider of the first."""
    for flow in model.flows:
        before, after = model.source(flow), model.target(flow)
        if before is None or after is None or not all(is_a(end.name, _ACTIVITY) for end in (before, after)):
            continue
        initiator = model.document.local(after.get("initiatingParticipantRef") or "")
        if initiator not in participants(model, before):
            yield Fault(flow, f"`{initiator}` begins {label(after)} and took no part in {label(before)}")


_ACTIVITY = "choreographyActivity"


RULE = Rule(
    "choreography-sequence",
    __doc__ or "",
    "Let a participant of the activity before begin the next one.",
    check,
)
