"""Whether a share, beside the other figures of the same rows, gives away a code that is kept back.

All that is told of some rows are numbers of sets of codes: the whole of a figure, its cells by code, the
part of a share. Whatever can be reckoned from them by adding and subtracting is in their linear span.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Final

from engine.measures.suppression import is_small, kept_back
from engine.model.measures import Figure, FigureKind, Rows
from engine.model.measures.definition import PlainValue

Codes = frozenset[PlainValue]
_MOST_TOGETHER: Final = 4
"""No more small codes than this are still few together, with five as the least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How many subjects there are of each code.

    Args:
        subjects: those of each code, by what tells them apart.
        least: fewer than this are kept back.
        by_code: whether the numbers of single codes are told here; else only whole figures and shares are.
    """

    subjects: Mapping[PlainValue, frozenset[bytes]]
    least: int
    by_code: bool

    def of(self, codes: Codes) -> int:
        """Return how many different subjects some codes have."""
        return len(frozenset().union(*(self.subjects[code] for code in codes)))

    def is_small(self, codes: Codes) -> bool:
        """Tell whether so few subjects have some codes that nothing may be told of them."""
        return is_small(self.of(codes), self.least)


def figures_beside(share: Figure, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of the same rows that a share is told beside, itself last; none if it stands alone.

    What tells a number of each code comes first; of two shares the later one gives way.
    """
    if not _has_part(share):
        return ()
    alike = [one for one in figures if isinstance(one.of, Rows) and one.of.names == _rows(share).names]
    counts = [one for one in alike if one.kind is FigureKind.COUNT]
    shares = [one for one in alike if _has_part(one)]
    found = (*counts, *shares[: shares.index(share) + 1])
    return found if len(found) > 1 else ()


def exposes(figures: Sequence[Figure], numbers: Numbers) -> bool:
    """Tell whether the last of some figures gives away what it or one before it keeps back.

    Args:
        figures: as :func:`figures_beside` returns them.
        numbers: of their rows.
    """
    numbers = _in_classes(numbers, figures)
    told: list[Codes] = []
    secrets: list[Codes] = []
    exposed = False
    for figure in figures:
        whole = _among(numbers, _rows(figure))
        if not whole:
            continue
        if numbers.is_small(whole):
            secrets.append(whole)
            exposed = False
            continue
        told.append(whole)
        if figure.kind is FigureKind.COUNT:
            if numbers.by_code and "value" in figure.by:
                _by_code(whole, numbers, told, secrets)
            continue
        part = _part(figure, whole)
        small = [side for side in (part, whole - part) if side and numbers.is_small(side)]
        if figure.sensitive and small:
            secrets += small
            exposed = False
            continue
        exposed = any(_is_told(secret, [*told, part]) for secret in secrets)
        if not exposed:
            told.append(part)
    return exposed


def _in_classes(numbers: Numbers, figures: Sequence[Figure]) -> Numbers:
    """Take numbers together that no figure tells apart; codes stay as they are."""
    classes: dict[object, PlainValue] = {}
    subjects: dict[PlainValue, frozenset[bytes]] = {}
    for value, those in numbers.subjects.items():
        is_code = isinstance(value, bool | str)
        place = value if is_code else tuple(_holds(figure, value) for figure in figures)
        first = classes.setdefault(place, value)
        subjects[first] = subjects.get(first, frozenset()) | those
    return replace(numbers, subjects=subjects)


def _holds(figure: Figure, value: PlainValue) -> tuple[bool, bool]:
    own = None if figure.part is None else figure.part.own
    return _rows(figure).holds(value), own is not None and own.holds(value)


def _by_code(whole: Codes, numbers: Numbers, told: list[Codes], secrets: list[Codes]) -> None:
    codes = sorted(whole, key=repr)
    hidden = kept_back([numbers.of(frozenset({code})) for code in codes], numbers.least)
    if hidden is not None:
        told += [frozenset({code}) for code, is_hidden in zip(codes, hidden, strict=True) if not is_hidden]
    few = [code for code in codes if numbers.is_small(frozenset({code}))]
    for size in range(1, min(len(few), _MOST_TOGETHER) + 1):
        together = (frozenset(codes) for codes in combinations(few, size))
        secrets += [codes for codes in together if numbers.is_small(codes)]


def _among(numbers: Numbers, rows: Rows) -> Codes:
    return frozenset(code for code, subjects in numbers.subjects.items() if subjects and rows.holds(code))


def _part(share: Figure, whole: Codes) -> Codes:
    assert share.part is not None, "a share has a part"
    assert share.part.own is not None, "this one is of the rows themselves"
    own = share.part.own
    return frozenset(code for code in whole if own.holds(code))


def _has_part(figure: Figure) -> bool:
    return isinstance(figure.of, Rows) and figure.part is not None and figure.part.own is not None


def _rows(figure: Figure) -> Rows:
    assert isinstance(figure.of, Rows), "only figures of rows are compared"
    return figure.of


def _is_told(secret: Codes, told: Sequence[Codes]) -> bool:
    """Tell whether the number of a set of codes can be reckoned from the numbers of others."""
    codes = sorted(secret.union(*told), key=repr)
    basis: list[list[Fraction]] = []
    for known in _vectors(told, codes):
        rest = _reduced(known, basis)
        if any(rest):
            basis.append(rest)
    [wanted] = _vectors([secret], codes)
    return not any(_reduced(wanted, basis))


def _vectors(sets: Sequence[Codes], codes: Sequence[PlainValue]) -> Iterator[list[Fraction]]:
    for one in sets:
        yield [Fraction(code in one) for code in codes]


def _reduced(vector: list[Fraction], basis: Sequence[Sequence[Fraction]]) -> list[Fraction]:
    """Return what is left of a vector beside a basis in echelon form, each scaled by its first entry."""
    left = vector
    for known in basis:
        lead = next(place for place, entry in enumerate(known) if entry)
        if left[lead]:
            factor = left[lead] / known[lead]
            left = [entry - factor * other for entry, other in zip(left, known, strict=True)]
    return left
