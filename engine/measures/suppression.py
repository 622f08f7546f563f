"""Which cells are kept back: small ones, and those that would give a small one away by subtraction.

A cell of nobody tells of nobody and is shown, but for quarters. Cells that are kept back out of one sum hide
each other when each small one of them could hold any number from one up to the least, all others being what
they then must be. No cell may stand in two sums that are told: then these are all that one can reckon with.
"""

from __future__ import annotations

from collections.abc import Sequence

Sides = tuple[int, int]
"""How many subjects are in the part of a share, and how many outside it."""


def is_small(subjects: int, least: int) -> bool:
    """Tell whether so few subjects could be told apart."""
    return 0 < subjects < least


def hide_each_other(cells: Sequence[int], least: int, *, with_nobody: bool = False) -> bool:
    """Tell whether the sum of some cells may be told while each of them is kept back.

    One can take `least - 1` if each other keeps one.

    Args:
        cells: how many subjects each holds that is kept back.
        least: fewer than this are a secret.
        with_nobody: cells of nobody are kept back too; else none of them holds nobody, and everybody knows.
    """
    number, together = len(cells), sum(cells)
    if together == 0:
        return True
    return number > 1 and together >= least + (0 if with_nobody else number - 2)


def sides_hide_each_other(cells: Sequence[Sides], least: int) -> bool:
    """Tell whether the sums of both sides may be told while those of some cells are kept back.

    A side can grow or shrink by `least - 2` if the others can give or take as much.
    """
    return not cells or (
        len(cells) > 1
        and all(sum(side) - one >= least - 2 for side in zip(*cells, strict=True) for one in side)
    )


def kept_back(cells: Sequence[int], least: int) -> list[bool] | None:
    """Return which cells of a total that is told are kept back.

    Args:
        cells: how many subjects each holds; none holds nobody.
        least: fewer than this are kept back.

    Returns:
        None where not even all of them hide each other: then nothing may be told, nor which cells there are.
    """
    hidden = [is_small(cell, least) for cell in cells]
    shown = sorted((cell, place) for place, cell in enumerate(cells) if not hidden[place])
    while not hide_each_other([cell for cell, hides in zip(cells, hidden, strict=True) if hides], least):
        if not shown:
            return None
        hidden[shown.pop(0)[1]] = True
    return hidden


def kept_back_by_side(
    cells: Sequence[Sides], hidden: Sequence[bool], least: int, *, sensitive: bool
) -> list[bool] | None:
    """Return which cells of a share are kept back, more than those of which the whole is.

    Args:
        cells: the sides of each.
        hidden: which are kept back anyhow.
        least: fewer than this are kept back.
        sensitive: either side may be a secret; else only what is hidden already.
    """
    found = [
        hides or (sensitive and any(is_small(side, least) for side in cell))
        for cell, hides in zip(cells, hidden, strict=True)
    ]
    shown = sorted((sum(cell), place) for place, cell in enumerate(cells) if not found[place])
    while not sides_hide_each_other([cell for cell, hides in zip(cells, found, strict=True) if hides], least):
        if not shown:
            return None
        found[shown.pop(0)[1]] = True
    return found


def kept_back_in_turn(cells: Sequence[int], least: int) -> list[bool]:
    """Return which quarters of a year are kept back, each by what was known when it was over.

    What was told cannot be taken back. So a quarter that follows a small one is kept back too, until those
    that are hide each other. One of nobody counts as small: four quarters that are known to hold somebody, of
    a year that is known to be small, would hold one each.

    Args:
        cells: how many subjects the quarters hold, in their order.
        least: fewer than this are kept back.
    """
    hidden: list[bool] = []
    waiting: list[int] = []
    for cell in cells:
        hides = cell < least or not hide_each_other(waiting, least, with_nobody=True)
        hidden.append(hides)
        if hides:
            waiting.append(cell)
    return hidden
