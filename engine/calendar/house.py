"""The working days of one house: weekend, holidays, its own closures and extra days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays

from engine.calendar.dutch import WEEKDAYS
from engine.calendar.faults import CalendarError

SATURDAY: Final = 5
SUNDAY: Final = 6
MAX_WORKING_DAYS: Final = 36_525
_LONGEST_CLOSURE: Final = 732
_DAY: Final = timedelta(days=1)


@lru_cache(maxsize=512)
def national_holidays(year: int) -> Mapping[date, str]:
    """The Dutch holidays of a year with their Dutch names, 5 May in every year (Algemene termijnenwet,
    article 3)."""
    found = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    return dict(found.items())


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """Days on which a house is closed, both ends included.

    Raises:
        CalendarError: the last day lies before the first, or more than two years after it.
    """

    first: date
    last: date
    label: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise CalendarError(f"closed period {self.label!r} ends before it begins; swap its dates")
        if (self.last - self.first).days > _LONGEST_CLOSURE:
            raise CalendarError(f"closed period {self.label!r} lasts more than two years; check its dates")


@dataclass(frozen=True)
class HouseCalendar:
    """On which days a house works.

    `extra_working_days` wins over every other reason; `equated_days` are the days put on a par with
    holidays by decree (Algemene termijnenwet, article 3, third paragraph): they lengthen statutory terms
    and are not closures by themselves. `opens` and `closes` are its office hours on a working day; no term
    is reckoned on them.

    Raises:
        CalendarError: an unknown zone, a weekday outside 0 (Monday) to 6, a weekend of seven days, or office
            hours that end before they begin.
    """

    zone: str = "Europe/Amsterdam"
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    closed: tuple[ClosedPeriod, ...] = ()
    extra_working_days: frozenset[date] = frozenset()
    equated_days: Mapping[date, str] = field(default_factory=dict)
    national: bool = True
    opens: time = time(7)
    closes: time = time(19)

    def __post_init__(self) -> None:
        if not self.weekend < frozenset(range(7)):
            raise CalendarError(
                "the weekend holds weekdays 0 (Monday) to 6 (Sunday) and leaves at least one to work on"
            )
        if not self.opens < self.closes:
            raise CalendarError("the house opens before it closes, on the same day")
        _ = self.time_zone

    @cached_property
    def time_zone(self) -> ZoneInfo:
        """The house's zone."""
        try:
            return ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise CalendarError(
                f"unknown time zone {self.zone!r}; give an IANA name such as Europe/Amsterdam"
            ) from error

    @cached_property
    def _closures(self) -> Mapping[date, str]:
        days: dict[date, str] = {}
        for period in self.closed:
            for offset in range((period.last - period.first).days + 1):
                days[period.first + offset * _DAY] = period.label
        return days

    def closed_because(self, day: date) -> str | None:
        """Why nobody works on that day, in Dutch; None on a working day."""
        if day in self.extra_working_days:
            return None
        if day.weekday() in self.weekend:
            return WEEKDAYS[day.weekday()]
        if self.national and (name := national_holidays(day.year).get(day)):
            return name
        return self._closures.get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether the house works on that day."""
        return self.closed_because(day) is None

    def is_open_at(self, moment: datetime) -> bool:
        """Whether a moment lies within the office hours of a working day of the house."""
        local = moment.astimezone(self.time_zone)
        return self.is_working_day(local.date()) and self.opens <= local.time() < self.closes

    def add_working_days(self, day: date, amount: int) -> date:
        """The day `amount` working days after `day`, or before it when negative; 0 gives `day` itself.

        `day` does not count, open or closed, so that the result of a non-zero amount is always a working day.

        Raises:
            CalendarError: more than 36,525 working days, a house that is closed for two years on end, or a
                result outside the years 1 to 9999.
        """
        if abs(amount) > MAX_WORKING_DAYS:
            raise CalendarError(
                f"{amount} working days is more than a century; give at most {MAX_WORKING_DAYS}"
            )
        step = _DAY if amount > 0 else -_DAY
        for _ in range(abs(amount)):
            day = self._next_working_day(day, step)
        return day

    def _next_working_day(self, day: date, step: timedelta) -> date:
        try:
            for _ in range(_LONGEST_CLOSURE):
                day += step
                if self.is_working_day(day):
                    return day
        except OverflowError as error:
            raise CalendarError(
                "the date lies outside the years 1 to 9999; use fewer working days"
            ) from error
        raise CalendarError(
            f"no working day within two years of {day.isoformat()}; check the calendar's closed periods"
        )

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie after `first` up to and including `last`; negative when `last` is the
        earlier.

        It is the inverse of `add_working_days`: the number that leads from `first` to a working day `last`.

        Raises:
            CalendarError: the days lie more than two centuries apart.
        """
        if abs((last - first).days) > 2 * MAX_WORKING_DAYS:
            raise CalendarError(
                "the dates lie more than two centuries apart; give dates that are closer together"
            )
        if last < first:
            return -sum(self.is_working_day(first - n * _DAY) for n in range(1, (first - last).days + 1))
        return sum(self.is_working_day(first + n * _DAY) for n in range(1, (last - first).days + 1))

    def day_of(self, moment: datetime) -> date:
        """The date on the house's clock."""
        if moment.utcoffset() is None:
            raise CalendarError("the moment has no zone or offset; give one, for example Europe/Amsterdam")
        return moment.astimezone(self.time_zone).date()

    def end_of_day(self, day: date) -> datetime:
        """The last whole second of that day on the house's clock."""
        return datetime.combine(day, time(23, 59, 59), tzinfo=self.time_zone)

    def start_of_day(self, day: date) -> datetime:
        """Midnight at the beginning of that day on the house's clock."""
        return datetime.combine(day, time(), tzinfo=self.time_zone)
