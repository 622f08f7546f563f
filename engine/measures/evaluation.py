"""A measure evaluated: its figures as cells, in total, by house and by code, small ones kept back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from engine.measures.period import Period
from engine.measures.population import Item, Row, Rowset, Surroundings
from engine.measures.statistics import share, statistic
from engine.measures.suppression import is_period_kept_back, is_small, kept_back
from engine.model.measures import Figure, FigureKind, Houses, Measure, Measures, Open, Rows, Span
from engine.model.measures.definition import OWN_DIMENSIONS

HOUSE: Final = "house"
"""The dimension that a national figure is broken down by beside its own."""
_UNKNOWN: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; value and numbers are None where they are kept back, the value also where there is nothing.

    Args:
        dimension: what the figure is broken down by; None for the total.
        key: the code, name or house; empty where a subject has no such code.
        label: the key as people read it.
        value: the figure.
        count: how many rows or spans it is made of (episodes).
        subjects: how many different subjects these are.
        suppressed: it is kept back.
        houses: which houses have the least or the most; for those who may know.
    """

    dimension: str | None
    key: str | None
    label: str
    value: Decimal | None
    count: int | None
    subjects: int | None
    suppressed: bool = False
    houses: tuple[str, ...] = ()

    def held_back(self) -> Cell:
        """Return it without what it tells."""
        return replace(self, value=None, count=None, subjects=None, suppressed=True, houses=())


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedFigure:
    """A figure with its total and its cells; a span is counted in a unit."""

    id: str
    label: str
    kind: str
    unit: str | None
    total: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """All figures of a measure for one period: of one house, or of all."""

    figures: tuple[EvaluatedFigure, ...]

    def without_names(self) -> Evaluated:
        """Return it without the cells of houses, and without which have the least or the most."""
        return Evaluated(
            tuple(
                replace(
                    figure,
                    total=replace(figure.total, houses=()),
                    cells=tuple(replace(cell, houses=()) for cell in figure.cells if cell.dimension != HOUSE),
                )
                for figure in self.figures
            )
        )

    def of_house(self, house: str) -> Evaluated:
        """Return the cells of one house as its totals; of a house without any nothing is told."""
        figures = []
        for figure in self.figures:
            found = [cell for cell in figure.cells if (cell.dimension, cell.key) == (HOUSE, house)]
            nothing = Cell(dimension=None, key=None, label="", value=None, count=0, subjects=0)
            total = replace(found[0], dimension=None, key=None, label="") if found else nothing
            figures.append(replace(figure, total=total, cells=()))
        return Evaluated(tuple(figures))


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
    figures = (_Evaluation(figure, measures, rowset, period, house).figure() for figure in measure.figures)
    return Evaluated(tuple(figures))


class _Evaluation:
    """One figure under way."""

    def __init__(
        self, figure: Figure, measures: Measures, rowset: Rowset, period: Period, house: str | None
    ) -> None:
        self._figure = figure
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
        if self._is_kept_back(self._around):
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
        hidden = self._hidden([groups[key] for key in keys])
        for key, is_hidden in zip(keys, hidden, strict=True):
            label = self._label(dimension, key)
            cell = self._cell(dimension, key, label, groups[key], baselines.get(key, ()))
            yield cell.held_back() if is_hidden else cell

    def _hidden(self, groups: Sequence[Sequence[Item]]) -> list[bool]:
        if self._of_house:
            return [False] * len(groups)
        numbers = [_subjects(self._in_period(group)) for group in groups]
        alone = [self._is_kept_back(group) for group in groups]
        # A cell that is kept back for its period weighs like a small one: another must hide it.
        weighed = [min(number, 1) if hides else number for number, hides in zip(numbers, alone, strict=True)]
        return kept_back(weighed, self._measures.least)

    def _is_kept_back(self, group: Sequence[Item]) -> bool:
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
        return is_period_kept_back(self._period, partial(_subjects_in, group), least)

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

    def _key_of(self, dimension: str) -> Callable[[Item], str]:
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
