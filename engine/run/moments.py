"""Points in time out of models: timers, due dates, retention."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from engine.calendar import CalendarError, parse_date_time, parse_duration
from engine.feel import (
    DaysTimeDuration,
    FeelDate,
    FeelDateTime,
    FeelError,
    Value,
    YearsMonthsDuration,
    to_datetime,
)
from engine.model.extensions import Properties
from engine.model.text import Static, Text
from engine.run.expressions import environment, evaluate
from engine.run.faults import Fault
from engine.run.host import Deadline

if TYPE_CHECKING:
    from engine.run.scope import Scope
    from engine.run.token import Token

_UTC = ZoneInfo("UTC")
_LAST_MOMENT = time(23, 59, 59)


def zone_of(scope: Scope, properties: Properties | None = None) -> ZoneInfo:
    """The zone of an element: its own, its process' or the house's."""
    zone = environment(scope, properties).zone
    return zone if isinstance(zone, ZoneInfo) else _UTC


def as_moment(scope: Scope, value: Value, what: str, properties: Properties | None = None) -> datetime | None:
    """A point in time, in UTC: from a date-time, the end of a date, a duration from now, or ISO 8601 text
    of one.

    :raises Fault: the value is none of these.
    """
    if value is None:
        return None
    zone = zone_of(scope, properties)
    try:
        return _moment(value, scope.top.now, zone).astimezone(UTC)
    except (CalendarError, FeelError, OverflowError, ValueError) as error:
        raise Fault(
            "timer",
            f"the {what} is no point in time: ISO 8601 or a FEEL date, date-time or duration",
            str(error),
        ) from error


def _moment(value: Value, now: datetime, zone: ZoneInfo) -> datetime:
    if isinstance(value, DaysTimeDuration | YearsMonthsDuration):
        return parse_duration(str(value)).after(now, zone)
    if isinstance(value, FeelDate):
        return _end_of_day(str(value), zone)
    if isinstance(value, FeelDateTime):
        return to_datetime(value, zone)
    if not isinstance(value, str):
        raise ValueError("neither a temporal value nor text")  # noqa: TRY004 - one kind of fault for the caller
    if value.lstrip("+-").startswith("P"):
        return parse_duration(value).after(now, zone)
    if "T" not in value:
        return _end_of_day(value, zone)
    return parse_date_time(value, zone)


def _end_of_day(text: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(datetime.fromisoformat(text).date(), _LAST_MOMENT, tzinfo=zone)


def due(
    token: Token, source: Text | None, what: str, properties: Properties | None = None
) -> tuple[datetime | None, Deadline | None]:
    """When something is due, and the term that it came of.

    :param properties: those of the element that declares it, where that is not the token's own.
    :raises Fault: it is no point in time.
    """
    if source is None:
        return None, None
    scope = token.workflow
    properties = properties or token.task_spec.definition.properties
    if isinstance(source, Static):
        return as_moment(scope, source.text, what, properties), None
    world = environment(scope, properties)
    scope.top.outside.deadlines(world)  # what earlier expressions reckoned is no ground for this date
    value = evaluate(token, source, what, properties=properties)
    moment = as_moment(scope, value, f"{what} at {token.task_spec.name}", properties)
    return moment, ground(scope.top.outside.deadlines(world), moment)


def ground(deadlines: tuple[Deadline, ...], moment: datetime | None) -> Deadline | None:
    """The term that gave the moment; when none is equal to it, the last that was reckoned with."""
    if moment is None or not deadlines:
        return None
    return next((deadline for deadline in deadlines if deadline.due == moment), deadlines[-1])
