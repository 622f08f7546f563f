"""Numbers out of numbers: exact, in decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from typing import Final

from engine.model.measures import FigureKind

_HUNDREDTH: Final = Decimal("0.01")
_SHARE: Final = Decimal("0.0001")
_NINETY_PERCENT: Final = Decimal("0.9")


def share(part: int, whole: int) -> Decimal | None:
    """Return a part of a whole between 0 and 1, to four decimals; None of nothing."""
    return None if whole == 0 else _rounded(Decimal(part) / whole, _SHARE)


def statistic(kind: FigureKind, numbers: Sequence[Decimal]) -> Decimal | None:
    """Return a figure of some numbers, to two decimals; None of none.

    The 90th percentile is the smallest number that at least nine in ten do not exceed (nearest rank).
    """
    if not numbers:
        return None
    ordered = sorted(numbers)
    match kind:
        case FigureKind.MEDIAN:
            low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
            return _rounded((low + high) / 2, _HUNDREDTH)
        case FigureKind.P90:
            return ordered[ceil(_NINETY_PERCENT * len(ordered)) - 1]
        case FigureKind.MINIMUM:
            return ordered[0]
        case FigureKind.MAXIMUM:
            return ordered[-1]
        case FigureKind.SPREAD:
            return ordered[-1] - ordered[0]
        case _:
            return _rounded(sum(ordered, Decimal(0)) / len(ordered), _HUNDREDTH)


def _rounded(number: Decimal, to: Decimal) -> Decimal:
    return number.quantize(to, ROUND_HALF_UP).normalize() + 0
