"""What a built-in type of job is to the worker."""

from __future__ import annotations

from typing import Protocol

from engine.commands.activate_jobs import ActivatedJob
from engine.commands.finish_job import Lease
from engine.commands.services import Services


class Connector(Protocol):
    """Does the jobs of one type, and answers for each of them itself."""

    @property
    def type(self) -> str:
        """The type of job."""
        ...

    def do(self, services: Services, job: ActivatedJob) -> None:
        """Do a leased job outside any transaction, and complete, fail or put it back.

        Raises:
            NotFound: the job is gone.
            Conflict: the lease is stale, or the instance is suspended.
        """
        ...


def lease_of(job: ActivatedJob) -> Lease:
    """Return the lease under which a job was activated."""
    return Lease(job.id, job.fence)
