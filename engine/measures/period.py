"""Periods of whole months, and the calendar years and quarters that they are made of."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

_QUARTER: Final = 3
_YEAR: Final = 12
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of a month to the last day of the same or a later one, both included."""

    first: date
    last: date

    @classmethod
    def holding(cls, first: date, last: date) -> Self:
        """Return the shortest period of whole months that holds two days."""
        return cls(first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]))

    @classmethod
    def of_months(cls, year: int, month: int, months: int) -> Self:
        """Return some months of one year."""
        return cls.holding(date(year, month, 1), date(year, month + months - 1, 1))

    @classmethod
    def of_quarter(cls, day: date) -> Self:
        """Return the quarter that a day lies in."""
        return cls.of_months(day.year, day.month - (day.month - 1) % _QUARTER, _QUARTER)

    @classmethod
    def of_quarters(cls, first: date, last: date) -> Self:
        """Return the shortest period of whole quarters that holds two days."""
        return cls(cls.of_quarter(first).first, cls.of_quarter(last).last)

    @classmethod
    def of_year(cls, year: int) -> Self:
        """Return a calendar year."""
        return cls.of_months(year, 1, _YEAR)

    @property
    def year(self) -> int | None:
        """The calendar year that it is; None where it is none."""
        return self.first.year if self == Period.of_year(self.first.year) else None

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def over(self, today: date) -> Self | None:
        """Return the quarters of it that are over; None where none is.

        Args:
            today: a day that is not over yet.
        """
        last = Period.of_quarter(today).first - _DAY
        if last >= self.last:
            return self
        return None if last < self.first else type(self)(self.first, last)

    def years(self) -> Period:
        """Return the calendar years that it lies in."""
        return Period(date(self.first.year, 1, 1), date(self.last.year, _YEAR, 31))

    def quarters(self) -> tuple[Period, ...]:
        """Return the quarters of a year."""
        year = self.first.year
        return tuple(Period.of_months(year, month, _QUARTER) for month in range(1, _YEAR + 1, _QUARTER))

    def pieces(self) -> Iterator[Period]:
        """Yield the years and, of a year that is not whole, the quarters that it consists of."""
        for number in range(self.first.year, self.last.year + 1):
            year = Period.of_year(number)
            if self.first <= year.first and year.last <= self.last:
                yield year
            else:
                yield from (one for one in year.quarters() if one.first in self and one.last in self)
