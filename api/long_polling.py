"""Waiting inside a request for something to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from api.services import services

Item = TypeVar("Item")
_SECONDS_BETWEEN: Final = 0.25


def polled(look: Callable[[], list[Item]], seconds: int) -> list[Item]:
    """Look until something is found or the time is over.

    Args:
        look: returns what there is.
        seconds: machine time to wait at most.
    """
    clock = services().machine_clock
    end = clock.monotonic() + seconds
    while not (found := look()) and clock.monotonic() < end:
        time.sleep(_SECONDS_BETWEEN)
    return found
