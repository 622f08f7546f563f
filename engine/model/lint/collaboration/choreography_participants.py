"""A choreography task is an exchange between two participants, begun by one of them, with messages
between those two (clause 11.5.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Choreography activities whose participants, initiator and messages do not fit each other."""
    for activity in model.nodes:
        if not is_a(activity.name, "choreographyActivity"):
            continue
        parties = participants(model, activity)
        initiator = model.document.local(activity.get("initiatingParticipantRef") or "")
        if parties and initiator not in parties:
            yield Fault(activity, f"`{initiator}`, which begins {label(activity)}, takes no part in it")
        if activity.name == "choreographyTask":
            if len(parties) > 2:
                yield Fault(activity, f"{label(activity)} has {len(parties)} participants")
            yield from _messages(model, activity, parties)


def participants(model: Model, activity: Element) -> set[str | None]:
    """The ids of those who take part in a choreography activity."""
    return {model.document.local(item.text) for item in activity.all("participantRef") if item.text}


def _messages(model: Model, task: Element, parties: set[str | None]) -> Iterator[Fault]:
    senders = []
    for reference in task.all("messageFlowRef"):
        flow = model.document.resolve(reference.text)
        ends = [model.document.resolve(flow.get(end)) if flow else None for end in ("sourceRef", "targetRef")]
        pools = [end.id for end in ends if end is not None and end.name == "participant"]
        if not set(pools) <= parties:
            yield Fault(task, f"the message `{reference.text}` goes between others than its participants")
        senders += pools[:1] if len(pools) == 2 else []
    if len(senders) == 2 and senders[0] == senders[1]:
        yield Fault(task, f"both messages of {label(task)} come from `{senders[0]}`")


RULE = Rule(
    "choreography-participant",
    __doc__ or "",
    "Name two participants, one of them as the initiator, and messages between those two.",
    check,
)
