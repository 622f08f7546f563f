"""Who sees every figure that is ever told, of all houses, periods and breakdowns, pins nobody down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations_with_replacement

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.measures import Cell, Period, Row, Surroundings, Whose, evaluate
from engine.measures.suppression import (
    hide_each_other,
    kept_back,
    kept_back_in_turn,
    sides_hide_each_other,
)
from engine.model.measures import Measures
from tests.unit.measures.declared import VALUES, figure, measures

HOUSES = ("noord", "zuid")
KINDS = ("a", "b", "c")
ORGANISATIONS = ("politie", "ggz")
SIDES = ("part", "rest")
LEAST = 3
MOST = 40
Variable = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case of 2026."""

    house: str
    quarter: int
    kind: str
    organisation: str
    part: bool


CASES = st.lists(
    st.builds(
        Case,
        st.sampled_from(HOUSES),
        st.integers(1, 4),
        st.sampled_from(KINDS),
        st.sampled_from(ORGANISATIONS),
        st.booleans(),
    ),
    max_size=24,
)


def written() -> Measures:
    whose = {"name": "whose", "label": "Van wie", "type": "organisation"}
    return measures(
        figure("count", {"rows": "begun"}, id="count", by=["kind"]),
        figure("share", {"rows": "decided"}, id="share", part={"values": [True]}, sensitive=True),
        values=[*VALUES, whose],
        suppressBelow=LEAST,
    )


MEASURES = written()


def rows(cases: Sequence[Case]) -> Iterator[Row]:
    for number, case in enumerate(cases):
        held = {"begun": True, "decided": case.part, "kind": case.kind, "whose": case.organisation}
        day = date(2026, 3 * case.quarter - 1, 5)
        yield from (Row(name, case.house, b"%d" % number, value, day) for name, value in held.items())


@dataclass
class Attacker:
    """Keeps all that was told as sums of whole numbers, and asks what else could have been."""

    least: dict[Variable, int] = field(default_factory=dict)
    sums: list[tuple[Mapping[Variable, int], int]] = field(default_factory=list)

    def hears(self, cell: Cell, *variables: Variable, number: Decimal | int | None) -> None:
        if not cell.suppressed:
            assert number is not None
            self.sums.append((dict.fromkeys(variables, 1), int(number)))

    def adds_up(self, parts: Sequence[Variable], whole: Variable) -> None:
        """Know that some make up another."""
        self.sums.append(({**dict.fromkeys(parts, 1), whole: -1}, 0))

    def could_be(self, variable: Variable, value: int, true: Mapping[Variable, int]) -> bool:
        """Tell whether whole numbers fit in which a variable is so; those near the truth are tried first."""
        bounds = {one: (least, MOST) for one, least in self.least.items()}
        low, high = bounds[variable]
        return low <= value <= high and self._fits({**bounds, variable: (value, value)}, true)

    def _fits(self, bounds: dict[Variable, tuple[int, int]], true: Mapping[Variable, int]) -> bool:
        narrowed = self._narrowed(bounds)
        if narrowed is None:
            return False
        wide = [(high - low, one) for one, (low, high) in narrowed.items() if high > low]
        if not wide:
            return True
        _, one = min(wide)
        low, high = narrowed[one]
        values = sorted(range(low, high + 1), key=lambda value: abs(value - true[one]))
        return any(self._fits({**narrowed, one: (value, value)}, true) for value in values)

    def _narrowed(self, bounds: dict[Variable, tuple[int, int]]) -> dict[Variable, tuple[int, int]] | None:
        found, changed = dict(bounds), True
        while changed:
            changed = False
            for terms, value in self.sums:
                ends = {one: sorted(factor * end for end in found[one]) for one, factor in terms.items()}
                low = value - sum(end[1] for end in ends.values())
                high = value - sum(end[0] for end in ends.values())
                for one, factor in terms.items():
                    limits = sorted((factor * (low + ends[one][1]), factor * (high + ends[one][0])))
                    now = max(found[one][0], limits[0]), min(found[one][1], limits[1])
                    if now[0] > now[1]:
                        return None
                    changed |= now != found[one]
                    found[one] = now
        return found


YEAR = Period.of_year(2026)


def asked(cases: Sequence[Case], period: Period, whose: Whose) -> tuple[Cell, Cell, dict[str, Cell]]:
    """What is told of a period: how many, a sensitive share, and how many of each kind."""
    own = [row for row in rows(cases) if whose.house in (None, row.house)]
    count, share = evaluate(MEASURES.measures["M"], MEASURES, own, period, Surroundings(), whose).figures
    return count.total, share.total, {str(cell.key): cell for cell in count.cells if cell.dimension == "kind"}


def attacked(cases: Sequence[Case]) -> Attacker:
    """Ask everything that can be asked, as everybody."""
    attacker = Attacker()
    for house in HOUSES:
        total, _, kinds = asked(cases, YEAR, Whose(house=house))
        attacker.least["total", house] = 1 if total.suppressed else 0
        for quarter in "1234":
            attacker.least["quarter", house, quarter] = 0
        hears_kinds(attacker, house, kinds)
        hears_organisations(attacker, house, cases)
        parts = [
            [("quarter", house, quarter) for quarter in "1234"],
            [("kind", house, kind) for kind in KINDS],
            [("whose", house, one) for one in ORGANISATIONS],
            [("side", house, side) for side in SIDES],
        ]
        for variables in parts:
            attacker.adds_up(variables, ("total", house))
    for first, last in combinations_with_replacement(range(1, 5), 2):
        period = Period.of_months(2026, 3 * first - 2, 3 * (last - first + 1))
        for whose in (*(Whose(house=house) for house in HOUSES), Whose(), Whose(region="boven")):
            houses = HOUSES if whose.house is None else (whose.house,)
            count, share, kinds = asked(cases, period, whose)
            quarters = [("quarter", house, str(n)) for house in houses for n in range(first, last + 1)]
            attacker.hears(count, *quarters, number=count.value)
            for kind, cell in kinds.items():
                attacker.hears(cell, *(("kind", house, kind) for house in houses), number=cell.value)
            assert share.suppressed or period == YEAR or share.count == 0
            hears_share(attacker, share, *(("side", house) for house in houses))
    return attacker


def hears_kinds(attacker: Attacker, house: str, kinds: Mapping[str, Cell]) -> None:
    """Of a kind that is not named there is nobody; where all are kept back, nobody knows of which."""
    secret = len(kinds) >= len(KINDS) and all(cell.suppressed for cell in kinds.values())
    for kind in KINDS:
        attacker.least["kind", house, kind] = 1 if kind in kinds and not secret else 0
        if kind not in kinds:
            attacker.sums.append(({("kind", house, kind): 1}, 0))


def hears_organisations(attacker: Attacker, house: str, cases: Sequence[Case]) -> None:
    """Each asks for its own cases; where all are kept back, one may have none."""
    told = {one: asked(cases, YEAR, Whose(house=house, organisation=one)) for one in ORGANISATIONS}
    secret = all(count.suppressed for count, _, _ in told.values())
    for one, (count, share, _) in told.items():
        attacker.least["whose", house, one] = 1 if count.suppressed and not secret else 0
        attacker.hears(count, ("whose", house, one), number=count.value)
        for side in SIDES:
            attacker.least["whose", house, one, side] = 0
        hears_share(attacker, share, ("whose", house, one))
        attacker.adds_up([("whose", house, one, side) for side in SIDES], ("whose", house, one))
    for side in SIDES:
        attacker.least["side", house, side] = 0
        attacker.adds_up([("whose", house, one, side) for one in ORGANISATIONS], ("side", house, side))


def hears_share(attacker: Attacker, cell: Cell, *of: Variable) -> None:
    if cell.suppressed or cell.count is None:
        return
    part = round((cell.value or Decimal(0)) * cell.count)
    attacker.hears(cell, *((*one, "part") for one in of), number=part)
    attacker.hears(cell, *((*one, "rest") for one in of), number=cell.count - part)


def numbers(cases: Sequence[Case]) -> Iterator[tuple[Variable, int]]:
    """What is true of each variable."""
    for house in HOUSES:
        own = [case for case in cases if case.house == house]
        yield ("total", house), len(own)
        for quarter in range(1, 5):
            yield ("quarter", house, str(quarter)), sum(case.quarter == quarter for case in own)
        for kind in KINDS:
            yield ("kind", house, kind), sum(case.kind == kind for case in own)
        for side, part in (("part", True), ("rest", False)):
            yield ("side", house, side), sum(case.part is part for case in own)
            for one in ORGANISATIONS:
                theirs = [case for case in own if case.organisation == one]
                yield ("whose", house, one, side), sum(case.part is part for case in theirs)
        for one in ORGANISATIONS:
            yield ("whose", house, one), sum(case.organisation == one for case in own)


@settings(deadline=None, max_examples=8)
@given(CASES)
@example([Case("noord", n % 4 + 1, "abc"[n % 3], "politie", True) for n in range(5)])
@example([Case(HOUSES[n % 2], 1 + (n > 1), "a", "ggz", n % 3 == 0) for n in range(12)])
def test_no_small_number_is_pinned_more_closely_than_that_it_is_small(cases: list[Case]) -> None:
    attacker, true = attacked(cases), dict(numbers(cases))
    for variable, number in true.items():
        assert attacker.could_be(variable, number, true), "what is told is true"
        if 0 < number < LEAST and len(variable) > 3:  # a side of a cell: its whole and its row bound it
            others = (other for other in range(MOST) if other != number)
            assert any(attacker.could_be(variable, other, true) for other in others), (variable, number)
        elif 0 < number < LEAST:
            for other in range(1, LEAST):
                assert attacker.could_be(variable, other, true), (variable, number, other)


@given(st.lists(st.integers(1, 9), max_size=6), st.integers(3, 6))
def test_what_is_kept_back_of_a_total_hides_each_other(numbers: list[int], least: int) -> None:
    hidden = kept_back(numbers, least)
    if hidden is None:
        return
    secret = [number for number, hides in zip(numbers, hidden, strict=True) if hides]
    assert all(hides for number, hides in zip(numbers, hidden, strict=True) if number < least)
    for number in secret:
        if number < least:  # it could be each small number, the others taking or giving what that needs
            assert len(secret) - 1 <= sum(secret) - (least - 1)
            assert len(secret) > 1


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_a_quarter_is_told_or_not_whatever_comes_after_it(numbers: list[int]) -> None:
    hidden = kept_back_in_turn(numbers, 5)
    for until in range(5):
        assert kept_back_in_turn(numbers[:until], 5) == hidden[:until]
    assert all(hides for number, hides in zip(numbers, hidden, strict=True) if number < 5)


@pytest.mark.parametrize(
    ("cells", "hide"),
    [
        ([], True),
        ([3], False),
        ([1, 3], False),
        ([1, 4], True),
        ([1, 1, 1, 1, 1], False),  # five of which none is nobody: each must be one
    ],
)
def test_when_cells_hide_each_other(cells: list[int], hide: bool) -> None:
    assert hide_each_other(cells, 5) is hide


def test_when_sides_hide_each_other() -> None:
    assert sides_hide_each_other([(4, 5), (5, 4)], 5)
    assert not sides_hide_each_other(
        [(4, 5), (9, 0)], 5
    )  # nobody is left outside to make the first part smaller
