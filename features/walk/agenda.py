"""What somebody is going to do, and when."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Final

Act = Callable[[], None]
# How long people take: most a few days, some weeks, a few so long that every reminder is over.
_MEAN_DAYS: Final = (2.0, 2.0, 2.0, 2.0, 10.0, 60.0)


@dataclass
class Agenda:
    """Acts in order of time; those of one moment in the order in which they came."""

    random: Random
    _acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def at(self, moment: datetime, act: Act) -> None:
        """Put an act at a moment."""
        heapq.heappush(self._acts, (moment, next(self._numbers), act))

    def after_thought(self, now: datetime, act: Act) -> None:
        """Put an act some time after now, as people do."""
        days = self.random.expovariate(1 / self.random.choice(_MEAN_DAYS))
        self.at(now + timedelta(days=days), act)

    @property
    def first(self) -> datetime | None:
        """When the first act is; None when there is none."""
        return self._acts[0][0] if self._acts else None

    def take(self, until: datetime) -> Iterator[Act]:
        """Take out the acts up to a moment, in order."""
        while self._acts and self._acts[0][0] <= until:
            yield heapq.heappop(self._acts)[2]
