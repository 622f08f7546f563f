"""What one figure keeps back, no other figure of the same rows gives away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.measures import Period, Row, Whose, evaluate
from engine.measures.figures import EvaluatedFigure
from tests.unit.measures.declared import figure, measures
from tests.unit.measures.test_evaluation import EVERYWHERE, YEAR, row

CODES = ("a", "b", "c")
BROKEN_DOWN = figure("count", {"rows": "kind"}, id="count", by=["value"])


def share(name: str, *values: str, sensitive: bool = False) -> dict[str, Any]:
    return figure("share", {"rows": "kind"}, id=name, part={"values": list(values)}, sensitive=sensitive)


def shown(
    written: list[dict[str, Any]], numbers: Mapping[str, int], period: Period = YEAR, month: int = 3
) -> dict[str, EvaluatedFigure]:
    """The figures of so many subjects of each code."""
    return evaluated(written, list(rows(numbers, month)), period)


def rows(numbers: Mapping[str, int], month: int) -> Iterator[Row]:
    first = 1000 * month
    for code, number in numbers.items():
        for subject in range(first, first + number):
            yield row("kind", subject, f"2026-{month:02}-02", code)
        first += number


def evaluated(
    written: list[dict[str, Any]], found: list[Row], period: Period = YEAR
) -> dict[str, EvaluatedFigure]:
    declared = measures(*written)
    figures = evaluate(
        declared.measures["M"], declared, found, period, EVERYWHERE, Whose(house="noord")
    ).figures
    return {one.id: one for one in figures}


def kept_back(found: EvaluatedFigure) -> list[str | None]:
    return [cell.key for cell in (found.total, *found.cells) if cell.suppressed]


def test_a_share_does_not_tell_the_codes_that_are_kept_back() -> None:
    numbers = {"a": 6, "b": 2, "c": 12}
    found = shown([BROKEN_DOWN, share("met", "a", sensitive=True)], numbers)
    assert kept_back(found["count"]) == ["a", "b"]
    assert kept_back(found["met"]) == [None]
    # All that is kept back together is what the total tells anyway.
    assert kept_back(shown([BROKEN_DOWN, share("both", "a", "b")], numbers)["both"]) == []
    assert kept_back(shown([BROKEN_DOWN, share("rest", "c")], numbers)["rest"]) == []


def test_shares_of_the_same_do_not_tell_the_one_that_is_kept_back() -> None:
    shares = [share(f"of-{code}", code, sensitive=True) for code in CODES]
    found = shown(shares, {"a": 9, "b": 2, "c": 9})
    assert [kept_back(found[f"of-{code}"]) for code in CODES] == [[], [None], [None]]


def test_it_holds_in_each_cell_that_figures_share() -> None:
    by_kind = [{**share(f"of-{code}", code, sensitive=True), "by": ["name"]} for code in CODES]
    found = shown(by_kind, {"a": 9, "b": 2, "c": 9})
    assert [kept_back(found[f"of-{code}"]) for code in CODES] == [[], [None, "kind"], [None, "kind"]]


def test_what_is_told_beside_others_is_of_whole_years_alone() -> None:
    written, numbers = [BROKEN_DOWN, share("a", "a")], {"a": 20, "b": 10, "c": 30}
    assert kept_back(shown(written, numbers)["a"]) == []
    assert kept_back(shown(written, numbers, Period.of_months(2026, 1, 3))["a"]) == [None]


FIGURES = st.lists(
    st.builds(
        lambda values, sensitive: (values, sensitive),
        st.sets(st.sampled_from(CODES), min_size=1, max_size=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


@given(st.fixed_dictionaries({code: st.integers(0, 12) for code in CODES}), FIGURES)
def test_no_small_code_is_the_only_one_that_fits_what_is_shown(
    numbers: dict[str, int], shares: list[tuple[set[str], bool]]
) -> None:
    written = [BROKEN_DOWN]
    written += [share(f"s{n}", *sorted(values), sensitive=hard) for n, (values, hard) in enumerate(shares)]
    found = shown(written, numbers)
    tests = list(told(found, dict(enumerate(shares))))
    whole = sum(numbers.values())
    if found["count"].total.suppressed:
        return  # nothing is told
    guesses = (
        {"a": a, "b": b, "c": whole - a - b} for a, b in product(range(whole + 1), repeat=2) if a + b <= whole
    )
    fitting = [guess for guess in guesses if all(test(guess) for test in tests)]
    assert numbers in fitting
    for code in CODES:
        if 0 < numbers[code] < 5:
            assert len({each[code] for each in fitting}) > 1


def told(
    found: Mapping[str, EvaluatedFigure], shares: Mapping[int, tuple[set[str], bool]]
) -> Iterator[Callable[[Mapping[str, int]], bool]]:
    """What each figure that is shown says of the numbers."""
    for code in set(CODES) - {str(cell.key) for cell in found["count"].cells}:
        yield lambda numbers, key=code: numbers[key] == 0
    for cell in found["count"].cells:
        if not cell.suppressed:
            yield lambda numbers, key=str(cell.key), value=cell.value: numbers[key] == value
    for one in found.values():
        if not one.total.suppressed and one.total.count is not None:
            yield lambda numbers, whole=one.total.count: sum(numbers.values()) == whole
    for n, (values, _) in shares.items():
        value = found[f"s{n}"].total.value
        if value is not None:
            yield lambda numbers, values=values, value=value: _is_share(numbers, values, value)


def _is_share(numbers: Mapping[str, int], values: set[str], value: Decimal) -> bool:
    whole = sum(numbers.values())
    part = sum(numbers[code] for code in values)
    return whole > 0 and abs(Decimal(part) / whole - value) < Decimal("0.0001")
