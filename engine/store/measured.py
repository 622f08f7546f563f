"""Measures evaluated on the rows in the database, and the years of them that were frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

import msgspec
from sqlalchemy import ColumnElement, Connection, LargeBinary, Select, and_, func, select, type_coerce

from engine.calendar.house import HouseCalendar
from engine.measures import Evaluated, Period, Row, Surroundings, Term, Whose, evaluate
from engine.model.measures import NO_MEASURES, Measure, Measures, Rows
from engine.store.calendars import DEFAULT_CALENDAR, find_calendar, kept_calendar
from engine.store.columns import Ciphertext
from engine.store.tables.definitions import house as houses
from engine.store.tables.definitions import house_calendar
from engine.store.tables.history import measure as rows
from engine.store.tables.measures import measure_freeze

ALL_HOUSES: Final = ""
"""The house of what is of all houses together."""
_OF_REGION: Final = "region "


class MeasuresReader(Protocol):
    """Reads deployed measures."""

    def measures(self, connection: Connection, house: str) -> Measures | None:
        """The measures that serve a house, or all of them; None as long as none are deployed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """A year of a measure as it was frozen.

    Args:
        house: of which house; :data:`ALL_HOUSES` for all together.
        reason: why it was corrected; None for the first version.
    """

    measure_id: str
    house: str
    year: int
    version: int
    definition_version: int
    frozen_at: datetime
    frozen_by: str
    reason: Ciphertext | None
    figures: Evaluated


def measures_of(connection: Connection, reader: MeasuresReader, house: str | None) -> Measures:
    """Return the measures that serve a house; without a house those for all."""
    return reader.measures(connection, ALL_HOUSES if house is None else house) or NO_MEASURES


def evaluated(
    connection: Connection, measure: Measure, measures: Measures, period: Period, whose: Whose, today: date
) -> Evaluated:
    """Evaluate a measure on the rows that there are now.

    Args:
        connection: a transaction that sees these rows.
        measure: what to evaluate.
        measures: the file that it stands in.
        period: whole months.
        whose: rows.
        today: on which nothing is told of people that may still change.
    """
    found = _rows(connection, measure, measures, period, whose)
    return evaluate(measure, measures, found, period, _surroundings(connection, whose, today), whose)


def day_of_all(connection: Connection, now: datetime) -> date:
    """Return what day it is for figures: on the calendar of all houses."""
    calendar = find_calendar(connection, ALL_HOUSES, None)
    assert calendar is not None, "the default calendar is always there"
    return calendar.day_of(now)


def regions_of(connection: Connection, house_ids: Iterable[str]) -> frozenset[str]:
    """Return the regions of some houses; a house of which no region was entered is a region by itself."""
    query = select(_region()).where(houses.c.id.in_(sorted(house_ids)), houses.c.national.is_(False))
    return frozenset(connection.scalars(query))


def place_of_region(region: str) -> str:
    """Return under which house the frozen years of a region are kept; no house is called so."""
    return f"{_OF_REGION}{region}"


def house_of_place(place: str) -> str | None:
    """Return the house whose frozen years are kept at a place; None where they are of several."""
    return None if place == ALL_HOUSES or place.startswith(_OF_REGION) else place


def frozen(
    connection: Connection, measure_id: str, house: str, year: int, version: int | None
) -> Freeze | None:
    """Return a frozen year of a house, or of :data:`ALL_HOUSES`: a certain version, else the last one."""
    query = _frozen(measure_id, house).where(measure_freeze.c.year == year)
    if version is not None:
        query = query.where(measure_freeze.c.version == version)
    row = connection.execute(query.order_by(measure_freeze.c.version.desc()).limit(1)).mappings().first()
    return None if row is None else Freeze(**{**row, "figures": decoded(row["figures"])})


def all_frozen(connection: Connection, measure_id: str, house: str) -> list[Freeze]:
    """Return every frozen year of a house, or of :data:`ALL_HOUSES`, with all its versions."""
    query = _frozen(measure_id, house).order_by(measure_freeze.c.year, measure_freeze.c.version)
    found = connection.execute(query).mappings().all()
    return [Freeze(**{**row, "figures": decoded(row["figures"])}) for row in found]


def encoded(figures: Evaluated) -> str:
    """Return figures as they are kept."""
    return msgspec.json.encode(figures).decode()


def decoded(text: str) -> Evaluated:
    """Return kept figures."""
    return msgspec.json.decode(text, type=Evaluated)


def _frozen(measure_id: str, house: str) -> Select[tuple[object, ...]]:
    return select(*measure_freeze.c).where(
        measure_freeze.c.measure_id == measure_id, measure_freeze.c.house == house
    )


def _rows(
    connection: Connection, measure: Measure, measures: Measures, period: Period, whose: Whose
) -> list[Row]:
    columns = rows.c
    query = select(
        columns.name,
        columns.house,
        type_coerce(columns.subject, LargeBinary),
        columns.value,
        columns.measured_on,
    ).where(columns.name.in_(sorted(_names(measure, measures, whose))))
    query = query.where(*_narrowed(whose))
    first = _first_day(measure, period)
    if first is not None and whose.organisation is None:
        query = query.where(columns.measured_on >= first)
    values: dict[str, bool | int | str] = {}
    decode = _VALUE.decode
    found = []
    for name, house_id, subject, text, day in connection.execute(query):
        value = values.get(text)
        if value is None:
            value = values[text] = decode(text)
        found.append(Row(name, house_id, bytes(subject), value, day))
    return found


def _names(measure: Measure, measures: Measures, whose: Whose) -> frozenset[str]:
    says = measures.organisation
    return measure.names if whose.organisation is None or says is None else measure.names | {says.name}


def _narrowed(whose: Whose) -> Iterator[ColumnElement[bool]]:
    """What rows must be, to be those of a house or a region."""
    if whose.house is not None:
        yield rows.c.house == whose.house
    if whose.region is not None:
        yield rows.c.house.in_(select(houses.c.id).where(_are_in(whose.region)))


def _region() -> ColumnElement[str]:
    return func.coalesce(houses.c.region, houses.c.id)


def _are_in(region: str) -> ColumnElement[bool]:
    return and_(houses.c.national.is_(False), _region() == region)


_VALUE: Final = msgspec.json.Decoder()


def _first_day(measure: Measure, period: Period) -> date | None:
    """Before which no row is needed; None where something may have begun at any time."""
    if any(not isinstance(figure.of, Rows) or figure.codes for figure in measure.figures):
        return None
    baselines = [figure.baseline for figure in measure.figures if figure.baseline is not None]
    return date(min([period.first.year, *baselines]), 1, 1)


def _surroundings(connection: Connection, whose: Whose, today: date) -> Surroundings:
    among = select(houses.c.id, houses.c.since, houses.c.until).where(houses.c.national.is_(False))
    if whose.region is not None:
        among = among.where(_are_in(whose.region))
    terms = {row.id: Term(row.since, row.until) for row in connection.execute(among)}
    query = select(house_calendar.c.house, house_calendar.c.content).where(
        house_calendar.c.id == DEFAULT_CALENDAR
    )
    calendars: dict[str, HouseCalendar] = {
        row.house: kept_calendar(row.content) for row in connection.execute(query)
    }
    return Surroundings(houses=terms, calendars=calendars, today=today)
