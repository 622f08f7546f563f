"""How many requests one caller may make in a minute.

Each API process counts for itself; what strangers send without a token is for the proxy in front to limit.
"""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from engine.access.person import Person
from engine.errors import TooManyRequests
from engine.settings import Settings

_SECONDS = 60


class RateLimits:
    """Counts requests by caller in a window that slides.

    Args:
        settings: how many people and systems may make.
    """

    def __init__(self, settings: Settings) -> None:
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._person = settings.rate_limit
        self._machine = settings.machine_rate_limit

    def count(self, person: Person) -> None:
        """Count one request.

        Raises:
            TooManyRequests: the person has made as many as they may in the minute before.
        """
        most = self._machine if person.machine else self._person
        if most == 0 or self._counter.hit(RateLimitItemPerMinute(most), person.subject):
            return
        raise TooManyRequests(
            f"You may make {most} requests in a minute: wait and try again.", retry_after=_SECONDS
        )
