"""Who or what a figure is about: items out of rows, each with the number and the part that it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from engine.calendar.duration import add_months
from engine.calendar.house import HouseCalendar
from engine.measures.period import Period
from engine.model.measures import Figure, Houses, Open, Part, Rows, Span, SpanUnit
from engine.model.measures.definition import PlainValue, Population

_DAY: Final = timedelta(days=1)


class Row(NamedTuple):
    """A measured row."""

    name: str
    house: str
    subject: bytes
    value: PlainValue
    on: date


class Term(NamedTuple):
    """From when until when a house takes part; both included, None without bound."""

    since: date | None
    until: date | None

    def holds(self, day: date) -> bool:
        """Tell whether it takes part on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What figures need beside rows.

    Args:
        houses: when each house takes part.
        calendars: on what each house reckons; Dutch working days where there is none.
        today: nothing is told of a period that may still change; None where all is over.
    """

    houses: Mapping[str, Term] = field(default_factory=dict)
    calendars: Mapping[str, HouseCalendar] = field(default_factory=dict)
    today: date | None = None


class Item(NamedTuple):
    """One of a population."""

    house: str
    subject: bytes
    on: date
    number: Decimal | None
    part: bool
    name: str
    value: PlainValue


class Episode(NamedTuple):
    """From a row to the one that ended it; open where none did."""

    begin: Row
    end: Row | None


class Rowset:
    """All rows that a measure needs, by name."""

    def __init__(self, rows: Sequence[Row], surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self._by_name: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._by_name[row.name].append(row)
        self._working_days: dict[str, _WorkingDays] = {}
        self._items: dict[tuple[Population, Part | None, Period, bool], list[Item]] = {}

    def rows(self, wanted: Rows) -> Iterator[Row]:
        """Yield the rows that are wanted, whenever they were."""
        plain = wanted.values is None and wanted.at_least is None and wanted.at_most is None
        for name in wanted.names:
            rows = self._by_name.get(name, [])
            yield from rows if plain else (row for row in rows if wanted.holds(row.value))

    def working_days(self, house: str, first: date, last: date) -> int:
        """Return how many working days of the house lie after the first up to and including the last."""
        if house not in self._working_days:
            calendar = self.surroundings.calendars.get(house) or HouseCalendar()
            self._working_days[house] = _WorkingDays(calendar)
        return self._working_days[house].between(first, last)

    def is_final(self, part: Part | None, house: str, last: date) -> bool:
        """Tell whether a period can change no more: what makes something a part may come some time after it.

        Args:
            part: which part is asked for.
            house: of which house.
            last: the last day of the period.
        """
        today = self.surroundings.today
        if today is None:
            return True
        if part is not None and part.within_months is not None:
            return today > add_months(last, part.within_months)
        if part is not None and part.within_working_days is not None:
            return self.working_days(house, last, max(last, today)) > part.within_working_days
        return today > last

    def items(self, figure: Figure, period: Period, *, of_house: bool) -> list[Item]:
        """Return the population of a figure; those of figures of the same are found once."""
        place = (figure.of, figure.part, period, of_house)
        if place not in self._items:
            self._items[place] = items(figure, self, period, of_house=of_house)
        return self._items[place]

    def episodes(self, begin: Rows, end: Rows) -> Iterator[Episode]:
        """Yield each row that begins something with the first later one of its subject that ends it."""
        ends: dict[tuple[str, bytes], list[Row]] = defaultdict(list)
        for row in sorted(self.rows(end), key=_day):
            ends[row.house, row.subject].append(row)
        taken: dict[tuple[str, bytes], int] = {}
        for row in sorted(self.rows(begin), key=_day):
            place = row.house, row.subject
            candidates = ends.get(place, ())
            number = taken.get(place, 0)
            while number < len(candidates) and candidates[number].on < row.on:
                number += 1
            taken[place] = number + 1
            yield Episode(row, candidates[number] if number < len(candidates) else None)


class _WorkingDays:
    """Counts working days of one house, a year of them at a time; the same two days come often."""

    def __init__(self, calendar: HouseCalendar) -> None:
        self._calendar = calendar
        self._years: dict[int, list[int]] = {}
        self._known: dict[tuple[date, date], int] = {}

    def between(self, first: date, last: date) -> int:
        number = self._known.get((first, last))
        if number is None:
            number = self._known[first, last] = self._count(first, last)
        return number

    def _count(self, first: date, last: date) -> int:
        if first.year == last.year:
            counts = self._year(first.year)
            return counts[_number(last)] - counts[_number(first)]
        whole = sum(self._year(year)[-1] for year in range(first.year, last.year))
        return whole - self._year(first.year)[_number(first)] + self._year(last.year)[_number(last)]

    def _year(self, year: int) -> list[int]:
        """How many working days there are from the beginning of a year up to and including each day."""
        if year not in self._years:
            counts, day = [0], date(year, 1, 1)
            while day.year == year:
                counts.append(counts[-1] + self._calendar.is_working_day(day))
                if day == date.max:
                    break
                day += _DAY
            self._years[year] = counts
        return self._years[year]


def _number(day: date) -> int:
    return day.timetuple().tm_yday


def _day(row: Row) -> date:
    return row.on


def items(figure: Figure, rowset: Rowset, period: Period, *, of_house: bool) -> list[Item]:
    """Return the population of a figure.

    Args:
        figure: what it is of.
        rowset: all rows.
        period: in which it lies.
        of_house: the values tell of houses: of each house and name the last one counts.
    """
    match figure.of:
        case Rows():
            found = [row for row in rowset.rows(figure.of) if row.on in period]
            if of_house:
                found = list({(row.house, row.name): row for row in sorted(found, key=_day)}.values())
            is_part = _part_of_rows(figure.part, rowset)
            return [_item(row, row.on, is_part(row)) for row in found]
        case Span(begin=begin, end=end, unit=unit):
            return list(_spans(rowset.episodes(begin, end), unit, figure.part, rowset, period))
        case Open():
            return _open(figure.of, figure.part, rowset, period)
        case Houses():
            return _houses(figure.of, figure.part, rowset, period)


def _item(row: Row, on: date, part: bool) -> Item:
    value = row.value
    number = None if isinstance(value, bool | str) else Decimal(value)
    return Item(row.house, row.subject, on, number, part, row.name, value)


def _part_of_rows(part: Part | None, rowset: Rowset) -> Callable[[Row], bool]:
    if part is None:
        return lambda row: False
    if part.rows is None:
        asked = part.own
        assert asked is not None, "the reader fills one of both"
        return lambda row: asked.holds(row.value)
    days: dict[tuple[str, bytes, PlainValue | None], list[date]] = defaultdict(list)
    for row in rowset.rows(part.rows):
        days[row.house, row.subject, row.value if part.same_value else None].append(row.on)

    def is_part(row: Row) -> bool:
        place = row.house, row.subject, row.value if part.same_value else None
        later = (day for day in days.get(place, ()) if day >= row.on)
        return any(_in_time(row.house, row.on, day, part, rowset) for day in later)

    return is_part


def _in_time(house: str, first: date, last: date, part: Part, rowset: Rowset) -> bool:
    if part.within_months is not None:
        return bool(last <= add_months(first, part.within_months))
    if part.within_working_days is not None:
        return rowset.working_days(house, first, last) <= part.within_working_days
    return True


def _spans(
    episodes: Iterator[Episode], unit: SpanUnit, part: Part | None, rowset: Rowset, period: Period
) -> Iterator[Item]:
    asked = None if part is None else part.own
    for begin, end in episodes:
        if end is None or end.on not in period:
            continue
        if unit is SpanUnit.DAYS:
            length = (end.on - begin.on).days
        else:
            length = rowset.working_days(begin.house, begin.on, end.on)
        in_part = asked is not None and asked.holds(length)
        yield Item(begin.house, begin.subject, end.on, Decimal(length), in_part, end.name, end.value)


def _open(of: Open, part: Part | None, rowset: Rowset, period: Period) -> list[Item]:
    """Each subject once, with the row that began it first."""
    beginning = period.first if of.in_period else period.last + _DAY
    also: set[tuple[str, bytes]] = set()
    if part is not None and part.rows is not None:
        also = {(row.house, row.subject) for row in rowset.rows(part.rows) if row.on in period}
    found: dict[tuple[str, bytes], Item] = {}
    for begin, end in rowset.episodes(of.begin, of.end):
        place = begin.house, begin.subject
        if begin.on > period.last or (end is not None and end.on < beginning) or place in found:
            continue
        found[place] = _item(begin, begin.on, _is_open_part(begin, part, also, period))
    return list(found.values())


def _is_open_part(begin: Row, part: Part | None, also: set[tuple[str, bytes]], period: Period) -> bool:
    if part is None:
        return False
    if part.longer_than_months is not None and add_months(begin.on, part.longer_than_months) >= period.last:
        return False
    if part.rows is not None and (begin.house, begin.subject) not in also:
        return False
    return part.own is None or part.own.holds(begin.value)


def _houses(of: Houses, part: Part | None, rowset: Rowset, period: Period) -> list[Item]:
    day = date(period.last.year, of.month, of.day)
    if day > period.last:
        day = day.replace(year=day.year - 1)
    with_row: set[str] = set()
    if part is not None and part.rows is not None:
        with_row = {row.house for row in rowset.rows(part.rows) if row.on in period}
    return [
        Item(house, house.encode(), day, None, house in with_row, "", house)
        for house, term in sorted(rowset.surroundings.houses.items())
        if term.holds(day)
    ]
