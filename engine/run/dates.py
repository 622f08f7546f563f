"""Dates that follow the data: reckoned again when a variable is written that they are reckoned from.

An element asks for it with the property `reckonAgain`; without it a date is fixed when the element becomes
active, as BPMN 2.0.2 has it (clause 10.5.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from engine.model.events import TimerEvent
from engine.model.nodes import UserTask
from engine.model.text import Static, Text
from engine.run.changes import TaskDated, TimerEnded
from engine.run.moments import due
from engine.run.waiting import TIMER, Alternative, set_timer

if TYPE_CHECKING:
    from engine.run.host import Deadline
    from engine.run.kept import Sub
    from engine.run.token import Token


def concerns(value: Text | None, written: Mapping[str, bool]) -> bool:
    """Whether one of the variables written is named by what gives the date."""
    return value is not None and not isinstance(value, Static) and not value.free_names.isdisjoint(written)


def reckon_timer(token: Token, place: int, sub: Sub, alternative: Alternative, event: TimerEvent) -> None:
    """Sets a timer anew where its date has changed; without a date it stands still.

    :raises engine.run.faults.Fault: the date cannot be evaluated.
    """
    definition = alternative.definition
    moment, reason = due(token, event.value, "timer", definition.properties)
    if not _moved(sub[1], moment):
        return
    sub[1] = None if moment is None else moment.isoformat()
    if moment is None:
        token.workflow.top.emit(TimerEnded(element=token.id, alternative=place))
        return
    set_timer(token, place, definition, moment, reason)


def reckon_task(token: Token, value: Text) -> None:
    """Gives a task another due date where it has changed, or none.

    :raises engine.run.faults.Fault: the date cannot be evaluated.
    """
    moment, reason = due(token, value, "due date")
    if _moved(token.internal_data.get("dueAt"), moment):
        keep_due(token, moment)
        _date_task(token, moment, reason)


def reckon_again(token: Token, place: int | None, before: datetime) -> None:
    """Gives a task, or a timer at a place, the date that its expression gives now, where that is another.

    :raises engine.run.faults.Fault: the date cannot be evaluated.
    """
    definition = token.task_spec.definition
    if place is None and isinstance(definition, UserTask):
        moment, reason = due(token, definition.due_date, "due date")
        if moment != before:
            _date_task(token, moment, reason)
        return
    subs = token.internal_data.get("subs", ())
    sub = subs[place] if place is not None and place < len(subs) else None
    if place is None or sub is None or sub[0] != TIMER or sub[2] is not None:
        return
    alternative: Alternative = token.task_spec.alternatives[place]
    if isinstance(alternative.event, TimerEvent):
        reckon_timer(token, place, sub, alternative, alternative.event)


def _date_task(token: Token, moment: datetime | None, reason: Deadline | None) -> None:
    if "dueAt" in token.internal_data:
        keep_due(token, moment)
    number = token.workflow.frame.number
    token.workflow.top.emit(TaskDated(element=token.id, instance=number, due_at=moment, due_reason=reason))


def keep_due(token: Token, moment: datetime | None) -> None:
    """Notes the due date that a task has."""
    if moment is None:
        token.internal_data.pop("dueAt", None)
    else:
        token.internal_data["dueAt"] = moment.isoformat()


def _moved(before: str | None, moment: datetime | None) -> bool:
    return (None if before is None else datetime.fromisoformat(before)) != moment
