"""Periods of whole months, and the calendar years, quarters and months that they are made of."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

_QUARTER: Final = 3
_YEAR: Final = 12


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
    def of_year(cls, year: int) -> Self:
        """Return a calendar year."""
        return cls.of_months(year, 1, _YEAR)

    @property
    def year(self) -> int | None:
        """The calendar year that it is; None where it is none."""
        return self.first.year if self == Period.of_year(self.first.year) else None

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def years(self) -> Period:
        """Return the calendar years that it lies in."""
        return Period(date(self.first.year, 1, 1), date(self.last.year, 12, 31))

    def around(self) -> Period:
        """Return what a quarter or a month is a part of: its year, or its quarter."""
        if self.first.month % _QUARTER == 1 and self.last.month == self.first.month + _QUARTER - 1:
            return Period.of_year(self.first.year)
        return Period.of_months(
            self.first.year, self.first.month - (self.first.month - 1) % _QUARTER, _QUARTER
        )

    def parts(self) -> tuple[Period, ...]:
        """Return the quarters of a year, or the months of a quarter."""
        months = _QUARTER if self.year is not None else 1
        return tuple(
            Period.of_months(self.first.year, month, months)
            for month in range(self.first.month, self.last.month + 1, months)
        )

    def pieces(self) -> Iterator[Period]:
        """Yield the largest years, quarters and months that it consists of."""
        year, month = self.first.year, self.first.month
        while date(year, month, 1) <= self.last:
            months = next(size for size in (_YEAR, _QUARTER, 1) if self._begins(year, month, size))
            yield Period.of_months(year, month, months)
            month += months
            if month > _YEAR:
                year, month = year + 1, 1

    def _begins(self, year: int, month: int, months: int) -> bool:
        return (month - 1) % months == 0 and Period.of_months(year, month, months).last <= self.last
