"""What evaluating a measure gives: figures with their cells, and less of them for who may know less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from engine.model.measures import FigureKind

HOUSE: Final = "house"
"""The dimension that a national figure is broken down by beside its own."""


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

    def before(self, corrected: Evaluated, least: int) -> Evaluated:
        """Return what may be read beside a correction: the difference must not tell of few.

        Where a single cell changed by fewer subjects than the least, all that changed is kept back: what is
        left could give it away. A share that changed always counts as such: its part may differ by one.
        """
        after = {
            (figure.id, cell.dimension, cell.key): cell
            for figure in corrected.figures
            for cell in (figure.total, *figure.cells)
        }

        def tells_of_few(figure: EvaluatedFigure, cell: Cell) -> bool:
            now = after.get((figure.id, cell.dimension, cell.key))
            if cell == now or cell.suppressed:
                return False
            now_subjects = 0 if now is None else now.subjects
            if figure.kind == FigureKind.SHARE.value or cell.subjects is None:
                return True
            return now_subjects is not None and abs(cell.subjects - now_subjects) < least

        def kept(figure: EvaluatedFigure, cell: Cell) -> Cell:
            return cell if cell == after.get((figure.id, cell.dimension, cell.key)) else cell.held_back()

        cells = [(figure, cell) for figure in self.figures for cell in (figure.total, *figure.cells)]
        if not any(tells_of_few(figure, cell) for figure, cell in cells):
            return self
        return self._each(kept)

    def _each(self, shown: Callable[[EvaluatedFigure, Cell], Cell]) -> Evaluated:
        return Evaluated(
            tuple(
                replace(
                    figure,
                    total=shown(figure, figure.total),
                    cells=tuple(shown(figure, cell) for cell in figure.cells),
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
