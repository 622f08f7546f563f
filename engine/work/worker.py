"""The worker: loops over sources of work, side by side, until it is told to stop."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from engine.commands.services import Services
from engine.work.built_in_jobs import BuiltInJobs
from engine.work.connectors.connector import Connector
from engine.work.deliveries import Deliveries
from engine.work.emergencies import Emergencies
from engine.work.lost_jobs import LostJobs
from engine.work.retention import Retention
from engine.work.source import Source
from engine.work.timers import Timers

_SHORT_SECONDS: Final = 0.2
_LONG_SECONDS: Final = 60.0
_AFTER_FAULT_SECONDS: Final = 2.0
_log = structlog.get_logger("ketenmotor.worker")


@dataclass(frozen=True, slots=True)
class Loop:
    """Sources that one thread draws on in turn.

    Args:
        sources: of work.
        pause: seconds to wait when there was nothing to do.
        pause_after_fault: seconds to wait when a source failed.
    """

    sources: Sequence[Source]
    pause: float
    pause_after_fault: float = _AFTER_FAULT_SECONDS

    def run(self, stopping: threading.Event) -> None:
        """Work until told to stop; a piece of work under way is finished first."""
        while not stopping.is_set():
            pause = self._round()
            if pause:
                stopping.wait(pause)

    def _round(self) -> float:
        """Draw on each source once; return how long to wait after it."""
        try:
            done = sum(source.run_once() for source in self.sources)
        except Exception as error:
            # Whatever it is, an outage mostly: the work stands in the database and is tried again.
            _log.error("work_failed", reason=type(error).__name__)
            return self.pause_after_fault
        return 0.0 if done else self.pause


class Worker:
    """All loops of one worker process.

    Args:
        loops: each gets a thread of its own.
    """

    def __init__(self, loops: Sequence[Loop]) -> None:
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=loop.run, args=(self._stopping,), name=f"work-{number}")
            for number, loop in enumerate(loops)
        ]

    def start(self) -> None:
        """Start all loops."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Tell all loops to stop, and return at once."""
        self._stopping.set()

    def wait(self) -> None:
        """Wait until all loops have finished what they were doing."""
        for thread in self._threads:
            thread.join()


def worker_of(services: Services, connectors: Sequence[Connector], name: str, threads: int) -> Worker:
    """Return a worker that does all kinds of work.

    Args:
        services: what commands work with.
        connectors: the built-in types of jobs.
        name: what it calls itself in leases.
        threads: jobs at a time.
    """
    jobs = [Loop([BuiltInJobs(services, connectors, name)], _SHORT_SECONDS) for _ in range(threads)]
    due = Loop([Timers(services), Deliveries(services), Emergencies(services)], _SHORT_SECONDS)
    old = Loop([Retention(services), LostJobs(services)], _LONG_SECONDS)
    return Worker([due, old, *jobs])
