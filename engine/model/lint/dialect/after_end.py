"""Only an event subprocess of the process itself, started by messages without interrupting, can start after
the end: nothing else is left then that could be interrupted, and no time runs any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Properties `afterEnd` on what cannot start once the process has ended."""
    for entry, holder in written(model):
        if entry.get("name") == "afterEnd" and (entry.get("value") or "").strip() == "true":
            why = _why_not(model, holder)
            if why is not None:
                yield Fault(entry, f"{label(holder)} has `afterEnd`, and {why}")


def _why_not(model: Model, holder: Element) -> str | None:
    if not is_event_subprocess(holder):
        return "is no event subprocess"
    if model.parent(holder).name != "process":
        return "does not stand in the process itself"
    for start in holder.all("startEvent"):
        if start.get("isInterrupting") != "false":
            return "interrupts"
        if set(model.kinds(start)) != {"message"}:
            return "waits for something else than messages"
    return None


RULE = Rule(
    "after-end",
    __doc__ or "",
    "Put it on an event subprocess in the process itself that a message starts without interrupting.",
    check,
    basis=Basis.EXECUTION,
)
