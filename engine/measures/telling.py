"""What may be told of a figure to everybody who sees any of it, together and for ever.

Who reads figures may keep them, and compare them with those of others. So all that is ever told of a figure
of people is one system of cells, in which each secret stands in at most one sum that is told:

- a house is told whole calendar years and the quarters of a year, each once it is over: a quarter that is
  kept back stands in the sum of its year alone;
- codes and organisations break down a whole year of one house, each for itself: such a cell stands in the sum
  of that breakdown alone;
- several houses are told together for a whole year where what is kept back of them hides each other; all else
  of several houses is told where it is told of each of them, so that it is a sum of what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from engine.measures.differencing import Numbers, exposes, figures_beside
from engine.measures.period import Period
from engine.measures.population import Item, Row, Rowset
from engine.measures.suppression import (
    Sides,
    hide_each_other,
    is_small,
    kept_back,
    kept_back_by_side,
    kept_back_in_turn,
    sides_hide_each_other,
)
from engine.model.measures import Figure, Measure, Measures, Rows, Span
from engine.model.measures.definition import PlainValue

Keyed = Callable[[Item | Row], str]


class Telling:
    """What may be told of one figure that is of people.

    Args:
        figure: the figure.
        measure: of which it is one.
        measures: the file that it stands in.
        rowset: all rows.
    """

    def __init__(self, figure: Figure, measure: Measure, measures: Measures, rowset: Rowset) -> None:
        self._figure = figure
        self._least = measures.least
        self._rowset = rowset
        self._beside = figures_beside(figure, measure.figures)
        self._adds_up = isinstance(figure.of, Rows | Span)
        self._by_year_alone = self._adds_up and (figure.sensitive or bool(self._beside))
        self._known: dict[Period, Mapping[str, list[Item]]] = {}
        self._rows: dict[Period, Mapping[str, list[Row]]] = {}
        self._told: dict[tuple[str, Period], bool] = {}

    def items(self, house: str, piece: Period) -> Sequence[Item]:
        """Return those of a house in a year or a quarter."""
        if self._adds_up and piece.year is None:
            return [item for item in self.items(house, piece.years()) if item.on in piece]
        if piece not in self._known:
            found: dict[str, list[Item]] = {}
            for item in self._rowset.items(self._figure, piece, of_house=False):
                found.setdefault(item.house, []).append(item)
            self._known[piece] = found
        return self._known[piece].get(house, ())

    def houses(self, piece: Period) -> Sequence[str]:
        """Return the houses that have any item in the year of a piece, or at the end of it."""
        around = piece.years() if self._adds_up else piece
        self.items("", around)
        return sorted(self._known[around])

    def of_house(self, house: str, period: Period) -> bool:
        """Tell whether a house's figure of a period may be told."""
        return all(self._piece(house, piece) for piece in period.pieces())

    def _piece(self, house: str, piece: Period) -> bool:
        place = house, piece
        if place not in self._told:
            self._told[place] = self._tells(house, piece)
        return self._told[place]

    def _tells(self, house: str, piece: Period) -> bool:
        if self._by_year_alone and piece.year is None:
            return False
        if not self._rowset.is_final(self._figure.part, house, piece.last) or not self._whole(house, piece):
            return False
        if self._figure.sensitive and any(is_small(side, self._least) for side in self._sides(house, piece)):
            return False
        return not self._exposes(self._rows_beside(house, piece), by_code=True)

    def _whole(self, house: str, piece: Period) -> bool:
        """Tell whether it may be told how many there are; all figures of the same rows say the same."""
        number = _subjects(self.items(house, piece))
        if not self._adds_up or piece.year is not None:
            if number == 0 or is_small(number, self._least):
                return number == 0
            return not self._adds_up or hide_each_other(
                self._hidden_quarters(house, piece), self._least, with_nobody=True
            )
        hidden = kept_back_in_turn(self._quarters(house, piece.years()), self._least)
        return not hidden[piece.years().quarters().index(piece)]

    def of_houses(self, period: Period, *, alone: bool) -> bool:
        """Tell whether a figure of several houses together may be told.

        Args:
            period: years and quarters.
            alone: these are all houses; else there are sums over other houses too.
        """
        return all(self._piece_of_houses(piece, alone=alone) for piece in period.pieces())

    def _piece_of_houses(self, piece: Period, *, alone: bool) -> bool:
        houses = self.houses(piece)
        hidden = [house for house in houses if not self._piece(house, piece)]
        if not hidden:
            return True
        if not alone or piece.year is None or self._beside:
            return False
        if not all(self._rowset.is_final(self._figure.part, house, piece.last) for house in hidden):
            return False
        return self._wholes_of_houses(houses, piece) and self._sides_of_houses(houses, hidden, piece)

    def _wholes_of_houses(self, houses: Sequence[str], piece: Period) -> bool:
        number = sum(_subjects(self.items(house, piece)) for house in houses)
        hidden = [
            sum(self._hidden_quarters(house, piece)) if self._adds_up else _subjects(self.items(house, piece))
            for house in houses
            if not self._whole(house, piece)
        ]
        return not is_small(number, self._least) and hide_each_other(hidden, self._least)

    def _sides_of_houses(self, houses: Sequence[str], hidden: Sequence[str], piece: Period) -> bool:
        if not self._figure.sensitive:
            return True
        for side in zip(*(self._sides(house, piece) for house in houses), strict=True):
            if is_small(sum(side), self._least):
                return False
        return sides_hide_each_other([self._sides(house, piece) for house in hidden], self._least)

    def broken_down(self, house: str, period: Period, key_of: Keyed) -> Mapping[str, bool] | None:
        """Return which cells of a year of a house may be told, by key; those of nobody are not among them.

        Returns:
            None where nothing may be told of any, nor which of them there are.
        """
        if period.year is None or not self.of_house(house, period):
            return None
        found: dict[str, list[Item]] = {}
        for item in self.items(house, period):
            found.setdefault(key_of(item), []).append(item)
        groups = {key: found[key] for key in sorted(found)}  # of equal ones all figures keep back the same
        hidden = kept_back([_subjects(group) for group in groups.values()], self._least)
        if hidden is not None and (self._figure.sensitive or self._beside):
            beside: dict[str, list[Row]] = {}
            for row in self._rows_beside(house, period):
                beside.setdefault(key_of(row), []).append(row)
            exposing = [self._exposes(beside.get(key, ()), by_code=False) for key in groups]
            hidden = kept_back_by_side(
                [_sides(group) for group in groups.values()],
                [hides or exposes for hides, exposes in zip(hidden, exposing, strict=True)],
                self._least,
                sensitive=self._figure.sensitive,
            )
        return None if hidden is None else {key: not hides for key, hides in zip(groups, hidden, strict=True)}

    def of_organisation(self, house: str, period: Period, organisation: str, key_of: Keyed) -> bool:
        """Tell whether what is of the cases of one organisation may be told: for a whole year alone."""
        if self._beside:
            return False
        told = self.broken_down(house, period, key_of)
        return told is not None and told.get(organisation, True)

    def _quarters(self, house: str, year: Period) -> list[int]:
        return [_subjects(self.items(house, quarter)) for quarter in year.quarters()]

    def _hidden_quarters(self, house: str, year: Period) -> list[int]:
        """How many are in each quarter that is kept back."""
        quarters = self._quarters(house, year)
        hidden = kept_back_in_turn(quarters, self._least)
        return [quarter for quarter, hides in zip(quarters, hidden, strict=True) if hides]

    def _sides(self, house: str, piece: Period) -> Sides:
        return _sides(self.items(house, piece))

    def _rows_beside(self, house: str, piece: Period) -> Sequence[Row]:
        """The rows of this figure, and of those that it is told beside."""
        of = self._figure.of
        if not self._beside or not isinstance(of, Rows):
            return ()
        if piece not in self._rows:
            found: dict[str, list[Row]] = {}
            for row in self._rowset.rows(Rows(names=of.names)):
                if row.on in piece:
                    found.setdefault(row.house, []).append(row)
            self._rows[piece] = found
        return self._rows[piece].get(house, ())

    def _exposes(self, rows: Sequence[Row], *, by_code: bool) -> bool:
        if not self._beside:
            return False
        found: dict[PlainValue, set[bytes]] = {}
        for row in rows:
            found.setdefault(row.value, set()).add(row.subject)
        subjects = {value: frozenset(those) for value, those in found.items()}
        return exposes(self._beside, Numbers(subjects=subjects, least=self._least, by_code=by_code))


def _subjects(group: Sequence[Item]) -> int:
    return len({item.subject for item in group})


def _sides(group: Sequence[Item]) -> Sides:
    return (
        len({item.subject for item in group if item.part}),
        len({item.subject for item in group if not item.part}),
    )
