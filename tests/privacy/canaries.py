"""Canaries: words that stand in one field of one case; where one turns up says what leaked."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

CANARY = re.compile(r"Kanarie\d{4}x|(?<![0-9A-Fa-f])99999\d{4}(?![0-9A-Fa-f])|(?<!\d)193\d-\d\d-\d\d")
"""Digits inside a longer number or a hash are none: of a million random hashes some hold them by chance."""


@dataclass
class Canaries:
    """Every canary with the organisation that wrote it and the path that it was written to.

    What cannot be unique, such as a choice or a yes, is kept by the name of its field: who ever wrote one so.
    """

    writers: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    _others: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def new(self, organisation: str, path: str) -> str:
        """Return a word that stands nowhere yet."""
        return self.keep(f"Kanarie{len(self.writers):04d}x", organisation, path)

    def new_number(self, organisation: str, path: str) -> str:
        """Return a citizen service number that stands nowhere yet; nobody has one that begins so."""
        numbers = (f"99999{tail:04d}" for tail in range(100, 10_000))
        return self.keep(
            next(one for one in numbers if _is_number(one) and one not in self.writers), organisation, path
        )

    def new_date(self, organisation: str, path: str) -> str:
        """Return a date that stands nowhere yet, of years in which nothing else happens."""
        days = (date(1930, 1, 1) + timedelta(days=after) for after in range(3652))
        return self.keep(next(f"{day}" for day in days if f"{day}" not in self.writers), organisation, path)

    def note(self, organisation: str, path: str, value: Any) -> None:
        """Keep who wrote a value that is no canary."""
        self._others[_member(path), spelled(value)].add(organisation)

    def wrote(self, organisation: str, path: str, value: Any) -> bool:
        """Whether an organisation wrote this canary, or such a value in a field of that name."""
        if isinstance(value, str) and value in self.writers:
            return self.writers[value] == organisation
        return organisation in self._others[_member(path), spelled(value)]

    def keep(self, word: str, organisation: str, path: str) -> str:
        """Keep who wrote a canary, and where."""
        self.writers[word] = organisation
        self.paths[word] = path
        return word

    def planted(self, path: str) -> str:
        """Return the first word that was written to a path."""
        return next(word for word, written in self.paths.items() if written == path)


def spelled(value: Any) -> str:
    """A value as text; the same number is written in one way."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return format(Decimal(str(value)).normalize(), "f")
    return repr(value)


def _member(path: str) -> str:
    return path.removesuffix("[]").rpartition(".")[2]


def _is_number(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0
