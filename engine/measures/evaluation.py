"""A measure evaluated: its figures as cells, in total, by house and by code, small ones kept back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from engine.measures.differencing import Numbers, exposes, figures_beside
from engine.measures.figures import HOUSE, Cell, Evaluated, EvaluatedFigure
from engine.measures.period import Period
from engine.measures.population import Item, Row, Rowset, Surroundings
from engine.measures.statistics import share, statistic
from engine.measures.suppression import is_period_kept_back, is_small, kept_back
from engine.model.measures import Figure, FigureKind, Houses, Measure, Measures, Open, Rows, Span
from engine.model.measures.definition import OWN_DIMENSIONS, PlainValue

_UNKNOWN: Final = ""
NumbersIn = Callable[[Period], Numbers]


def evaluate(
    measure: Measure,
    measures: Measures,
    rows: Sequence[Row],
    period: Period,
    surroundings: Surroundings,
    house: str | None = None,
) -> Evaluated:
    """Evaluate a measure.

    Args:
        measure: what to evaluate.
        measures: the file that it stands in.
        rows: all rows that it needs, of one house or of all.
        period: whole months.
        surroundings: houses and calendars.
        house: the house that the rows are of; None for all, which gives cells by house too.
    """
    rowset = Rowset(rows, surroundings)
    evaluations = (
        _Evaluation(figure, measure, measures, rowset, period, house) for figure in measure.figures
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
        house: str | None,
    ) -> None:
        self._figure = figure
        self._beside = figures_beside(figure, measure.figures)
        self._measures = measures
        self._rowset = rowset
        self._period = period
        self._house = house
        self._of_house = isinstance(figure.of, Houses) or all(
            measures.values[name].of_house for name in figure.names
        )
        self._adds_up = not isinstance(figure.of, Open | Houses)
        self._around = self._items(period.years() if self._adds_up else period)
        self._baseline: Sequence[Item] = ()
        if figure.baseline is not None:
            self._baseline = self._items(Period.of_year(figure.baseline))

    def figure(self) -> EvaluatedFigure:
        total = self._cell(None, None, "", self._around, self._baseline)
        if self._is_kept_back(self._around, partial(self._numbers, [*self._rows_beside()], True)):
            total = total.held_back()
        cells = [cell for dimension in self._dimensions() for cell in self._broken_down(dimension)]
        if total.suppressed:  # they would add up to it
            cells = [cell.held_back() for cell in cells]
        figure = self._figure
        return EvaluatedFigure(
            id=figure.id,
            label=figure.label,
            kind=figure.kind.value,
            unit=figure.of.unit.value if isinstance(figure.of, Span) else None,
            total=total,
            cells=tuple(cells),
        )

    def _items(self, period: Period) -> list[Item]:
        found = self._rowset.items(self._figure, period, of_house=self._of_house)
        if self._house is None or all(item.house == self._house for item in found):
            return found
        return [item for item in found if item.house == self._house]

    def _dimensions(self) -> Iterator[str]:
        yield from self._figure.by
        if self._house is None:
            yield HOUSE

    def _broken_down(self, dimension: str) -> Iterator[Cell]:
        key_of = self._key_of(dimension)
        groups: dict[str, list[Item]] = {}
        for item in self._around:
            groups.setdefault(key_of(item), []).append(item)
        baselines: dict[str, list[Item]] = {}
        for item in self._baseline:
            baselines.setdefault(key_of(item), []).append(item)
        keys = sorted(groups)
        beside: dict[str, list[Row]] = {}
        for row in self._rows_beside():
            beside.setdefault(key_of(row), []).append(row)
        hidden = self._hidden(
            [(groups[key], partial(self._numbers, beside.get(key, ()), False)) for key in keys]
        )
        for key, is_hidden in zip(keys, hidden, strict=True):
            label = self._label(dimension, key)
            cell = self._cell(dimension, key, label, groups[key], baselines.get(key, ()))
            yield cell.held_back() if is_hidden else cell

    def _hidden(self, groups: Sequence[tuple[Sequence[Item], NumbersIn]]) -> list[bool]:
        if self._of_house:
            return [False] * len(groups)
        numbers = [_subjects(self._in_period(group)) for group, _ in groups]
        alone = [self._is_kept_back(group, numbers_in) for group, numbers_in in groups]
        # A cell that is kept back for its period weighs like a small one: another must hide it.
        weighed = [min(number, 1) if hides else number for number, hides in zip(numbers, alone, strict=True)]
        return kept_back(weighed, self._measures.least)

    def _rows_beside(self) -> Iterator[Row]:
        """The rows of this figure, and of those that it is told beside."""
        of = self._figure.of
        if self._beside and isinstance(of, Rows):
            yield from self._rowset.rows(Rows(names=of.names))

    def _numbers(self, rows: Sequence[Row], by_code: bool, period: Period) -> Numbers:
        found: dict[PlainValue, set[bytes]] = {}
        for row in rows:
            if row.on in period:
                found.setdefault(row.value, set()).add(row.subject)
        subjects = {value: frozenset(those) for value, those in found.items()}
        return Numbers(subjects=subjects, least=self._measures.least, by_code=by_code)

    def _is_kept_back(self, group: Sequence[Item], numbers_in: NumbersIn) -> bool:
        if self._of_house:
            return False
        least, present = self._measures.least, self._in_period(group)
        if self._figure.sensitive:
            part = {item.subject for item in present if item.part}
            rest = {item.subject for item in present if not item.part}
            if is_small(len(part), least) or is_small(len(rest), least):
                return True
        if not self._adds_up:
            return is_small(_subjects(present), least)

        def subjects_in(piece: Period) -> int:
            number = _subjects_in(group, piece)
            # A piece in which it would give away another figure weighs like a small one.
            return min(number, 1) if self._beside and exposes(self._beside, numbers_in(piece)) else number

        return is_period_kept_back(self._period, subjects_in, least)

    def _in_period(self, group: Sequence[Item]) -> Sequence[Item]:
        if not self._adds_up or self._period == self._period.years():
            return group
        return [item for item in group if item.on in self._period]

    def _cell(
        self,
        dimension: str | None,
        key: str | None,
        label: str,
        around: Sequence[Item],
        baseline: Sequence[Item],
    ) -> Cell:
        group = self._in_period(around)
        value = self._value(group, baseline)
        return Cell(
            dimension=dimension,
            key=key,
            label=label,
            value=value,
            count=len(group),
            subjects=len({item.house for item in group}) if self._of_house else _subjects(group),
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


def _subjects_in(group: Sequence[Item], period: Period) -> int:
    return len({item.subject for item in group if item.on in period})


def _numbers(group: Sequence[Item]) -> list[Decimal]:
    return [item.number for item in group if item.number is not None]


def _code(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
