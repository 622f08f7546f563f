"""Built-in work while virtual time moves: until nothing is left, that of other workers included."""

from __future__ import annotations

import threading
from collections.abc import Sequence
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
    """

    def __init__(self, connectors: Sequence[Connector]) -> None:
        self._connectors = connectors

    def __call__(self, services: Services) -> int:
        """Do what there is, wait for what another worker is doing, and return how much was done."""
        jobs = BuiltInJobs(services, self._connectors, "clock")
        types = [connector.type for connector in self._connectors]
        done, pauses = 0, threading.Event()
        for _ in range(_PAUSES):
            while did := jobs.run_once():
                done += did
            if not under_lease(services, types):
                return done
            pauses.wait(_PAUSE_SECONDS)
            done += 1  # the other worker's job may have made something due
        return done
