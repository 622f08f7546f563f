"""What was measured, and how it is shown: one plain table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table.

    Args:
        label: what was measured, with its unit.
        value: the figure.
        wanted: what it must be, empty where nothing was promised.
    """

    label: str
    value: str
    wanted: str = ""


def show(title: str, figures: Iterable[Figure]) -> None:
    """Print a part of the table."""
    print(f"\n{title}")
    for figure in figures:
        print(f"  {figure.label:<60}{figure.value:>20}  {figure.wanted}".rstrip(), flush=True)


def percentile(sorted_values: list[float], share: float) -> float:
    """Return the smallest value that is not exceeded by that share of all (nearest rank)."""
    rank = max(1, -(-len(sorted_values) * share // 1))
    return sorted_values[int(rank) - 1]
