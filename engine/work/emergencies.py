"""Emergency access whose time is over."""

from __future__ import annotations

from engine.commands.emergency import end_emergencies
from engine.commands.services import Services


class Emergencies:
    """Ends emergency access."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def run_once(self) -> int:
        """End what is over."""
        return end_emergencies(self._services)
