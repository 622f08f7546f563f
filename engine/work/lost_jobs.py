"""Jobs that took too many workers down with them."""

from __future__ import annotations

from engine.commands.job_queue import give_up_lost_jobs
from engine.commands.services import Services


class LostJobs:
    """Gives such jobs an incident in place of another worker."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def run_once(self) -> int:
        """Give up what was lost too often."""
        return give_up_lost_jobs(self._services)
