"""Jobs of the built-in types: leased, done outside any transaction, answered for under the fence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import structlog

from engine.commands.activate_jobs import ActivatedJob, Wanted, activate_jobs
from engine.commands.finish_job import fail_job
from engine.commands.job_queue import types_waiting
from engine.commands.services import Services
from engine.errors import Conflict, NotFound
from engine.work.connectors.connector import Connector, lease_of

LEASE: Final = timedelta(seconds=60)
"""Machine time for one job: several times what a request to a partner may take."""
_log = structlog.get_logger("ketenmotor.jobs")


class BuiltInJobs:
    """Takes jobs one at a time, so that none waits under a lease while another is done.

    Args:
        services: what commands work with.
        connectors: one for each type.
        worker: what this worker calls itself.
    """

    def __init__(self, services: Services, connectors: Sequence[Connector], worker: str) -> None:
        self._services = services
        self._connectors: Mapping[str, Connector] = {item.type: item for item in connectors}
        self._worker = worker

    def run_once(self) -> int:
        """Do one job of each type that has some; return how many were done."""
        return sum(self._take(kind) for kind in types_waiting(self._services, self._connectors))

    def _take(self, kind: str) -> int:
        wanted = Wanted(type=kind, worker=self._worker, most=1, lock=LEASE)
        jobs = activate_jobs(self._services, None, wanted)
        for job in jobs:
            self._do(job)
        return len(jobs)

    def _do(self, job: ActivatedJob) -> None:
        self._services.failpoint("leased")
        try:
            self._connectors[job.type].do(self._services, job)
        except (NotFound, Conflict) as refusal:
            # It was withdrawn, suspended or taken over in the meantime; whoever has it now goes on.
            _log.info("job_lost", id=job.id, type=job.type, reason=refusal.code)
        except Exception as error:
            _log.error("job_failed", id=job.id, type=job.type, reason=type(error).__name__)
            fail_job(self._services, None, lease_of(job), type(error).__name__)
