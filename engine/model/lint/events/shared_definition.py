"""An event definition inside an event belongs to that event; only definitions of the file's root may
be referred to (clause 10.5.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """References to definitions of other events."""
    for event in model.events:
        for reference in event.all("eventDefinitionRef"):
            found = model.document.resolve(reference.text)
            if found is not None and model.parent(found).name != "definitions":
                yield Fault(event, f"`{reference.text}` belongs to `{model.parent(found).id}`")


RULE = Rule(
    "event-definition-shared",
    __doc__ or "",
    "Move the definition to the root of the file, or write it inside both events.",
    check,
)
