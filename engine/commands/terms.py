"""Functions that FEEL gets from the house: `term` and working days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from engine.calendar.dutch import moment_name
from engine.calendar.faults import CalendarError
from engine.calendar.house import HouseCalendar
from engine.calendar.term import Reckoning, Suspension, Term, reckon
from engine.commands.suspensions import read_suspensions
from engine.feel import (
    FeelDate,
    FeelDateTime,
    FeelError,
    HostFunction,
    Value,
    from_date,
    from_datetime,
    to_date,
    to_datetime,
)
from engine.run.host import Deadline


@dataclass(frozen=True, slots=True)
class TermRow:
    """What decision `terms` says of one term."""

    term: Term
    label: str
    source: str


def host_functions(
    calendar: HouseCalendar,
    now: datetime,
    find_term: Callable[[str], TermRow],
    keep: Callable[[Deadline], None],
) -> Mapping[str, HostFunction]:
    """Return the functions that expressions of a house see.

    Args:
        calendar: to reckon on.
        now: business time.
        find_term: evaluates decision `terms`.
        keep: takes note of each date that `term` reckoned.
    """

    def term(term_id: Value, start: Value, suspensions: Value) -> Value:
        if not isinstance(term_id, str):
            raise FeelError("term() takes the id of a term as a string")
        row = find_term(term_id)
        begin = now if start is None else _moment(start, calendar)
        over, since = read_suspensions(suspensions, calendar)
        reckoning = _reckon(row.term, begin, calendar, over)
        answer: dict[str, Value] = {"label": row.label, "source": row.source}
        if since is not None and since < reckoning.due:
            still = f"Opgeschort sinds {moment_name(since.astimezone(calendar.time_zone))}."
            return {**answer, "due": None, "steps": [*reckoning.steps[:-1], still]}
        keep(Deadline(term_id, row.label, reckoning.due, row.source, now))
        return {**answer, "due": from_datetime(reckoning.due), "steps": list(reckoning.steps)}

    def is_working_day(day: Value) -> Value:
        found = _day(day, calendar)
        return None if found is None else calendar.is_working_day(found)

    def add_working_days(day: Value, amount: Value) -> Value:
        found, number = _day(day, calendar), _whole(amount)
        if found is None or number is None:
            return None
        try:
            return from_date(calendar.add_working_days(found, number))
        except CalendarError:
            return None

    def working_days_between(first: Value, last: Value) -> Value:
        begin, end = _day(first, calendar), _day(last, calendar)
        if begin is None or end is None:
            return None
        try:
            return calendar.working_days_between(begin, end)
        except CalendarError:
            return None

    functions = (
        HostFunction("term", ("term", "from", "suspensions"), term, required=1),
        HostFunction("isWorkingDay", ("day",), is_working_day),
        HostFunction("addWorkingDays", ("day", "amount"), add_working_days),
        HostFunction("workingDaysBetween", ("first", "last"), working_days_between),
    )
    return {function.name: function for function in functions}


def term_row(term_id: str, value: Value) -> TermRow:
    """Read what decision `terms` answered.

    Raises:
        FeelError: it is not the context that a term needs.
    """
    if not isinstance(value, dict):
        raise FeelError(f"decision terms has no row for term {term_id}")
    amount, unit = _whole(value.get("amount")), value.get("unit")
    direction = value.get("direction") or "after"
    if amount is None or not isinstance(unit, str) or not isinstance(direction, str):
        raise FeelError(f"decision terms must give term {term_id} an amount, a unit and a direction")
    try:
        term = Term(amount, unit, direction, value.get("statutory") is True)  # type: ignore[arg-type]  # checked there
    except CalendarError as error:
        raise FeelError(f"decision terms gives term {term_id} no usable length: {error}") from error
    return TermRow(term, _text(value.get("label")), _text(value.get("source")))


def _reckon(
    term: Term, begin: datetime | date, calendar: HouseCalendar, suspensions: Sequence[Suspension]
) -> Reckoning:
    try:
        return reckon(term, begin, calendar, suspensions)
    except CalendarError as error:
        raise FeelError(f"the term cannot be reckoned: {error}") from error


def _moment(value: Value, calendar: HouseCalendar) -> datetime | date:
    if isinstance(value, FeelDateTime):
        return to_datetime(value, calendar.time_zone)
    if isinstance(value, FeelDate):
        return to_date(value)
    raise FeelError("term() begins at a date or a date and time")


def _day(value: Value, calendar: HouseCalendar) -> date | None:
    if isinstance(value, FeelDateTime):
        return calendar.day_of(to_datetime(value, calendar.time_zone))
    return to_date(value) if isinstance(value, FeelDate) else None


def _whole(value: Value) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value != int(value):
        return None
    return int(value)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
