"""A worker that kills itself as `kill -9` does, right after a partner has answered."""

import os
import signal
from pathlib import Path

from tests.integration.work.world import jobs_of
from tests.integration.world import opened


def send_and_die(database_url: str, folder: Path) -> None:
    """Take one job, send its message, die."""

    def die(point: str) -> None:
        if point == "sent":
            os.kill(os.getpid(), signal.SIGKILL)

    with opened(database_url, folder) as services:
        jobs_of(services.failing_at(die)).run_once()
