"""The key figures of the chain, each against what was reckoned by hand from the same twenty cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.commands.figures import as_json
from engine.commands.measuring import DESTROYED_IN_TERM
from engine.dmn import evaluate as decide_by
from engine.dmn import read_model
from engine.feel import Environment, Value
from engine.measures import Cell, Evaluated, Period, Row, Surroundings, Term, Whose, evaluate
from engine.model.measures.definition import PlainValue
from engine.model.process import walk
from tests.chain.definitions import BPMN, manifest, measures, processes

YEAR = Period.of_year(2026)
AWAITED = {DESTROYED_IN_TERM}
"""Values that no process writes: the service measures a destruction itself."""


def written() -> dict[str, set[str]]:
    """The names that elements measure, with the processes that do."""
    found: dict[str, set[str]] = {}
    for process in processes().values():
        places = [process.properties, *(node.properties for _, node in walk(process.scope))]
        for name in (name for place in places for name in place.measures):
            found.setdefault(name, set()).add(process.id)
    return found


def test_every_declared_value_is_measured_somewhere_and_nothing_else_is() -> None:
    assert measures().values.keys() - AWAITED == written().keys()


def test_seventeen_key_figures_are_defined_with_readers_the_manifest_knows() -> None:
    assert list(measures().measures)[:17] == [f"K{number}" for number in range(1, 18)]
    for measure in measures().measures.values():
        assert measure.readers.roles <= manifest().roles.keys()


def cases() -> Iterator[Row]:
    """Twenty cases of 2026; case n was referred on 2 February, a Monday, and went n more days on."""

    def row(case: int, name: str, day: date, value: PlainValue = True) -> Row:
        return Row(name, "noord", b"case %d" % case, value, day)

    referred = date(2026, 2, 2)
    for case in range(20):
        yield row(case, "referral-submitted", referred)
        yield row(case, "theme", referred, "violence" if case < 8 else "other")
        yield row(case, "partner-kind", referred, "police" if case < 13 else "municipality")
        yield row(case, "municipality", referred, "noordstad" if case < 15 else "unknown")
        yield row(case, "complete-at-first", referred, case >= 5)
        decided = referred + timedelta(days=1 + case % 10)  # 3 to 12 February
        yield row(case, "triage-decided", decided, "accept" if case < 12 else "advise")
        if case >= 12:
            yield row(case, "case-ended", decided)
            continue
        yield row(case, "person-informed", decided, case != 0)
        for number in range(2):
            yield row(case, "answer-in-term", date(2026, 2, 20), case + number < 11)
            yield row(case, "essential-present", date(2026, 3, 2), case % 4 != number)
        yield row(case, "conference-held", date(2026, 3, 2))  # Monday
        yield row(case, "conference-decided", date(2026, 3, 2), "plan" if case < 10 else "no-added-value")
        if case >= 10:
            yield row(case, "case-ended", date(2026, 3, 2))
            continue
        yield row(case, "plan-active", date(2026, 3, 16) if case < 6 else date(2026, 3, 17))
        yield row(case, "action-in-term", date(2026, 5, 1), case < 7)
        yield row(case, "evaluation-in-window", date(2026, 6, 1), case != 9)
        if case < 6:
            yield row(case, "stagnation", date(2026, 6, 1))
            yield row(
                case,
                "escalation-resolved",
                date(2026, 6, 1 + 2 * case + 1),
                "level-1" if case < 5 else "level-2",
            )
            yield row(case, "route-sent", date(2026, 6, 1), "local-team")
            yield row(case, "route-accepted", date(2026, 6, 8 if case < 4 else 9), "local-team")
            yield row(case, "route-feedback", date(2026, 7, 1))
            yield row(case, "right-in-term", date(2026, 7, 1), case > 0)
            yield row(case, "destroyed-in-term", date(2026, 7, 1))
            yield row(case, "case-closed", date(2026, 9, 1))
            yield row(case, "goals", date(2026, 9, 1), "met")
            yield row(case, "goals.housing", date(2026, 9, 1), "met")
            yield row(case, "goals.health", date(2026, 9, 1), "not-met")
            if case == 0:
                yield row(case, "case-reopened", date(2027, 9, 2))


def evaluated(measure: str, rows: list[Row], period: Period = YEAR, house: str | None = "noord") -> Evaluated:
    houses = {f"huis-{number}": Term(None, None) for number in range(4)} | {
        "nieuw": Term(date(2027, 1, 1), None)
    }
    surroundings = Surroundings(houses=houses)
    return evaluate(measures().measures[measure], measures(), rows, period, surroundings, Whose(house=house))


def figures(found: Evaluated) -> dict[str, Decimal | str | None]:
    def told(cell: Cell) -> Decimal | str | None:
        return "suppressed" if cell.suppressed else cell.value

    totals = {figure.id: told(figure.total) for figure in found.figures}
    cells = {
        f"{figure.id}/{cell.key}": told(cell)
        for figure in found.figures
        for cell in figure.cells
        if cell.dimension != "house"
    }
    return totals | cells


KEPT_BACK = "suppressed"


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (
            "K1",
            {"submitted": 20, "submitted/violence": 8, "submitted/other": 12}
            | {"submitted/police": 13, "submitted/municipality": 7}
            | {"submitted/noordstad": 15, "submitted/unknown": 5},
        ),
        ("K2", {"complete": "0.75"}),
        # From Monday 2 February to 3 to 12: 1, 2, 3, 4, 4, 4, 5, 6, 7, 8 working days, each twice.
        ("K3", {"median": "4", "p90": "7", "in-term": "0.7"}),
        (
            "K4",
            {"accepted": "0.6", "decisions": 20, "decisions/accept": 12, "decisions/advise": 8}
            | {"routes": 6, "routes/local-team": 6},
        ),
        ("K5", {"in-term": "0.875"}),
        # From 3 to 12 February to 2 March: 12, 13, 14, 15, 3 x 16, 17, 2 x 18, 2 x 19.
        ("K6", {"median": "16", "in-term": "0.3333"}),
        ("K7", {"present": "0.75"}),
        ("K8", {"in-term": "0.6"}),
        ("K9", {"in-term": "0.7"}),
        # Resolved after 1, 3, 5, 7, 9 and 11 days.
        ("K10", {"stagnated": "0.5", "days": "6", "days/level-1": KEPT_BACK, "days/level-2": KEPT_BACK}),
        ("K11", {"in-window": "0.9"}),
        # From 3 to 8 February to 1 September; four cases are still open.
        ("K12", {"median": "207.5", "open": KEPT_BACK, "long-open": KEPT_BACK}),
        (
            "K13",
            {"results": 6, "results/met": 6, "met": 1}
            | {"domain-met": "0.5", "domain-met/goals.housing": 1, "domain-met/goals.health": 0}
            | {"domain-partly": 0, "domain-partly/goals.housing": 0, "domain-partly/goals.health": 0}
            | {"domain-not-met": "0.5", "domain-not-met/goals.housing": 0, "domain-not-met/goals.health": 1},
        ),
        (
            "K14",
            {"sent": 6, "sent/local-team": 6, "accepted": 6, "accepted/local-team": 6}
            | {"in-term": "0.6667", "in-term/local-team": "0.6667", "feedback": 1},
        ),
        ("K15", {"reopened": 0}),
        ("K16", {"informed": "0.9167"}),
        ("K17", {"rights": "0.8333", "destroyed": 1}),
    ],
)
def test_a_key_figure_is_what_was_reckoned_by_hand(measure: str, expected: dict[str, int | str]) -> None:
    found = figures(evaluated(measure, list(cases())))
    assert found == {key: text if text == KEPT_BACK else Decimal(text) for key, text in expected.items()}


def test_a_case_reopened_within_twelve_months_is_a_relapse_of_its_year() -> None:
    rows = [row for row in cases() if row.name == "case-closed"]
    rows += [row._replace(name="case-reopened", on=date(2027, 9, 1)) for row in rows[:5]]
    rows += [row._replace(subject=b"%d" % number) for number in range(5) for row in rows[:1]]
    assert figures(evaluated("K15", rows))["reopened"] == Decimal("0.4545")


def scores(year: int, *given: int) -> list[Row]:
    """The scores that houses fixed on the first goal, in a year."""
    day = date(year, 11, 2)
    return [
        row
        for number, score in enumerate(given)
        for row in (
            Row("score.ict", f"huis-{number}", b"round", score, day),
            Row("monitor-fixed", f"huis-{number}", b"round", True, day),
        )
    ]


def test_the_monitor_has_means_extremes_spread_progress_and_response() -> None:
    rows = scores(2017, 1, 2, 3) + scores(2026, 2, 3, 5)
    found = figures(evaluated("goal-scores", rows, house=None))
    expected = {
        "mean": "3.33",
        "lowest": "2",
        "highest": "5",
        "spread": "3",
        "progress": "1.33",
        "reached": "0.6667",
    }
    assert {key: found[f"{key}/score.ict"] for key in expected} == {
        k: Decimal(v) for k, v in expected.items()
    }
    assert figures(evaluated("monitor-response", rows, house=None)) == {"response": Decimal("0.75")}
    next_year = evaluated("monitor-response", scores(2027, 2, 3, 5), Period.of_year(2027), None)
    assert figures(next_year) == {"response": Decimal("0.6")}
    assert figures(evaluated("goal-scores", scores(2026, 2, 3), house=None))["progress/score.ict"] is None


def decide(decision: str, variables: dict[str, Value]) -> Value:
    model = read_model((BPMN / f"{decision}.dmn").read_bytes(), resource=f"{decision}.dmn")
    environment = Environment(now=datetime(2026, 11, 2, tzinfo=UTC), zone=UTC)
    return decide_by(model, decision, variables, environment).value


def national(rows: list[Row]) -> dict[str, Any]:
    found = decide("national-tasks", {"scores": as_json(evaluated("goal-scores", rows, house=None))})
    assert isinstance(found, dict)
    return found


def of_goal(goal: str, year: int, *values: int) -> list[Row]:
    return [row._replace(name=goal) for row in scores(year, *values)[::2]]


def test_national_tasks_are_what_most_houses_miss_and_what_scores_lowest() -> None:
    rows = scores(2026, 2, 2, 3) + of_goal("score.zsm", 2026, 4, 4, 4)
    found = national(rows + of_goal("score.positioning", 2026, 3, 3, 3))
    few = "Minder dan de helft van de huizen haalt de norm"
    assert found["tasks"] == [{"goal": "score.ict", "label": "ICT-basis", "reason": few}]
    (ict,) = (line for line in found["picture"] if line["goal"] == "score.ict")
    assert (ict["mean"], ict["lowest"], ict["highest"], ict["spread"], ict["progress"]) == (
        *(Decimal("2.33"), 2, 3, 1, None),
    )
    assert found["progress"] == "Niet van elk doel is er een nulmeting"
    lowest = national(of_goal("score.zsm", 2026, 3, 4) + of_goal("score.positioning", 2026, 4, 4))["tasks"]
    assert [(one["label"], one["reason"]) for one in lowest] == [("Verbinding met ZSM", "Laagste gemiddelde")]


def test_progress_is_on_all_goals_or_said_of_which_it_is_not() -> None:
    before = of_goal("score.zsm", 2017, 2, 3) + of_goal("score.positioning", 2017, 3)
    assert national(before)["progress"] == "Geen huis heeft scores vastgesteld"
    better = [*before, *of_goal("score.zsm", 2026, 3, 3), *of_goal("score.positioning", 2026, 4)]
    assert national(better)["progress"] == "Vooruitgang op alle doelen"
    worse = [*before, *of_goal("score.zsm", 2026, 3, 3), *of_goal("score.positioning", 2026, 3)]
    assert national(worse)["progress"] == "Geen vooruitgang op Positionering"


def test_a_house_has_three_priorities_at_most_by_weighted_distance() -> None:
    keys = (
        "ict",
        "informationSharing",
        "positioning",
        "localTeams",
        "veiligThuis",
        "zsm",
        "confusedBehaviour",
    )
    given: dict[str, Value] = {**dict.fromkeys(keys, 3), "radicalisation": 3}

    def top(**own: Value) -> list[tuple[object, object]]:
        found = decide("monitor-priorities", {"scores": {**given, **own}, "house": "noord"})
        assert isinstance(found, list)
        return [(item["goal"], item["gap"]) for item in found if isinstance(item, dict)]

    assert top() == [("veiligThuis", 2)]
    assert top(veiligThuis=4) == []
    assert top(ict=1, zsm=2, confusedBehaviour=1) == [
        ("confusedBehaviour", 4),
        ("ict", 2),
        ("veiligThuis", 2),
    ]
