"""Built-in work while virtual time moves: until nothing is left, that of other workers included."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from engine.commands.job_queue import under_lease
from engine.commands.services import Services
from engine.work.built_in_jobs import BuiltInJobs
from engine.work.connectors.connector import Connector

_PAUSE_SECONDS: Final = 0.05
_PAUSES: Final = 600


class BuiltInWork:
    """Does the jobs of the built-in types, for `engine.commands.advance_clock`.

    Args:
        connectors: one for each type.
        pause: waits for that many seconds of machine time.
    """

    def __init__(
        self, connectors: Sequence[Connector], pause: Callable[[float], object] = time.sleep
    ) -> None:
        self._connectors = connectors
        self._pause = pause

    def __call__(self, services: Services) -> int:
        """Do what there is, wait for what another worker is doing, and return how much was done."""
        jobs = BuiltInJobs(services, self._connectors, "clock")
        types = [connector.type for connector in self._connectors]
        done = 0
        for _ in range(_PAUSES):
            while did := jobs.run_once():
                done += did
            if not under_lease(services, types):
                return done
            self._pause(_PAUSE_SECONDS)
            done += 1  # the other worker's job may have made something due
        return done
