"""Each kind of figure against what was reckoned by hand, and what nobody may reckon back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar.house import ClosedPeriod, HouseCalendar
from engine.measures import Cell, Period, Row, Surroundings, Term, Whose, evaluate
from engine.measures.figures import EvaluatedFigure
from engine.measures.statistics import statistic
from engine.model.measures import FigureKind
from engine.model.measures.definition import PlainValue
from tests.unit.measures.declared import figure, measures

YEAR = Period.of_year(2026)
EVERYWHERE = Surroundings(houses={"noord": Term(None, None), "zuid": Term(None, None)})


def row(name: str, subject: int, on: str, value: PlainValue = True, house: str = "noord") -> Row:
    return Row(name, house, f"{house}{subject}".encode(), value, date.fromisoformat(on))


def evaluated(
    written: dict[str, Any],
    rows: list[Row],
    *,
    period: Period = YEAR,
    house: str | None = "noord",
    surroundings: Surroundings = EVERYWHERE,
    least: int = 5,
) -> EvaluatedFigure:
    declared = measures(written, suppressBelow=least)
    (found,) = evaluate(
        declared.measures["M"], declared, rows, period, surroundings, Whose(house=house)
    ).figures
    return found


def total(written: dict[str, Any], rows: list[Row], **more: Any) -> Cell:
    return evaluated(written, rows, **more).total


def told(cell: Cell) -> tuple[Decimal | None, int | None, int | None]:
    return cell.value, cell.count, cell.subjects


def test_a_count_tells_episodes_beside_unique_subjects() -> None:
    rows = [row("begun", n, "2026-03-02") for n in range(6)] + [row("begun", 0, "2026-03-09")]
    assert told(total(figure("count", {"rows": "begun"}), rows)) == (7, 7, 6)


def test_only_the_period_counts() -> None:
    rows = [row("begun", n, f"2026-0{n % 2 + 3}-10") for n in range(12)] + [row("begun", 90, "2025-12-31")]
    assert total(figure("count", {"rows": "begun"}), rows, period=Period.of_months(2026, 4, 3)).value == 6
    assert total(figure("count", {"rows": "begun"}), rows).value == 12


def test_a_share_is_of_the_rows_that_hold_a_value() -> None:
    rows = [row("decided", n, "2026-03-02", n < 5) for n in range(8)]
    written = figure("share", {"rows": "decided"}, part={"values": [True]})
    assert told(total(written, rows)) == (Decimal("0.625"), 8, 8)


def test_a_share_may_ask_for_a_later_row_in_time() -> None:
    ended = [row("ended", n, "2026-01-15") for n in range(10)]
    again = [
        row("reopened", 0, "2027-01-15"),
        row("reopened", 1, "2027-01-16"),
        row("reopened", 2, "2026-01-14"),
    ]
    written = figure("share", {"rows": "ended"}, part={"rows": "reopened", "within": {"months": 12}})
    assert total(written, ended + again).value == Decimal("0.1")
    # Friday 16 January to Monday 19 is one working day.
    planned = [row("reopened", n, "2026-01-19") for n in range(4)] + [row("reopened", 5, "2026-01-20")]
    soon = figure("share", {"rows": "ended"}, part={"rows": "reopened", "within": {"workingDays": 2}})
    assert total(soon, ended + planned).value == Decimal("0.4")


def test_spans_are_in_working_days_of_the_house() -> None:
    closed = HouseCalendar(closed=(ClosedPeriod(date(2026, 3, 4), date(2026, 3, 4), "Studiedag"),))
    surroundings = Surroundings(houses=EVERYWHERE.houses, calendars={"noord": closed})
    begun = [row("begun", n, "2026-03-02") for n in range(5)]
    ended = [row("decided", n, f"2026-03-{3 + n:02}") for n in range(5)]  # 1, 1, 2, 3, 3 working days
    of = {"from": {"rows": "begun"}, "to": {"rows": "decided"}}
    assert total(figure("median", of), begun + ended, surroundings=surroundings).value == 2
    assert total(figure("p90", of), begun + ended, surroundings=surroundings).value == 3
    assert total(figure("mean", of), begun + ended, surroundings=surroundings).value == 2
    calendar_days = {**of, "unit": "days"}
    assert total(figure("median", calendar_days), begun + ended, surroundings=surroundings).value == 3


def test_each_episode_of_a_subject_has_a_span_of_its_own_in_the_year_of_its_end() -> None:
    rows = [row("begun", n, "2025-12-29") for n in range(5)] + [
        row("decided", n, "2026-01-05") for n in range(5)
    ]
    rows += [row("begun", 0, "2026-02-02"), row("decided", 0, "2026-02-04"), row("begun", 1, "2026-03-02")]
    found = total(
        figure("mean", {"from": {"rows": "begun"}, "to": {"rows": "decided"}, "unit": "days"}), rows
    )
    assert told(found) == (Decimal("6.17"), 6, 5)


def test_what_is_open_is_so_at_the_end_or_in_the_period() -> None:
    rows = [row("begun", n, "2025-01-10") for n in range(6)] + [
        row("begun", n, "2026-05-01") for n in range(6, 12)
    ]
    rows += [row("ended", n, "2026-06-01") for n in range(6, 12)] + [
        row("reopened", n, "2026-03-03") for n in (0, 6)
    ]
    at_end = {"open": {"rows": "begun"}, "until": {"rows": "ended"}}
    assert told(total(figure("count", at_end), rows)) == (6, 6, 6)
    assert total(figure("share", at_end, part={"longerThanMonths": 12}), rows).value == 1
    in_period = figure("share", {**at_end, "at": "period"}, part={"rows": "reopened"})
    assert told(total(in_period, rows)) == (Decimal("0.1667"), 12, 12)


def test_a_figure_is_broken_down_by_the_last_code_of_each_subject() -> None:
    rows = [row("begun", n, "2026-03-02") for n in range(12)]
    rows += [row("kind", n, "2026-02-01", "a" if n < 6 else "b") for n in range(11)]
    rows += [row("kind", 11, "2026-02-01", "a"), row("kind", 11, "2026-02-02", "b")]
    cells = evaluated(figure("count", {"rows": "begun"}, by=["kind"]), rows).cells
    assert [(cell.dimension, cell.key, cell.label, cell.value) for cell in cells] == [
        ("kind", "a", "Aa", 6),
        ("kind", "b", "Bee", 6),
    ]
    by_value = evaluated(figure("count", {"rows": "kind"}, by=["value"]), rows).cells
    assert [(cell.key, cell.value) for cell in by_value] == [("a", 7), ("b", 6)]


def test_scores_of_houses_have_a_mean_extremes_spread_and_progress() -> None:
    last_year = [row("score.x", 1, "2017-11-01", 2), row("score.x", 1, "2017-11-01", 3, "zuid")]
    # The last score of a house counts.
    now = [
        row("score.x", 1, "2026-11-01", 1),
        row("score.x", 1, "2026-11-02", 3),
        row("score.x", 2, "2026-11-01", 4, "zuid"),
    ]
    for kind, expected in (("mean", "3.5"), ("minimum", "3"), ("maximum", "4"), ("spread", "1")):
        found = total(figure(kind, {"rows": ["score.x"]}, by=["name"]), now + last_year, house=None)
        assert told(found) == (Decimal(expected), 2, 2)
    assert total(figure("maximum", {"rows": "score.x"}), now, house=None).houses == ("zuid",)
    change = figure("change", {"rows": "score.x"}, since=2017)
    assert total(change, now + last_year, house=None).value == 1
    assert total(change, now, house=None).value is None
    assert total(change, now + last_year).value == 1
    reached = figure("share", {"rows": "score.x"}, part={"atLeast": 4})
    assert told(total(reached, now, house=None)) == (Decimal("0.5"), 2, 2)


def test_response_is_of_the_houses_that_took_part_on_the_day() -> None:
    houses = {
        "noord": Term(None, None),
        "zuid": Term(date(2020, 1, 1), None),
        "oost": Term(date(2026, 10, 2), None),
        "west": Term(None, date(2026, 9, 30)),
    }
    written = figure("share", {"housesOn": "10-01"}, part={"rows": "fixed"})
    rows = [
        row("fixed", 1, "2026-11-01"),
        row("fixed", 1, "2027-11-01"),
        row("fixed", 1, "2026-11-01", True, "oost"),
    ]
    for year, expected in ((2026, ("0.5", 2)), (2027, ("0.3333", 3))):
        found = total(
            written, rows, house=None, period=Period.of_year(year), surroundings=Surroundings(houses=houses)
        )
        assert (found.value, found.count) == (Decimal(expected[0]), expected[1])


@pytest.mark.parametrize("kind", ["median", "mean", "p90"])
def test_nothing_measured_is_no_value_and_nothing_kept_back(kind: str) -> None:
    assert told(total(figure(kind, {"rows": "days"}), [])) == (None, 0, 0)
    assert told(total(figure("count", {"rows": "begun"}), [])) == (0, 0, 0)


def test_fewer_than_five_are_kept_back() -> None:
    four = [row("begun", n, "2026-03-02") for n in range(4)]
    found = total(figure("count", {"rows": "begun"}), [*four, four[0]])
    assert (found.suppressed, *told(found)) == (True, None, None, None)
    assert not total(figure("count", {"rows": "begun"}), [*four, row("begun", 5, "2026-03-02")]).suppressed
    assert not total(figure("count", {"rows": "begun"}), four, least=3).suppressed


def test_a_small_cell_is_not_given_away_by_the_total() -> None:
    rows = [row("begun", n, "2026-03-02") for n in range(20)]
    rows += [row("kind", n, "2026-03-02", "a" if n < 3 else "b" if n < 9 else "c") for n in range(20)]
    found = evaluated(figure("count", {"rows": "begun"}, by=["kind"]), rows)
    assert found.total.value == 20
    assert [(cell.key, cell.value) for cell in found.cells] == [("a", None), ("b", None), ("c", 11)]


def test_a_house_is_not_given_away_by_the_other_houses() -> None:
    rows = [row("begun", n, "2026-03-02") for n in range(9)] + [row("begun", 1, "2026-03-02", True, "zuid")]
    found = evaluated(figure("count", {"rows": "begun"}), rows, house=None)
    # Who manages Noord knows its nine: so what is kept back is the total.
    assert (found.total.value, [cell.value for cell in found.cells]) == (None, [9, None])
    both = [*rows[:9], *(row("begun", n, "2026-03-02", True, house) for house in "ab" for n in range(3))]
    found = evaluated(figure("count", {"rows": "begun"}), both, house=None)
    assert (found.total.value, [cell.value for cell in found.cells]) == (15, [None, None, 9])


def test_a_quarter_is_not_given_away_by_the_year() -> None:
    rows = [row("begun", n, "2026-01-05") for n in range(9)] + [
        row("begun", n, "2026-04-05") for n in range(9, 12)
    ]
    rows += [row("begun", n, "2026-07-05") for n in range(12, 20)]
    written = figure("count", {"rows": "begun"})
    shown = [total(written, rows, period=Period.of_months(2026, month, 3)).value for month in (1, 4, 7, 10)]
    assert shown == [9, None, None, None]
    assert total(written, rows, period=Period.of_months(2026, 1, 6)).value is None
    assert total(written, rows).value == 20
    last = [row("begun", n, "2026-10-05") for n in range(20, 22)]
    assert total(written, rows + last).value == 22
    assert total(written, rows[:9] + last).suppressed  # the year less its first quarter


def test_nothing_is_told_of_people_that_may_still_change() -> None:
    ended = [row("ended", n, "2026-01-15") for n in range(10)]
    again = [row("reopened", 0, "2026-02-15")]
    soon = figure("share", {"rows": "ended"}, part={"rows": "reopened", "within": {"months": 2}})
    days = figure("share", {"rows": "ended"}, part={"rows": "reopened", "within": {"workingDays": 25}})
    count = figure("count", {"rows": "ended"})
    for written, first in ((soon, "2027-03-01"), (days, "2027-02-08"), (count, "2027-01-01")):
        day = date.fromisoformat(first)
        for today, told_now in ((day - timedelta(1), False), (day, True)):
            surroundings = Surroundings(houses=EVERYWHERE.houses, today=today)
            assert total(written, ended + again, surroundings=surroundings).suppressed is not told_now


def test_a_sensitive_share_tells_of_no_few_on_either_side() -> None:
    rows = [row("decided", n, "2026-03-02", n < 17) for n in range(20)]
    written = figure("share", {"rows": "decided"}, part={"values": [True]})
    assert total(written, rows).value == Decimal("0.85")
    assert total({**written, "sensitive": True}, rows).suppressed
    everybody = [row("decided", n, "2026-03-02") for n in range(20)]
    assert total({**written, "sensitive": True}, everybody).value == 1


@given(st.lists(st.integers(0, 500), min_size=1, max_size=60))
def test_nine_in_ten_do_not_exceed_the_ninetieth_percentile(numbers: list[int]) -> None:
    found = statistic(FigureKind.P90, [Decimal(number) for number in numbers])
    assert found is not None
    assert sum(number <= found for number in numbers) * 10 >= len(numbers) * 9
    assert sum(number < found for number in numbers) * 10 < len(numbers) * 9


def test_a_hundred_thousand_rows_take_a_second_or_so_of_the_processor() -> None:
    rows = [Row("begun", "noord", b"%d" % n, True, date(2025, n % 12 + 1, 3)) for n in range(50_000)]
    rows += [Row("decided", "noord", b"%d" % n, True, date(2025, n % 12 + 1, 12)) for n in range(50_000)]
    span = {"from": {"rows": "begun"}, "to": {"rows": "decided"}}
    figures = [figure(kind, span, id=kind) for kind in ("median", "p90")]
    declared = measures(*figures, figure("share", {"rows": "decided"}, part={"values": [True]}, by=["kind"]))
    started = process_time()
    found = evaluate(
        declared.measures["M"], declared, rows, Period.of_year(2025), EVERYWHERE, Whose(house="noord")
    )
    assert process_time() - started < 4  # a loaded machine takes its time
    assert [one.total.count for one in found.figures] == [50_000] * 3
