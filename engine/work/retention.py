"""What time takes away: messages nobody took, stored answers, instances whose destruction date has come."""

from __future__ import annotations

from engine.commands.destruction import destroy_due, forget_destroyed
from engine.commands.overdue import tell_of_overdue
from engine.commands.purge import expire_messages, forget_answers, forget_messages
from engine.commands.seal_audit import empty_due, seal_due
from engine.commands.services import Services


class Retention:
    """Deletes what has had its time."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._looked_for_destroyed = False

    def run_once(self) -> int:
        """Expire, forget, destroy and seal what is due; at first also what an older database brought back."""
        services = self._services
        if not self._looked_for_destroyed:
            forget_destroyed(services)
            self._looked_for_destroyed = True
        done = expire_messages(services) + destroy_due(services) + tell_of_overdue(services)
        done += seal_due(services) + empty_due(services)
        return done + forget_messages(services) + forget_answers(services)
