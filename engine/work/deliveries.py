"""Messages and signals between instances whose command did not get round to delivering them."""

from __future__ import annotations

from typing import Final

from engine.commands.delivering import deliver, pending_deliveries
from engine.commands.services import Services

AT_ONCE: Final = 100
PAUSE_SECONDS: Final = 5.0
"""A command delivers what it throws itself; what its receiver cannot take yet is not tried all the time."""


class Deliveries:
    """Delivers what a crash or a suspended receiver left in the queue."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._not_before = services.machine_clock.monotonic()

    def run_once(self) -> int:
        """Deliver what waits, if nothing was left over a moment ago."""
        if self._services.machine_clock.monotonic() < self._not_before:
            return 0
        waiting = pending_deliveries(self._services, AT_ONCE)
        deliver(self._services, waiting)
        left = set(waiting) & set(pending_deliveries(self._services, AT_ONCE)) if waiting else set()
        if left:
            self._not_before = self._services.machine_clock.monotonic() + PAUSE_SECONDS
        return len(waiting) - len(left)
