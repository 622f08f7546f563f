"""Reckoning a term on a house's calendar, with the reasons in Dutch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, get_args

from engine.calendar.duration import add_months
from engine.calendar.dutch import counted, day_name, moment_name
from engine.calendar.faults import CalendarError
from engine.calendar.house import MAX_WORKING_DAYS, ClosedPeriod, HouseCalendar
from engine.calendar.statutory import (
    extend_statutory,
    holds_two_open_days,
    is_open_day,
    statutory_term_applies,
)

Unit = Literal["working days", "days", "weeks", "months", "hours"]
Direction = Literal["after", "before"]

_MOST: Final = {
    "working days": MAX_WORKING_DAYS,
    "days": 73_050,
    "weeks": 10_436,
    "months": 2_400,
    "hours": 1_753_200,
}
_NAMED_CLOSURES: Final = 6
_WHY: Final = {
    1: "Die dag is een zaterdag, zondag of feestdag (Algemene termijnenwet, artikel 1)",
    2: "De termijn bevat geen twee werkdagen (Algemene termijnenwet, artikel 2)",
}


@dataclass(frozen=True, slots=True)
class Term:
    """So many units after or before something; `statutory` says that a law sets it.

    Raises:
        CalendarError: an amount below 0 or beyond two centuries, an unknown unit or direction.
    """

    amount: int
    unit: Unit
    direction: Direction = "after"
    statutory: bool = False

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise CalendarError(f"unknown unit {self.unit!r}; use one of {', '.join(get_args(Unit))}")
        if self.direction not in get_args(Direction):
            raise CalendarError(f"unknown direction {self.direction!r}; use after or before")
        if not 0 <= self.amount <= _MOST[self.unit]:
            raise CalendarError(
                f"a term of {self.amount} {self.unit} is out of bounds; use 0 to {_MOST[self.unit]}"
            )


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stretch of time during which a term stands still (for example Algemene wet bestuursrecht, article
    4:15).

    Raises:
        CalendarError: it ends before it begins.
    """

    begin: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end < self.begin:
            raise CalendarError("a suspension ends before it begins; swap its moments")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """When a term is due, in the house's zone, and the steps that led there, in Dutch, in order."""

    due: datetime
    steps: tuple[str, ...]


def reckon(
    term: Term,
    start: datetime | date,
    calendar: HouseCalendar,
    suspensions: Sequence[Suspension] = (),
) -> Reckoning:
    """Reckon `term` from `start`.

    The day of `start` does not count. Terms in hours are exact and end at a moment; the others end with the
    last second of their last day in the house's zone. A month without the day ends on its last day. Working
    days are the house's, or those of the Algemene termijnenwet when the term is statutory.

    What passes of the term while it is suspended does not count: the rest of it runs on afterwards. Of a term
    in days the days after the one on which a suspension begins do not count, up to and including the one on
    which it ends; of a term in hours the exact time. A suspension that begins when the term is over adds
    nothing; overlapping ones count once.

    Raises:
        CalendarError: `start` has no offset, a term that is counted back is suspended, or the result lies
            outside the years 1 to 9999.
    """
    if suspensions and term.direction == "before":
        raise CalendarError("a term that is counted back cannot be suspended")
    try:
        merged = _merged(suspensions)
        if term.unit == "hours":
            return _reckon_hours(term, start, calendar, merged)
        return _reckon_days(term, start, calendar, merged)
    except OverflowError as error:
        raise CalendarError("the date lies outside the years 1 to 9999; use a shorter term") from error


def _merged(suspensions: Sequence[Suspension]) -> list[Suspension]:
    merged: list[Suspension] = []
    for each in sorted(suspensions, key=lambda each: each.begin):
        if merged and each.begin <= merged[-1].end:
            merged[-1] = Suspension(merged[-1].begin, max(merged[-1].end, each.end))
        else:
            merged.append(each)
    return merged


def _reckon_hours(
    term: Term, start: datetime | date, calendar: HouseCalendar, suspensions: Sequence[Suspension]
) -> Reckoning:
    moment = start if isinstance(start, datetime) else calendar.start_of_day(start)
    calendar.day_of(moment)
    hours = timedelta(hours=term.amount if term.direction == "after" else -term.amount)
    due = (moment.astimezone(UTC) + hours).astimezone(calendar.time_zone)
    steps = [f"Begin: {moment_name(moment.astimezone(calendar.time_zone))}.", _length(term)]
    for each in suspensions:
        begin = max(each.begin, moment)
        if begin < due and begin < each.end:
            due = (due.astimezone(UTC) + (each.end - begin)).astimezone(calendar.time_zone)
            ends = (at.astimezone(calendar.time_zone) for at in (begin, each.end))
            steps.append("Opgeschort van {} tot {}.".format(*map(moment_name, ends)))
    if term.statutory:
        steps.append("Een termijn in uren wordt niet verlengd (Algemene termijnenwet, artikel 4).")
    steps.append(f"Uiterlijk: {moment_name(due)}.")
    return Reckoning(due, tuple(steps))


def _reckon_days(
    term: Term, start: datetime | date, calendar: HouseCalendar, suspensions: Sequence[Suspension]
) -> Reckoning:
    first = calendar.day_of(start) if isinstance(start, datetime) else start
    steps = [f"Begin: {day_name(first)}.", f"{_length(term)} De begindag telt niet mee."]
    if term.unit == "working days":
        last = _count_working_days(term, first, calendar, steps)
    else:
        last = _count_days(term, first)
        steps.append(f"De laatste dag is {day_name(last)}.")
    for each in suspensions:
        last = _suspend(term, first, last, each, calendar, steps)
    if term.statutory:
        last = _extend(term, first, last, calendar, steps)
    steps.append(f"Uiterlijk: {day_name(last)}, einde van de dag.")
    return Reckoning(calendar.end_of_day(last), tuple(steps))


def _length(term: Term) -> str:
    return f"Termijn: {counted(term.amount, term.unit)} {'erna' if term.direction == 'after' else 'ervoor'}."


def _count_days(term: Term, first: date) -> date:
    amount = term.amount if term.direction == "after" else -term.amount
    if term.unit == "months":
        return add_months(first, amount)
    return first + timedelta(days=amount * (7 if term.unit == "weeks" else 1))


def _count_working_days(term: Term, first: date, calendar: HouseCalendar, steps: list[str]) -> date:
    counting = _statutory_days(calendar) if term.statutory else calendar
    amount = term.amount if term.direction == "after" else -term.amount
    last = counting.add_working_days(first, amount)
    low, high = min(first, last), max(first, last)
    span = (low + timedelta(days=n) for n in range(1, (high - low).days))
    skipped = [(day, reason) for day in span if (reason := counting.closed_because(day))]
    if skipped:
        steps.append(f"Niet meegeteld: {_skipped(skipped, counting)}.")
    return last


def _suspend(
    term: Term, first: date, last: date, suspension: Suspension, calendar: HouseCalendar, steps: list[str]
) -> date:
    begin = max(calendar.day_of(suspension.begin), first)
    end = calendar.day_of(suspension.end)
    if begin >= last or end <= begin:
        return last
    if term.unit == "working days":
        counting = _statutory_days(calendar) if term.statutory else calendar
        unit, amount = "working days", counting.working_days_between(begin, end)
        last = counting.add_working_days(last, amount)
    else:
        unit, amount = "days", (end - begin).days
        last += timedelta(days=amount)
    steps.append(
        f"Opgeschort na {day_name(begin)} tot en met {day_name(end)}: {counted(amount, unit)} niet meegeteld."
    )
    steps.append(f"De laatste dag is {day_name(last)}.")
    return last


def _statutory_days(calendar: HouseCalendar) -> HouseCalendar:
    equated = calendar.equated_days
    closures = tuple(ClosedPeriod(day, day, label) for day, label in equated.items())
    return HouseCalendar(zone=calendar.zone, closed=closures)


def _skipped(days: list[tuple[date, str]], calendar: HouseCalendar) -> str:
    weekend = [day for day, _ in days if day.weekday() in calendar.weekend]
    others = [f"{reason} ({day_name(day)})" for day, reason in days if day.weekday() not in calendar.weekend]
    parts = [counted(len(weekend), "weekend days")] if weekend else []
    parts += others[:_NAMED_CLOSURES]
    if len(others) > _NAMED_CLOSURES:
        parts.append(f"nog {counted(len(others) - _NAMED_CLOSURES, 'closed days')}")
    return "; ".join(parts)


def _extend(term: Term, first: date, last: date, calendar: HouseCalendar, steps: list[str]) -> date:
    if not statutory_term_applies(term.amount, term.unit):
        steps.append("Een termijn van deze lengte wordt niet verlengd (Algemene termijnenwet, artikel 4).")
        return last
    backward = term.direction == "before"
    extensions = extend_statutory(
        first,
        last,
        two_open_days=holds_two_open_days(term.amount, term.unit),
        equated_days=calendar.equated_days,
        backward=backward,
    )
    for extension in extensions:
        steps.append(f"{_WHY[extension.article]}: verlengd tot en met {day_name(extension.after)}.")
        last = extension.after
    if backward and not is_open_day(last, calendar.equated_days):
        steps.append(
            "Een termijn die terugrekent schuift niet op (Algemene termijnenwet, artikel 1, tweede lid)."
        )
    return last
