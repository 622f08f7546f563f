"""A worker that kills itself as `kill -9` does, right after a partner has answered.

Usage: python -m tests.integration.work.doomed DATABASE_URL FOLDER
"""

import os
import signal
import sys
from pathlib import Path

from tests.integration.work.world import jobs_of
from tests.integration.world import opened


def main(database_url: str, folder: str) -> None:
    """Take one job, send its message, die."""

    def die(point: str) -> None:
        if point == "sent":
            os.kill(os.getpid(), signal.SIGKILL)

    with opened(database_url, Path(folder)) as services:
        jobs_of(services.failing_at(die)).run_once()


if __name__ == "__main__":
    main(*sys.argv[1:])
