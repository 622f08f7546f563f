"""Time zones by their IANA name: known or not, and the offset at a local moment."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from engine.feel.values.days import is_leap_year, weekday_of

MAX_OFFSET = 14 * 3_600
"""Largest offset from UTC in seconds, as in XML Schema."""


@lru_cache(maxsize=1024)
def find_zone(name: str) -> ZoneInfo | None:
    """The zone of that IANA name, or None when there is none."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


@lru_cache(maxsize=8192)
def _proxy_year(january_first_weekday: int, leap: bool) -> int:
    for year in range(2000, 2028):
        first = datetime(year, 1, 1, tzinfo=UTC)
        if first.isoweekday() == january_first_weekday and is_leap_year(year) == leap:
            return year
    return 2000


def _calendar_year(year: int, first_day_number: int) -> int:
    # zoneinfo knows the years 1-9999 only; beyond them a year with the same calendar follows the same rules
    if year < 9999:
        return year
    return _proxy_year(weekday_of(first_day_number), is_leap_year(year))


def offset_at(
    zone: tzinfo, year: int, first_day_number: int, month: int, day: int, clock: tuple[int, int, int]
) -> int:
    """Offset from UTC in seconds of a local date and clock time (hour, minute, second) in ``zone``.

    ``first_day_number`` is the day number of January 1st of ``year``.
    """
    if year < 1:
        # long before the first rule of any zone
        local = datetime(1, 1, 2, tzinfo=zone)
    else:
        local = datetime(_calendar_year(year, first_day_number), month, day, *clock, tzinfo=zone)
    offset = local.utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def standard_offset(zone: tzinfo) -> int:
    """Offset in seconds that ``zone`` has outside daylight saving time, for times without a date."""
    for month in (1, 7):
        local = datetime(2024, month, 1, 12, tzinfo=zone)
        offset = local.utcoffset()
        if offset is not None and not local.dst():
            return int(offset.total_seconds())
    return 0
