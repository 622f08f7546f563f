"""Algemene termijnenwet (Act on extension of terms), articles 1 to 4, as pure functions.

The Act counts Saturdays, Sundays and the recognised holidays; a house's own closures lengthen no statutory
term.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from engine.calendar.house import SATURDAY, SUNDAY, national_holidays

# Article 4, under a: terms longer than these, and terms in hours or years, are not extended.
_LONGEST: Final = {"working days": 90, "days": 90, "weeks": 12, "months": 3}
_SHORTEST: Final = {"days": 3, "weeks": 1, "months": 1}
_WORKING_DAYS_WITHIN: Final = 2
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Extension:
    """One lengthening: the article that caused it and the days before and after."""

    article: int
    before: date
    after: date


def statutory_term_applies(amount: int, unit: str) -> bool:
    """Whether the Act covers a term of that length (article 4, under a)."""
    return amount <= _LONGEST.get(unit, -1)


def holds_two_open_days(amount: int, unit: str) -> bool:
    """Whether article 2 asks for two open days: terms of three days or more.

    Three working days hold three open days as they are, one or two are shorter than three days.
    """
    return amount >= _SHORTEST.get(unit, amount + 1)


def is_open_day(day: date, equated_days: Mapping[date, str]) -> bool:
    """Whether the Act sees the day as none of Saturday, Sunday, holiday or equated day (article 3)."""
    if day.weekday() in (SATURDAY, SUNDAY) or day in equated_days:
        return False
    return day not in national_holidays(day.year)


def extend_statutory(
    start: date, end: date, *, two_open_days: bool, equated_days: Mapping[date, str], backward: bool = False
) -> tuple[Extension, ...]:
    """The extensions of a term whose first day follows `start` and whose last day is `end`, in order.

    Article 2 first, if the term is one that must hold two open days. Then article 1: a last day that is not
    open moves on. A term counted back from an event (`backward`, `end` before `start`) knows no article 1
    (its second paragraph); there article 2 moves the day further back.
    """
    found: list[Extension] = []
    if two_open_days:
        moved = _with_two_open_days(start, end, -_DAY if backward else _DAY, equated_days)
        if moved != end:
            found.append(Extension(2, end, moved))
            end = moved
    if not backward:
        moved = end
        while not is_open_day(moved, equated_days):
            moved += _DAY
        if moved != end:
            found.append(Extension(1, end, moved))
    return tuple(found)


def _with_two_open_days(start: date, end: date, step: timedelta, equated_days: Mapping[date, str]) -> date:
    length = abs((end - start).days)
    open_days = sum(is_open_day(start + n * step, equated_days) for n in range(1, length + 1))
    while open_days < _WORKING_DAYS_WITHIN:
        end += step
        open_days += is_open_day(end, equated_days)
    return end
