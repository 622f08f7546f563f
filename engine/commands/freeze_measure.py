"""Freeze a year of a measure: from then on it answers the same, until somebody corrects it with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, insert, select

from engine.access.acts import Act
from engine.access.measures import may_freeze
from engine.access.person import Person
from engine.commands.definitions import Kind
from engine.commands.houses import house_of
from engine.commands.services import Services
from engine.commands.unit import Unit, transact
from engine.errors import Conflict, NotFound
from engine.measures import Period, Whose
from engine.model.measures import Measure, Measures
from engine.store.audit.recording import recorded
from engine.store.keys import SERVICE_SCOPE, house_scope
from engine.store.measured import (
    ALL_HOUSES,
    day_of_all,
    encoded,
    evaluated,
    measures_of,
    place_of_region,
    regions_of,
)
from engine.store.records.batch import Cells
from engine.store.tables.definitions import definition
from engine.store.tables.definitions import house as houses
from engine.store.tables.measures import measure_freeze

_ONE_AT_A_TIME: Final = b"measure-freeze"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFreeze:
    """What to freeze.

    Args:
        year: a calendar year that is over.
        house: the house of whose own measures it is; None for all houses together.
        reason: why a frozen year is corrected; needed for that alone.
    """

    year: int
    house: str | None = None
    reason: str | None = None


@recorded(Act.CHANGE, "measure", "measure_id")
def freeze_measure(services: Services, person: Person, measure_id: str, new: NewFreeze) -> int:
    """Freeze a year of a measure, or correct a frozen one; return the version.

    Raises:
        NotFound: there is no such measure.
        Forbidden: the person may not freeze, or does not work for that house.
        Conflict: the year is not over, or it is frozen and no reason was given.
    """
    if new.house is not None:
        house_of(person, new.house)
    across = services.across_houses()  # a year of all houses is frozen for each of them

    def work(unit: Unit) -> int:
        measures = measures_of(unit.connection, services.definitions, new.house)
        measure = measures.measures.get(measure_id)
        if measure is None:
            raise NotFound
        decision = may_freeze(person, measures, new.house)
        if not decision.allowed:
            raise decision.refusal()
        across.database.dialect.lock_name(unit.connection, _ONE_AT_A_TIME)
        _require_over(unit, new)
        places = _places(unit, new.house)
        first = next(iter(places))
        if not new.reason and _last_version(unit, measure_id, new.year, first):
            detail = "This year is frozen: a correction makes a new version of it, and needs a reason."
            raise Conflict("frozen", detail)
        versions = [_freeze(unit, measure, measures, new, house, whose) for house, whose in places.items()]
        return versions[0]

    return transact(across, person, work)[0]


def _require_over(unit: Unit, new: NewFreeze) -> None:
    if day_of_all(unit.connection, unit.now) <= Period.of_year(new.year).last:
        raise Conflict("year-not-over", f"The year {new.year} is not over yet.")


def _last_version(unit: Unit, measure_id: str, year: int, house: str) -> int:
    column = measure_freeze.c
    query = select(func.max(column.version)).where(
        column.measure_id == measure_id, column.house == house, column.year == year
    )
    return unit.connection.scalar(query) or 0


def _with_their_own(unit: Unit) -> frozenset[str]:
    """The houses that measures of their own serve."""
    query = select(definition.c.house).where(
        definition.c.kind == Kind.MEASURES.value, definition.c.house != ""
    )
    return frozenset(unit.connection.scalars(query))


def _places(unit: Unit, house: str | None) -> Mapping[str, Whose]:
    """Where the year is kept, and whose rows it is of.

    For the house alone; or for all together, for each that shares the measures and for each region.

    Raises:
        Conflict: the house shares its measures.
    """
    own = _with_their_own(unit)
    if house is not None:
        if house not in own:
            detail = "This house has the measures of all houses: their years are frozen for all together."
            raise Conflict("shared-measures", detail)
        return {house: Whose(house=house)}
    sharing = unit.connection.scalars(select(houses.c.id).where(houses.c.id.not_in(own))).all()
    regions = regions_of(unit.connection, unit.connection.scalars(select(houses.c.id)).all())
    return {
        ALL_HOUSES: Whose(),
        **{one: Whose(house=one) for one in sharing},
        **{place_of_region(one): Whose(region=one) for one in sorted(regions)},
    }


def _freeze(
    unit: Unit, measure: Measure, measures: Measures, new: NewFreeze, house: str, whose: Whose
) -> int:
    version = _last_version(unit, measure.id, new.year, house) + 1
    today = day_of_all(unit.connection, unit.now)
    figures = evaluated(unit.connection, measure, measures, Period.of_year(new.year), whose, today)
    place = (measure.id, house, new.year, version)
    key = unit.services.keys.key(SERVICE_SCOPE if whose.house is None else house_scope(house))
    person = unit.actor
    assert person is not None, "somebody freezes"
    cells: Cells = {
        "measure_id": measure.id,
        "house": house,
        "year": new.year,
        "version": version,
        "definition_version": measure.version,
        "frozen_at": unit.now,
        "frozen_by": person.person,
        "reason": None if not new.reason else key.seal(new.reason.encode(), measure_freeze.c.reason, place),
        "figures": encoded(figures),
    }
    unit.connection.execute(insert(measure_freeze), cells)
    return version
