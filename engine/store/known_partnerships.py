"""What the register says of an organisation, remembered for a moment: each request asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from sqlalchemy import RowMapping

SECONDS: Final = 1.0
"""A change made in another process counts after so long, one made in this process at once."""
_MOST: Final = 4096
Asked = tuple[str, tuple[str, ...]]
"""An organisation and the houses of a token."""


class KnownPartnerships:
    """Rows of the register by what was asked; one of each process.

    Attributes:
        latest_day: a day on which it was asked, of business time; None before.
    """

    def __init__(self) -> None:
        self.latest_day: date | None = None
        self._rows: dict[Asked, tuple[float, Sequence[RowMapping]]] = {}

    def rows(
        self, asked: Asked, now: float, read: Callable[[], Sequence[RowMapping]]
    ) -> Sequence[RowMapping]:
        """Return what is remembered, or read it.

        Args:
            asked: the organisation and the houses.
            now: seconds of a clock that never goes back.
            read: reads the rows.
        """
        found = self._rows.get(asked)
        if found is not None and now < found[0]:
            return found[1]
        rows = read()
        if len(self._rows) >= _MOST:
            self._rows = {}
        self._rows[asked] = (now + SECONDS, rows)
        return rows

    def forget(self) -> None:
        """Ask anew from now on: the register was changed here."""
        self._rows = {}
