"""What time takes away: messages nobody took, stored answers, instances whose destruction date has come."""

from __future__ import annotations

from engine.commands.purge import destroy_due, expire_messages, forget_answers, forget_messages
from engine.commands.services import Services


class Retention:
    """Deletes what has had its time."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def run_once(self) -> int:
        """Expire, forget and destroy what is due."""
        services = self._services
        done = expire_messages(services) + destroy_due(services)
        return done + forget_messages(services) + forget_answers(services)
