"""Which cells are kept back: small ones, and those that would give a small one away by subtraction.

A cell of nobody tells of nobody and is shown. Of the cells that make up a total, at least two are kept back
if any is, and together at least as many subjects as a single cell needs. Months of a quarter and quarters of
a year are cells of a total too: a period is shown when each year, quarter and month that it consists of is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.measures.period import Period


def is_small(subjects: int, least: int) -> bool:
    """Tell whether so few subjects could be told apart."""
    return 0 < subjects < least


def kept_back(subjects: Sequence[int], least: int) -> list[bool]:
    """Return which cells of one total are kept back.

    Args:
        subjects: how many each cell tells of.
        least: fewer than this are kept back.
    """
    hidden = [is_small(number, least) for number in subjects]
    if not any(hidden):
        return hidden
    shown = sorted((number, place) for place, number in enumerate(subjects) if number and not hidden[place])
    total = sum(number for place, number in enumerate(subjects) if hidden[place])
    while shown and (total < least or sum(hidden) == 1):
        number, place = shown.pop(0)
        hidden[place] = True
        total += number
    return hidden


def is_period_kept_back(period: Period, subjects_in: Callable[[Period], int], least: int) -> bool:
    """Tell whether a period is kept back.

    Args:
        period: the period asked for.
        subjects_in: how many subjects there are in a part of the years that it lies in.
        least: fewer than this are kept back.
    """
    return any(_is_piece_kept_back(piece, subjects_in, least) for piece in period.pieces())


def _is_piece_kept_back(piece: Period, subjects_in: Callable[[Period], int], least: int) -> bool:
    number = subjects_in(piece)
    if number == 0:
        return False
    if number < least:
        return True
    if piece.year is not None:
        return False
    around = piece.around()
    if _is_piece_kept_back(around, subjects_in, least):
        return True
    parts = around.parts()
    return kept_back([subjects_in(part) for part in parts], least)[parts.index(piece)]
