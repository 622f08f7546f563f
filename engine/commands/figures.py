"""Figures of a measure for a job that asks for them: those of its house, or of all houses together."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from engine.commands.services import Services
from engine.feel import JsonValue
from engine.measures import Cell, Evaluated, EvaluatedFigure, Period, Whose
from engine.store.measured import ALL_HOUSES, day_of_all, evaluated, frozen, measures_of
from engine.store.tables.definitions import house as houses


class UnknownMeasureError(LookupError):
    """No measure with this id serves the house, or all houses."""


class YearNotOverError(LookupError):
    """No figure of people is told of a year of which no quarter is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFigures:
    """What figures a job asks for.

    Args:
        measure: id of the measure.
        year: a calendar year.
        together: of all houses; else of the house of the job.
    """

    measure: str
    year: int
    together: bool


def figures_for(services: Services, house: str, wanted: WantedFigures) -> JsonValue:
    """Return the figures of a year, frozen ones where the year is.

    Small cells are kept back as for everybody. Houses are told by name to the office of all houses alone.

    Args:
        services: of the worker, which serves all houses.
        house: of the instance that asks.
        wanted: what it asks for.

    Raises:
        UnknownMeasureError: there is no such measure.
        YearNotOverError: it tells of people, and no quarter of the year is over.
    """
    with services.database.read() as connection:
        whose = None if wanted.together else house
        measures = measures_of(connection, services.definitions, whose)
        measure = measures.measures.get(wanted.measure)
        if measure is None:
            raise UnknownMeasureError(f"no measure {wanted.measure!r} is deployed")
        kept = frozen(connection, measure.id, whose or ALL_HOUSES, wanted.year, None)
        if kept is not None:
            found = kept.figures
        else:
            today = day_of_all(connection, services.now(connection))
            period: Period | None = Period.of_year(wanted.year)
            if period is not None and not measures.is_of_house(measure):
                period = period.over(today)
            if period is None:
                raise YearNotOverError(f"no quarter of {wanted.year} is over yet")
            found = evaluated(connection, measure, measures, period, Whose(house=whose), today)
        office = connection.scalar(select(houses.c.national).where(houses.c.id == house))
    return as_json(found if office else found.without_names())


def as_json(found: Evaluated) -> JsonValue:
    """Return figures as expressions read them."""
    return [_figure(figure) for figure in found.figures]


def _figure(figure: EvaluatedFigure) -> JsonValue:
    return {
        "id": figure.id,
        "label": figure.label,
        "kind": figure.kind,
        "unit": figure.unit,
        "total": _cell(figure.total),
        "cells": [_cell(cell) for cell in figure.cells],
    }


def _cell(cell: Cell) -> JsonValue:
    return {
        "dimension": cell.dimension,
        "key": cell.key,
        "label": cell.label,
        "value": cell.value,
        "count": cell.count,
        "subjects": cell.subjects,
        "suppressed": cell.suppressed,
        "houses": list(cell.houses),
    }
