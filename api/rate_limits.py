"""How many requests one caller may make in a minute.

Each API process counts for itself; what strangers send without a token is for the proxy in front to limit.
"""

import math
import threading

from engine.access.person import Person
from engine.clock import MachineClock
from engine.errors import TooManyRequests
from engine.settings import Settings

_SECONDS = 60.0
_MOST_KEPT = 4096


class RateLimits:
    """Lets each caller make their requests of a minute at once, and then at the pace of their limit.

    For each caller one moment is kept: when they will have their whole allowance again (the generic cell
    rate algorithm of ITU-T I.371).

    Args:
        settings: how many requests people and systems may make in a minute.
        clock: machine time.
    """

    def __init__(self, settings: Settings, clock: MachineClock) -> None:
        self._person = settings.rate_limit
        self._machine = settings.machine_rate_limit
        self._clock = clock
        self._lock = threading.Lock()
        self._rested_at: dict[str, float] = {}

    def count(self, person: Person) -> None:
        """Count one request.

        Raises:
            TooManyRequests: the person has made as many as they may by now.
        """
        most = self._machine if person.machine else self._person
        if most == 0:
            return
        with self._lock:
            wait = self._wait(person.subject, _SECONDS / most)
        if wait > 0:
            raise TooManyRequests(
                f"You may make {most} requests in a minute: wait and try again.", retry_after=math.ceil(wait)
            )

    def _wait(self, subject: str, cost: float) -> float:
        """Count a request that costs seconds of the caller's minute; return for how long there is no room."""
        now = self._clock.monotonic()
        rested_at = max(self._rested_at.get(subject, now), now) + cost
        wait = rested_at - now - _SECONDS
        if wait <= 1e-9:  # what rounding leaves of a sum of costs
            self._rested_at[subject] = rested_at
            self._forget_rested(now)
            return 0.0
        return wait

    def _forget_rested(self, now: float) -> None:
        if len(self._rested_at) > _MOST_KEPT:
            self._rested_at = {name: until for name, until in self._rested_at.items() if until > now}
