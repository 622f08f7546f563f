"""From rules that matched to the result of a decision table (DMN 1.5, 8.2.8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from engine.dmn.expressions import Aggregation, HitPolicy
from engine.feel import Value
from engine.feel.comparison import equal

Priorities: TypeAlias = Sequence[Callable[[Value], int]]
"""For each output column: the place of a value among the output values, 0 the highest."""

Problem: TypeAlias = Callable[[str], None]

SINGLE_HIT: Final = (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY)
AGGREGATIONS: Final[Mapping[Aggregation, str]] = {
    Aggregation.SUM: "sum(outputs)",
    Aggregation.MIN: "min(outputs)",
    Aggregation.MAX: "max(outputs)",
    Aggregation.COUNT: "count(outputs)",
}

Row: TypeAlias = tuple[Value, ...]


def select_one(
    policy: HitPolicy, rows: Sequence[Row], priorities: Priorities, problem: Problem
) -> Row | None:
    """The one row of conclusions of a single hit policy, None when the policy is violated."""
    if policy is HitPolicy.UNIQUE and len(rows) > 1:
        problem(f"{len(rows)} rules match, and the hit policy allows one")
        return None
    if policy is HitPolicy.ANY and not all(equal(list(row), list(rows[0])) for row in rows[1:]):
        problem("the rules that match have different conclusions")
        return None
    return in_output_order(rows, priorities)[0] if policy is HitPolicy.PRIORITY else rows[0]


def in_output_order(rows: Sequence[Row], priorities: Priorities) -> list[Row]:
    """The rows by the priority of their first conclusion, then of the next; equal ones keep the order of
    the rules."""
    return sorted(
        rows, key=lambda row: tuple(place(value) for place, value in zip(priorities, row, strict=True))
    )
