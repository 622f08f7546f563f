"""Measures as people read them: what is declared, its figures, and years that were frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from engine.access.measures import View, may_freeze, reads_anything, refusal, views
from engine.access.person import Person
from engine.errors import Fault, Invalid, NotFound
from engine.measures import Evaluated, EvaluatedFigure, Period
from engine.model.measures import Measure, Measures
from engine.queries.source import Source
from engine.store.database import Database
from engine.store.measured import ALL_HOUSES, Freeze, all_frozen, evaluated, frozen, measures_of
from engine.store.tables.measures import measure_freeze


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureEntry:
    """A declared measure."""

    id: str
    label: str
    definition: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeView:
    """When, by whom and why a year was frozen; `version` 1 is the first, later ones are corrections."""

    year: int
    house: str | None
    version: int
    definition_version: int
    frozen_at: datetime
    frozen_by: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """The figures of a measure for a period of whole months, of a house or of all houses."""

    id: str
    label: str
    definition: str
    version: int
    house: str | None
    first: date
    last: date
    frozen: FreezeView | None
    figures: Sequence[EvaluatedFigure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What figures are asked for.

    Args:
        house: None for all houses; for who may read no such figures, their only house.
        first: a day of the first month.
        last: a day of the last month.
        version: of the frozen year; None for the last one.
    """

    house: str | None
    first: date
    last: date
    version: int | None = None


def list_measures(source: Source, person: Person) -> Sequence[MeasureEntry]:
    """List the measures of which the person may read any figure, in the order of their file."""
    found: dict[str, MeasureEntry] = {}
    with source.database.read() as connection:
        for house in (*person.houses, None):
            measures = measures_of(connection, source.declared.definitions, house)
            for measure in measures.measures.values():
                if reads_anything(person, measure):
                    found.setdefault(measure.id, _entry(measure))
    return list(found.values())


def read_measure(source: Source, person: Person, measure_id: str, asked: Asked) -> MeasureView:
    """Evaluate a measure, or read it from the year that was frozen.

    Raises:
        NotFound: there is no such measure, or no such version of a frozen year.
        Forbidden: the person may not read it for that house, or for all houses.
        Invalid: the period ends before it begins.
    """
    if asked.last < asked.first:
        raise Invalid([Fault("?to", "period", "The period ends before it begins: swap `from` and `to`.")])
    period = Period.holding(asked.first, asked.last)
    with source.database.read() as connection:
        house, view, measures, measure = _found(connection, source, person, measure_id, asked.house)
    with _seeing(source, view).read() as connection:
        kept = _kept(connection, measure_id, house, view, period, asked.version)
        if kept is not None:
            figures = kept.figures
            if asked.version is not None and not measures.is_of_house(measure):
                last = _kept(connection, measure_id, house, view, period, None)
                if last is not None and not _answers_for(connection, source, person, measures, house):
                    figures = figures.before(last.figures, measures.least)
        elif asked.version is not None:
            raise NotFound
        else:
            figures = _evaluated(connection, measure, measures, period, house, view)
    if view is View.ONE_HOUSE and not measures.is_of_house(measure):
        figures = figures.of_house(house or "")
    if view is View.NATIONAL:
        figures = figures.without_names()
    return MeasureView(
        id=measure.id,
        label=measure.label,
        definition=measure.definition,
        version=measure.version if kept is None else kept.definition_version,
        house=house,
        first=period.first,
        last=period.last,
        frozen=None if kept is None else _freeze_view(source, kept),
        figures=figures.figures,
    )


def list_freezes(source: Source, person: Person, measure_id: str, house: str | None) -> Sequence[FreezeView]:
    """List the frozen years of a measure with all their versions.

    Raises:
        NotFound: there is no such measure.
        Forbidden: the person may not read it for that house, or for all houses.
    """
    with source.database.read() as connection:
        house, view, _, _ = _found(connection, source, person, measure_id, house)
    with _seeing(source, view).read() as connection:
        found = all_frozen(connection, measure_id, _place(house, view))
    return [_freeze_view(source, one) for one in found]


def _found(
    connection: Connection, source: Source, person: Person, measure_id: str, house: str | None
) -> tuple[str | None, View, Measures, Measure]:
    """Return the house that is meant, what is seen of it, and the measure that serves it."""
    reader = source.declared.definitions
    shared = measures_of(connection, reader, None)
    measures = shared if house is None else measures_of(connection, reader, house)
    measure = measures.measures.get(measure_id)
    if house is None and len(person.houses) == 1:
        own = measures_of(connection, reader, person.houses[0])
        national = measure is not None and views(person, measure.readers, None) is not None
        if not national and measure_id in own.measures:
            house, measures, measure = person.houses[0], own, own.measures[measure_id]
    if measure is None:
        raise NotFound
    view = views(person, measure.readers, house)
    if view is View.ONE_HOUSE:  # as one among all: by what holds for all
        measures, measure = shared, shared.measures.get(measure_id)
        if measure is None:
            raise NotFound
    if view is None:
        if house is None and person.roles & measure.readers.house:
            raise Invalid([Fault("?house", "house-needed", "Say which of your houses is meant.")])
        raise refusal(person, measure.readers, house).refusal()
    return house, view, measures, measure


def _kept(
    connection: Connection,
    measure_id: str,
    house: str | None,
    view: View,
    period: Period,
    version: int | None,
) -> Freeze | None:
    if period.year is None:
        return None
    return frozen(connection, measure_id, _place(house, view), period.year, version)


def _answers_for(
    connection: Connection, source: Source, person: Person, measures: Measures, house: str | None
) -> bool:
    """Tell whether a person may freeze these figures: a house freezes those of measures of its own alone."""
    shared = measures_of(connection, source.declared.definitions, None)
    return may_freeze(person, measures, None if measures == shared else house).allowed


def _place(house: str | None, view: View) -> str:
    """Whose frozen years are read."""
    return ALL_HOUSES if house is None or view is View.ONE_HOUSE else house


def _seeing(source: Source, view: View) -> Database:
    """The database as far as the figures are made of it: behind the walls for those of one's own house."""
    return source.database if view is View.OWN_HOUSE else source.database.across_houses()


def _evaluated(
    connection: Connection,
    measure: Measure,
    measures: Measures,
    period: Period,
    house: str | None,
    view: View,
) -> Evaluated:
    together = view is View.ONE_HOUSE and not measures.is_of_house(measure)
    return evaluated(connection, measure, measures, period, None if together else house)


def _freeze_view(source: Source, kept: Freeze) -> FreezeView:
    reason = None
    if kept.reason is not None:
        place = (kept.measure_id, kept.house, kept.year, kept.version)
        reason = source.keys.open(kept.reason, measure_freeze.c.reason, place).decode()
    return FreezeView(
        year=kept.year,
        house=kept.house or None,
        version=kept.version,
        definition_version=kept.definition_version,
        frozen_at=kept.frozen_at,
        frozen_by=kept.frozen_by,
        reason=reason,
    )


def _entry(measure: Measure) -> MeasureEntry:
    return MeasureEntry(
        id=measure.id, label=measure.label, definition=measure.definition, version=measure.version
    )
