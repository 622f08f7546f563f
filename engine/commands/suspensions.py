"""The stretches of time during which a term stands still, as expressions give them to `term()`."""

from __future__ import annotations

from datetime import date, datetime

from engine.calendar.faults import CalendarError
from engine.calendar.house import HouseCalendar
from engine.calendar.term import Suspension
from engine.feel import FeelDate, FeelDateTime, FeelError, Value, to_date, to_datetime
from engine.feel.values.temporal_text import parse_temporal

_NEEDS = "a suspension is a context with `from` and, once it is over, `until`"


def read_suspensions(value: Value, calendar: HouseCalendar) -> tuple[list[Suspension], datetime | None]:
    """Read what `term()` was given: null, a context or a list of contexts.

    Moments may be text, as variables hold them. A day begins at midnight and, as an end, is whole.

    Returns:
        The suspensions that are over, and since when the term stands still now, if it does.

    Raises:
        FeelError: it is none of these, or an end lies before its beginning.
    """
    if value is None:
        return [], None
    over: list[Suspension] = []
    open_since: list[datetime] = []
    for each in value if isinstance(value, list) else [value]:
        begin, end = _ends(each, calendar)
        if end is None:
            open_since.append(begin)
            continue
        try:
            over.append(Suspension(begin, end))
        except CalendarError as error:
            raise FeelError(f"the suspensions of term() cannot be reckoned with: {error}") from error
    return over, min(open_since, default=None)


def _ends(value: Value, calendar: HouseCalendar) -> tuple[datetime, datetime | None]:
    if not isinstance(value, dict):
        raise FeelError(_NEEDS)
    begin, end = (_moment(value.get(name), calendar) for name in ("from", "until"))
    if begin is None:
        raise FeelError(_NEEDS)
    start = begin if isinstance(begin, datetime) else calendar.start_of_day(begin)
    return start, end if end is None or isinstance(end, datetime) else calendar.end_of_day(end)


def _moment(value: Value, calendar: HouseCalendar) -> datetime | date | None:
    if value is None:
        return None
    found = parse_temporal(value) if isinstance(value, str) else value
    if isinstance(found, FeelDate):
        return to_date(found)
    if isinstance(found, FeelDateTime):
        return to_datetime(found, calendar.time_zone)
    raise FeelError("a suspension begins and ends at a date, or a date and time")
