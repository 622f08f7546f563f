"""A date follows the data only where FEEL gives it, once, while something waits for it: not a cycle, not a
fixed text, not the start of a process.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.document import Element
from engine.model.lint.model import Model, is_event_subprocess, label
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Properties `reckonAgain` where nothing can be reckoned again."""
    for entry, holder in written(model):
        if entry.get("name") == "reckonAgain" and (entry.get("value") or "").strip() == "true":
            why = _starts_process(model, holder) or _fixed(model, holder)
            if why is not None:
                yield Fault(entry, f"{label(holder)} has `reckonAgain`, and {why}")


def _starts_process(model: Model, holder: Element) -> str | None:
    if holder.name == "startEvent" and not is_event_subprocess(model.parent(holder)):
        return "starts a process: no variables are there yet"
    return None


def _fixed(model: Model, holder: Element) -> str | None:
    if holder.name == "userTask":
        schedules = holder.extensions("zeebe:taskSchedule")
        texts = [schedule.get("dueDate") or "" for schedule in schedules]
        return None if any(text.startswith("=") for text in texts) else "has no due date in FEEL"
    for definition in model.definitions(holder):
        if definition.first("timeCycle") is not None:
            return "has a cycle"
        dates = list(definition.all("timeDate", "timeDuration"))
        if dates and not any(date.text.strip().startswith("=") for date in dates):
            return "has a fixed time"
    return None


RULE = Rule(
    "reckon-again",
    __doc__ or "",
    "Give the date in FEEL that names the variables it follows, or take the property away.",
    check,
    basis=Basis.EXECUTION,
)
