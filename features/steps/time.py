"""Steps about time: the virtual clock of the service moves, nobody waits."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import holidays
import isodate
from pytest_bdd import parsers, step

from features.steps.world import World, at

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
MONTHS_IN_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS_IN_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPANS = {
    "PT{}M": ("minuut", "minuten", "minute", "minutes"),
    "PT{}H": ("uur", "hour", "hours"),
    "P{}D": ("dag", "dagen", "day", "days"),
    "P{}W": ("week", "weken", "weeks"),
    "P{}M": ("maand", "maanden", "month", "months"),
    "P{}Y": ("jaar", "year", "years"),
}
_UNIT = "|".join(sorted({unit for units in SPANS.values() for unit in units}, key=len, reverse=True))
_WEEKDAY = "|".join((*WEEKDAYS, *WEEKDAYS_IN_ENGLISH))


def _weekday(name: str) -> int:
    return (WEEKDAYS if name in WEEKDAYS else WEEKDAYS_IN_ENGLISH).index(name)


def _next(now: datetime, weekday: int, moment: time) -> datetime:
    day = now.date() + timedelta(days=(weekday - now.weekday()) % 7)
    found = at(day, moment)
    return found if found >= now else at(day + timedelta(days=7), moment)


@step(parsers.re(rf"het wordt (?P<weekday>{_WEEKDAY}) (?P<moment>\d\d:\d\d)"))
@step(parsers.re(rf"it becomes (?P<weekday>{_WEEKDAY}) (?P<moment>\d\d:\d\d)"))
def becomes_weekday(world: World, weekday: str, moment: str) -> None:
    world.move_clock_to(_next(world.now(), _weekday(weekday), time.fromisoformat(moment)))


@step(parsers.re(rf"het wordt de volgende (?P<day>\d+) (?P<month>{'|'.join(MONTHS)}) (?P<moment>\d\d:\d\d)"))
@step(
    parsers.re(
        rf"it becomes the next (?P<day>\d+) (?P<month>{'|'.join(MONTHS_IN_ENGLISH)}) (?P<moment>\d\d:\d\d)"
    )
)
def becomes_day_of_year(world: World, day: str, month: str, moment: str) -> None:
    names = MONTHS if month in MONTHS else MONTHS_IN_ENGLISH
    now, number = world.now(), names.index(month) + 1
    found = at(date(now.year, number, int(day)), time.fromisoformat(moment))
    world.move_clock_to(found if found > now else at(found.date().replace(year=now.year + 1), found.timetz()))


@step(parsers.re(rf'het wordt de (?P<weekday>{_WEEKDAY}) voor "(?P<holiday>[^"]+)" (?P<moment>\d\d:\d\d)'))
@step(
    parsers.re(rf'it becomes the (?P<weekday>{_WEEKDAY}) before "(?P<holiday>[^"]+)" (?P<moment>\d\d:\d\d)')
)
def becomes_weekday_before(world: World, weekday: str, holiday: str, moment: str) -> None:
    now = world.now()
    day = _holiday(holiday, now.date() + timedelta(days=7))
    day -= timedelta(days=(day.weekday() - _weekday(weekday)) % 7 or 7)
    world.move_clock_to(at(day, time.fromisoformat(moment)))


def _holiday(name: str, after: date) -> date:
    found = holidays.NL(years=range(after.year, after.year + 2), language="nl")
    days = sorted(day for day in found.get_named(name) if day > after)
    assert days, f"there is no holiday {name}"
    return days[0]


@step(parsers.re(r'huis "(?P<house>[^"]+)" over (?P<number>\d+) dag(en)? gesloten is'))
@step(parsers.re(r'house "(?P<house>[^"]+)" is closed in (?P<number>\d+) days?'))
def is_closed(world: World, house: str, number: str) -> None:
    administrator = world.service.holders("administrator")[0]
    day = (world.now().date() + timedelta(days=int(number))).isoformat()
    body = {"closed": [{"first": day, "last": day}]}
    world.service.change(administrator, "PUT", f"/houses/{house}/calendar", body).expect(200)


@step(parsers.re(r"er (?P<number>\d+) werkdag(en)? verstrijk(t|en)"))
@step(parsers.re(r"(?P<number>\d+) working days? pass(es)?"))
def working_days_pass(world: World, number: str) -> None:
    world.move_clock_to(world.after_working_days(world.now(), int(number)))


@step(parsers.re(rf"er (?P<number>\d+) (?P<unit>{_UNIT}) verstrijk(t|en)"))
@step(parsers.re(rf"(?P<number>\d+) (?P<unit>{_UNIT}) pass(es)?"))
def time_passes(world: World, number: str, unit: str) -> None:
    now = world.now()
    written = next(span for span, units in SPANS.items() if unit in units).format(number)
    span = isodate.parse_duration(written)
    if "T" in written:
        world.move_clock_to(now + span)
        return
    local = now.replace(tzinfo=None) + span
    world.move_clock_to(at(local.date(), local.time()))
