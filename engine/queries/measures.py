"""Measures as people read them: what is declared, its figures, and years that were frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from engine.access.acts import Act
from engine.access.measures import (
    OTHER_REGION,
    View,
    may_freeze,
    may_read_region,
    reads_anything,
    refusal,
    views,
)
from engine.access.person import Person
from engine.errors import Fault, Invalid, NotFound
from engine.measures import EvaluatedFigure, Period, Whose
from engine.model.measures import Measure, Measures
from engine.queries.source import Source
from engine.store.audit.recording import recorded
from engine.store.database import Database
from engine.store.measured import (
    ALL_HOUSES,
    Freeze,
    all_frozen,
    day_of_all,
    evaluated,
    frozen,
    house_of_place,
    measures_of,
    place_of_region,
    regions_of,
)
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
    """The figures of a measure for whole months: of a house, one's organisation, a region or all houses."""

    id: str
    label: str
    definition: str
    version: int
    house: str | None
    region: str | None
    organisation: str | None
    first: date
    last: date
    frozen: FreezeView | None
    figures: Sequence[EvaluatedFigure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What figures are asked for.

    Args:
        house: None for all houses; for who may read no such figures, their region or their only house.
        region: of the houses that are meant; None for the only region of the person's houses.
        first: a day of its first month; None for the year of the last one.
        last: a day of its last month; None for the year of the first one. Without both the present year, or
            what is over of it; in its first quarter the past year.
        version: of the frozen year; None for the last one.
    """

    house: str | None
    first: date | None = None
    last: date | None = None
    region: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What somebody sees of a measure, and whose rows it is made of."""

    view: View
    whose: Whose
    house: str | None
    measures: Measures
    measure: Measure

    @property
    def place(self) -> str | None:
        """Under which house its frozen years are kept; None where no year of it is ever frozen."""
        if self.whose.organisation is not None:
            return None
        if self.whose.region is not None:
            return place_of_region(self.whose.region)
        return ALL_HOUSES if self.house is None or self.view is View.ONE_HOUSE else self.house


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


@recorded(Act.READ, "measure", "measure_id")
def read_measure(source: Source, person: Person, measure_id: str, asked: Asked) -> MeasureView:
    """Evaluate a measure, or read it from the year that was frozen.

    Raises:
        NotFound: there is no such measure, or no such version of a frozen year.
        Forbidden: the person may not read it for that house, or for all houses.
        Invalid: the period ends before it begins; or it tells of people, and no quarter of it is over.
    """
    with source.database.read() as connection:
        today = day_of_all(connection, source.now(connection))
        seen = _found(connection, source, person, measure_id, asked.house, asked.region)
    measure, measures, view = seen.measure, seen.measures, seen.view
    of_people = not measures.is_of_house(measure)
    period = (_over if of_people else _whole_months)(asked, today)
    with _seeing(source, view).read() as connection:
        kept = _kept(connection, seen, period, asked.version)
        if kept is not None:
            figures = kept.figures
            if asked.version is not None and of_people:
                last = _kept(connection, seen, period, None)
                if last is not None and not _answers_for(connection, source, person, measures, seen.house):
                    figures = figures.before(last.figures, measures.least)
        elif asked.version is not None:
            raise NotFound
        else:
            figures = evaluated(connection, measure, measures, period, seen.whose, today)
    if view is View.ONE_HOUSE and of_people:
        figures = figures.of_house(seen.house or "")
    if view in (View.NATIONAL, View.REGION):
        figures = figures.without_names()
    return MeasureView(
        id=measure.id,
        label=measure.label,
        definition=measure.definition,
        version=measure.version if kept is None else kept.definition_version,
        house=seen.house,
        region=seen.whose.region,
        organisation=seen.whose.organisation,
        first=period.first,
        last=period.last,
        frozen=None if kept is None else _freeze_view(source, kept),
        figures=figures.figures,
    )


def _whole_months(asked: Asked, today: date) -> Period:
    """What tells of houses may be asked for any months."""
    given = asked.first or asked.last or today
    first, last = asked.first or date(given.year, 1, 1), asked.last or date(given.year, 12, 31)
    if last < first:
        raise Invalid([Fault("?to", "period", "The period ends before it begins: swap `from` and `to`.")])
    return Period.holding(first, last)


def _over(asked: Asked, today: date) -> Period:
    """Of people, whole quarters that are over: who asks for a running one each day sees it grow."""
    this_year = Period.of_year(today.year)
    if asked.first is None and asked.last is None:
        return this_year.over(today) or Period.of_year(today.year - 1)
    whole = _whole_months(asked, today)
    period = Period.of_quarters(whole.first, whole.last).over(today)
    if period is None:
        running = Period.of_quarter(whole.first)
        detail = (
            "Figures of people are told of whole quarters that are over: "
            f"the first one of this period is over after {running.last}."
        )
        raise Invalid([Fault("?to", "period-not-over", detail, "Ask for an earlier period, or for none.")])
    return period


@recorded(Act.READ, "measure", "measure_id")
def list_freezes(
    source: Source, person: Person, measure_id: str, house: str | None, region: str | None
) -> Sequence[FreezeView]:
    """List the frozen years of a measure with all their versions.

    Raises:
        NotFound: there is no such measure.
        Forbidden: the person may not read it for that house, or for all houses.
    """
    with source.database.read() as connection:
        seen = _found(connection, source, person, measure_id, house, region)
    with _seeing(source, seen.view).read() as connection:
        found = [] if seen.place is None else all_frozen(connection, measure_id, seen.place)
    return [_freeze_view(source, one) for one in found]


def _found(
    connection: Connection,
    source: Source,
    person: Person,
    measure_id: str,
    house: str | None,
    region: str | None,
) -> _Seen:
    """Return what a person sees of a measure, and whose figures are meant."""
    if house is not None and region is not None:
        raise Invalid([Fault("?region", "house-or-region", "Ask for a house or for a region.")])
    reader = source.declared.definitions
    shared = measures_of(connection, reader, None)
    measures = shared if house is None else measures_of(connection, reader, house)
    measure = measures.measures.get(measure_id)
    if house is None and region is None and len(person.houses) == 1:
        own = measures_of(connection, reader, person.houses[0])
        together = measure is not None and views(person, measure.readers, None) is not None
        if not together and measure_id in own.measures:
            house, measures, measure = person.houses[0], own, own.measures[measure_id]
    if measure is None:
        raise NotFound
    view = View.REGION if region is not None else views(person, measure.readers, house)
    if view is View.ONE_HOUSE:  # as one among all: by what holds for all
        measures, measure = shared, shared.measures.get(measure_id)
        if measure is None:
            raise NotFound
    if view is None:
        if house is None and person.roles & (measure.readers.house | measure.readers.organisation):
            raise Invalid([Fault("?house", "house-needed", "Say which of your houses is meant.")])
        raise refusal(person, measure.readers, house).refusal()
    return _Seen(
        view=view,
        whose=_whose(connection, person, measures, measure, view, house, region),
        house=house,
        measures=measures,
        measure=measure,
    )


def _whose(
    connection: Connection,
    person: Person,
    measures: Measures,
    measure: Measure,
    view: View,
    house: str | None,
    region: str | None,
) -> Whose:
    match view:
        case View.REGION:
            return Whose(region=_region(connection, person, measure, region))
        case View.OWN_ORGANISATION:
            return Whose(house=house, organisation=person.organisation)
        case View.ONE_HOUSE if not measures.is_of_house(measure):
            return Whose()
        case _:
            return Whose(house=house)


def _region(connection: Connection, person: Person, measure: Measure, wanted: str | None) -> str:
    """Return the region that is meant, which must be one of the person's houses.

    Raises:
        Forbidden: it is not, or no role of theirs reads regions.
        Invalid: their houses are in several regions, and they named none.
    """
    permitted = may_read_region(person, measure.readers)
    if not permitted.allowed:
        raise permitted.refusal()
    theirs = regions_of(connection, person.houses)
    if wanted is None and len(theirs) == 1:
        return next(iter(theirs))
    if wanted is None:
        raise Invalid([Fault("?region", "region-needed", "Say which of your regions is meant.")])
    if wanted not in theirs:
        raise OTHER_REGION.refusal()
    return wanted


def _kept(connection: Connection, seen: _Seen, period: Period, version: int | None) -> Freeze | None:
    if period.year is None or seen.place is None:
        return None
    return frozen(connection, seen.measure.id, seen.place, period.year, version)


def _answers_for(
    connection: Connection, source: Source, person: Person, measures: Measures, house: str | None
) -> bool:
    """Tell whether a person may freeze these figures: a house freezes those of measures of its own alone."""
    shared = measures_of(connection, source.declared.definitions, None)
    return may_freeze(person, measures, None if measures == shared else house).allowed


def _seeing(source: Source, view: View) -> Database:
    """The database as far as the figures are made of it: behind the walls for those of one's own house."""
    own = view in (View.OWN_HOUSE, View.OWN_ORGANISATION)
    return source.database if own else source.database.across_houses()


def _freeze_view(source: Source, kept: Freeze) -> FreezeView:
    reason = None
    if kept.reason is not None:
        place = (kept.measure_id, kept.house, kept.year, kept.version)
        reason = source.keys.open(kept.reason, measure_freeze.c.reason, place).decode()
    return FreezeView(
        year=kept.year,
        house=house_of_place(kept.house),
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
