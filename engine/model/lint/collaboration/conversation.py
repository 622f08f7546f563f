"""A conversation is between two participants or more, and a conversation link leads from one of them to a
conversation (clause 9.5).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Fault, Rule
from engine.model.schema import is_a


def check(model: Model) -> Iterator[Fault]:
    """Conversations of one participant; links between two conversations, or with none."""
    for node in model.document.elements:
        if is_a(node.name, "conversationNode") and sum(1 for _ in node.all("participantRef")) == 1:
            yield Fault(node, f"{label(node)} has one participant")
    for link in model.named("conversationLink"):
        ends = [model.document.resolve(link.get(end)) for end in ("sourceRef", "targetRef")]
        known = [end for end in ends if end is not None]
        if len(known) == 2 and sum(is_a(end.name, "conversationNode") for end in known) != 1:
            yield Fault(link, f"it joins {label(known[0])} and {label(known[1])}")


RULE = Rule(
    "conversation",
    __doc__ or "",
    "Name the participants, and draw links from each of them to the conversation.",
    check,
)
