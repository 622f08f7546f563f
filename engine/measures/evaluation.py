"""A measure evaluated: its figures as cells, in total, by house and by code, small ones kept back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from engine.measures.figures import HOUSE, Cell, Evaluated, EvaluatedFigure
from engine.measures.period import Period
from engine.measures.population import Item, Row, Rowset, Surroundings
from engine.measures.statistics import share, statistic
from engine.measures.telling import Telling
from engine.measures.whose import Whose
from engine.model.measures import Figure, FigureKind, Houses, Measure, Measures, Rows, Span
from engine.model.measures.definition import OWN_DIMENSIONS, ValueType

_UNKNOWN: Final = ""


def evaluate(
    measure: Measure,
    measures: Measures,
    rows: Sequence[Row],
    period: Period,
    surroundings: Surroundings,
    whose: Whose,
) -> Evaluated:
    """Evaluate a measure.

    Args:
        measure: what to evaluate.
        measures: the file that it stands in.
        rows: all rows that it needs, of the house or houses.
        period: whole months; of what tells of people, years and quarters.
        surroundings: houses and calendars.
        whose: rows; of all houses there are cells by house too.
    """
    rowset = Rowset(rows, surroundings)
    evaluations = (
        _Evaluation(figure, measure, measures, rowset, period, whose) for figure in measure.figures
    )
    return Evaluated(tuple(evaluation.figure() for evaluation in evaluations))


class _Evaluation:
    """One figure under way."""

    def __init__(
        self,
        figure: Figure,
        measure: Measure,
        measures: Measures,
        rowset: Rowset,
        period: Period,
        whose: Whose,
    ) -> None:
        self._figure = figure
        self._measures = measures
        self._rowset = rowset
        self._period = period
        self._whose = whose
        of_house = isinstance(figure.of, Houses) or all(
            measures.values[name].of_house for name in figure.names
        )
        self._telling = None if of_house else Telling(figure, measure, measures, rowset)
        self._items = self._found(period)
        self._baseline: Sequence[Item] = ()
        if figure.baseline is not None:
            self._baseline = self._found(Period.of_year(figure.baseline))

    def figure(self) -> EvaluatedFigure:
        figure = self._figure
        total = self._cell(None, None, "", self._items, self._baseline)
        return EvaluatedFigure(
            id=figure.id,
            label=figure.label,
            kind=figure.kind.value,
            unit=figure.of.unit.value if isinstance(figure.of, Span) else None,
            total=total if self._tells_total() else total.held_back(),
            cells=tuple(cell for dimension in self._dimensions() for cell in self._broken_down(dimension)),
        )

    def _found(self, period: Period) -> list[Item]:
        found = self._rowset.items(self._figure, period, of_house=self._telling is None)
        if self._whose.house is not None:
            found = [item for item in found if item.house == self._whose.house]
        if self._whose.organisation is not None:
            key_of = self._organisation_of()
            found = [item for item in found if key_of(item) == self._whose.organisation]
        return found

    def _tells_total(self) -> bool:
        telling, whose = self._telling, self._whose
        if telling is None:
            return True
        if whose.house is None:
            return telling.of_houses(self._period, alone=whose.region is None)
        if whose.organisation is None:
            return telling.of_house(whose.house, self._period)
        return telling.of_organisation(whose.house, self._period, whose.organisation, self._organisation_of())

    def _organisation_of(self) -> Callable[[Item | Row], str]:
        says = self._measures.organisation
        return self._key_of("" if says is None else says.name)

    def _dimensions(self) -> Iterator[str]:
        """What it is broken down by: what is of people, only for a whole year of houses."""
        if self._telling is None or (self._period.year is not None and self._whose.organisation is None):
            yield from self._figure.by
        if self._whose == Whose():
            yield HOUSE

    def _broken_down(self, dimension: str) -> Iterator[Cell]:
        key_of = self._key_of(dimension)
        groups = _grouped(self._items, key_of)
        baselines = _grouped(self._baseline, key_of)
        told = self._told(dimension, groups, key_of)
        keys = groups.keys() if told is not None else groups.keys() | self._keys(dimension)
        for key in sorted(keys):
            label = self._label(dimension, key)
            cell = self._cell(dimension, key, label, groups.get(key, ()), baselines.get(key, ()))
            yield cell if told is not None and told[key] else cell.held_back()

    def _told(
        self, dimension: str, groups: Mapping[str, Sequence[Item]], key_of: Callable[[Item | Row], str]
    ) -> Mapping[str, bool] | None:
        """Which cells may be told; None where not even is told which there are."""
        telling, whose = self._telling, self._whose
        if telling is None:
            return dict.fromkeys(groups, True)
        if dimension == HOUSE:
            return {house: telling.of_house(house, self._period) for house in groups}
        houses = [whose.house] if whose.house is not None else telling.houses(self._period)
        told = dict.fromkeys(groups, True)
        for house in houses:
            of_house = telling.broken_down(house, self._period, key_of)
            if of_house is None:
                return None
            told |= {key: tells and told[key] for key, tells in of_house.items()}
        return told if self._tells_total() else None

    def _keys(self, dimension: str) -> frozenset[str]:
        """All that there could be of a dimension."""
        values, figure = self._measures.values, self._figure
        if dimension == "name":
            return frozenset(figure.of.names) if isinstance(figure.of, Rows) else figure.names
        if dimension not in OWN_DIMENSIONS:
            return frozenset({_UNKNOWN, *values[dimension].codes})
        of = figure.of.end if isinstance(figure.of, Span) else figure.of
        assert isinstance(of, Rows), "the reader refuses others"
        codes = {code for name in of.names for code in values[name].codes}
        if any(values[name].type is ValueType.BOOLEAN for name in of.names):
            codes |= {_code(True), _code(False)}
        return frozenset(code for code in codes if of.values is None or code in of.values)

    def _cell(
        self,
        dimension: str | None,
        key: str | None,
        label: str,
        group: Sequence[Item],
        baseline: Sequence[Item],
    ) -> Cell:
        value = self._value(group, baseline)
        return Cell(
            dimension=dimension,
            key=key,
            label=label,
            value=value,
            count=len(group),
            subjects=len({item.house for item in group}) if self._telling is None else _subjects(group),
            houses=self._extremes(group, value),
        )

    def _value(self, group: Sequence[Item], baseline: Sequence[Item]) -> Decimal | None:
        kind = self._figure.kind
        if kind is FigureKind.COUNT:
            return Decimal(len(group))
        if kind is FigureKind.SHARE:
            return share(sum(item.part for item in group), len(group))
        value = statistic(kind, _numbers(group))
        if kind is not FigureKind.CHANGE:
            return value
        before = statistic(kind, _numbers(baseline))
        return None if value is None or before is None else value - before

    def _extremes(self, group: Sequence[Item], value: Decimal | None) -> tuple[str, ...]:
        if self._figure.kind not in (FigureKind.MINIMUM, FigureKind.MAXIMUM):
            return ()
        return tuple(sorted({item.house for item in group if item.number == value}))

    def _key_of(self, dimension: str) -> Callable[[Item | Row], str]:
        if dimension == HOUSE:
            return lambda item: item.house
        if dimension == "name":
            return lambda item: item.name
        if dimension == "value":
            return lambda item: _code(item.value)
        codes = self._codes(dimension)
        return lambda item: codes.get(item.subject, _UNKNOWN)

    def _codes(self, name: str) -> Mapping[bytes, str]:
        """The last code of each subject, up to the end of the period."""
        known: dict[bytes, tuple[date, str]] = {}
        for row in self._rowset.rows(Rows(names=(name,))):
            if row.on <= self._period.last and (row.subject not in known or known[row.subject][0] <= row.on):
                known[row.subject] = (row.on, _code(row.value))
        return {subject: code for subject, (_, code) in known.items()}

    def _label(self, dimension: str, key: str) -> str:
        values = self._measures.values
        if dimension == "name":
            return values[key].label if key in values else key
        names = self._figure.names if dimension in OWN_DIMENSIONS else {dimension}
        labels = [
            values[name].codes[key] for name in sorted(names) if name in values and key in values[name].codes
        ]
        return labels[0] if labels else key


def _subjects(group: Sequence[Item]) -> int:
    return len({item.subject for item in group})


def _grouped(items: Sequence[Item], key_of: Callable[[Item | Row], str]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(key_of(item), []).append(item)
    return groups


def _numbers(group: Sequence[Item]) -> list[Decimal]:
    return [item.number for item in group if item.number is not None]


def _code(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
