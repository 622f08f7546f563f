"""What the register says of an organisation, remembered for a moment: each request asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import RowMapping

from engine.model.manifest import Manifest

SECONDS: Final = 1.0
"""A change made in another process counts after so long, one made in this process at once."""
_MOST: Final = 4096
Asked = tuple[str, tuple[str, ...]]
"""An organisation and the houses of a token."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What the register has of an organisation.

    Args:
        rows: its partnerships, with the organisation that the house itself is.
        manifests: by house of those partnerships; each says which grounds a regime takes.
    """

    rows: Sequence[RowMapping]
    manifests: Mapping[str, Manifest]


class KnownPartnerships:
    """Rows of the register by what was asked; one of each process.

    Attributes:
        latest_day: a day on which it was asked, of business time; None before.
    """

    def __init__(self) -> None:
        self.latest_day: date | None = None
        self._found: dict[Asked, tuple[float, Registered]] = {}

    def of(self, asked: Asked, now: float, read: Callable[[], Registered]) -> Registered:
        """Return what is remembered, or read it.

        Args:
            asked: the organisation and the houses.
            now: seconds of a clock that never goes back.
            read: reads it from the database.
        """
        found = self._found.get(asked)
        if found is not None and now < found[0]:
            return found[1]
        registered = read()
        if len(self._found) >= _MOST:
            self._found = {}
        self._found[asked] = (now + SECONDS, registered)
        return registered

    def forget(self) -> None:
        """Ask anew from now on: the register or a manifest was changed here."""
        self._found = {}
