"""Canaries: words that stand in one field of one case; where one turns up says what leaked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CANARY = re.compile(r"Kanarie\d{4}x|(?<![0-9A-Fa-f])99999\d{4}(?![0-9A-Fa-f])")
"""Digits inside a longer number or a hash are none: of a million random hashes some hold them by chance."""


@dataclass
class Canaries:
    """Every canary with the organisation that wrote it and the path that it was written to."""

    writers: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def new(self, organisation: str, path: str) -> str:
        """Return a word that stands nowhere yet."""
        return self.keep(f"Kanarie{len(self.writers):04d}x", organisation, path)

    def new_number(self, organisation: str, path: str) -> str:
        """Return a citizen service number that stands nowhere yet; nobody has one that begins so."""
        numbers = (f"99999{tail:04d}" for tail in range(100, 10_000))
        return self.keep(
            next(one for one in numbers if _is_number(one) and one not in self.writers), organisation, path
        )

    def keep(self, word: str, organisation: str, path: str) -> str:
        self.writers[word] = organisation
        self.paths[word] = path
        return word

    def planted(self, path: str) -> str:
        """Return the first word that was written to a path."""
        return next(word for word, written in self.paths.items() if written == path)


def _is_number(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0
