"""Timers that are due."""

from __future__ import annotations

from engine.commands.fire_timers import fire_timers
from engine.commands.services import Services
from engine.commands.start_timers import fire_start_timers


class Timers:
    """Fires timers of instances, and timers that start instances."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def run_once(self) -> int:
        """Fire what is due."""
        return fire_timers(self._services) + fire_start_timers(self._services)
