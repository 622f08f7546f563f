"""Work for job workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.extensions import Job
from engine.run.changes import JobCreated
from engine.run.expressions import required_text, whole_number
from engine.run.holding import waits
from engine.run.mapping import inputs_of

if TYPE_CHECKING:
    from engine.run.token import Token

DEFAULT_RETRIES = 3
JOB = "job"
TASK = "task"


def create(token: Token, job: Job) -> None:
    """Makes the job of an element; the worker gets the input mappings and nothing else.

    :raises Fault: type, retries or priority cannot be evaluated.
    """
    scope = token.workflow
    priority = job.priority if job.priority is not None else scope.frame.deployed.process.job_priority
    change = JobCreated(
        element=token.id,
        instance=scope.frame.number,
        element_id=token.task_spec.definition.id,
        type=required_text(token, job.type, "job type"),
        retries=whole_number(token, job.retries, "retries", DEFAULT_RETRIES),
        priority=whole_number(token, priority, "job priority", 0),
        headers=job.headers,
        variables=inputs_of(token),
        continues=not waits(token),
    )
    token.internal_data["wait"] = JOB
    scope.top.emit(change)
