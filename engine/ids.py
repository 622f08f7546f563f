"""Ids that sort by the moment they were made: UUID version 7 (RFC 9562, section 5.7), injected time."""

import os
import threading
from collections.abc import Callable
from uuid import UUID

from engine.clock import MachineClock

_COUNTER_BITS = 12
_RANDOM_BITS = 62
_VERSION = 7
_VARIANT = 0b10


class IdSource:
    """Makes ids in strictly rising order within one process, safe for several threads.

    The 12 bits after the milliseconds count the ids of one millisecond (RFC 9562, section 6.2, method 1);
    when they run out, or when time goes back, the source counts on from the last millisecond it used.

    Args:
        clock: machine time.
        random_bytes: source of that many random bytes.
    """

    def __init__(self, clock: MachineClock, random_bytes: Callable[[int], bytes] = os.urandom) -> None:
        self._clock = clock
        self._random_bytes = random_bytes
        self._lock = threading.Lock()
        self._last = 0

    def new(self) -> str:
        """Return a new id in the usual text form of a UUID."""
        milliseconds = int(self._clock.now().timestamp() * 1000)
        with self._lock:
            self._last = max(self._last + 1, milliseconds << _COUNTER_BITS)
            stamp = self._last
        random = int.from_bytes(self._random_bytes(8)) >> (64 - _RANDOM_BITS)
        counter = stamp & ((1 << _COUNTER_BITS) - 1)
        high = (stamp >> _COUNTER_BITS) << 16 | _VERSION << _COUNTER_BITS | counter
        return str(UUID(int=high << 64 | _VARIANT << _RANDOM_BITS | random))
