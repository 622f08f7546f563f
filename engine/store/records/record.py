"""From each change that the core reports to the rows that tell of it: one function a kind of change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from engine.run.changes import (
    Change,
    DecisionMade,
    DocumentMade,
    ElementEnded,
    ElementMigrated,
    ElementStarted,
    FlowTaken,
    IncidentEnded,
    IncidentRaised,
    InstanceEnded,
    InstanceMigrated,
    InstanceReopened,
    InstanceStarted,
    JobCreated,
    OutcomeReached,
    ParticipantJoined,
    ParticipantLeft,
    StageEntered,
    SubscriptionEnded,
    SubscriptionOpened,
    TaskCreated,
    TaskDated,
    TimerEnded,
    TimerSet,
    VariableWritten,
    WaitEnded,
)
from engine.store.records import case_records, course_records, wait_records
from engine.store.records.batch import Batch


def record(batch: Batch, changes: Iterable[Change]) -> None:
    """Add the rows that tell of changes to a batch.

    What concerns more than one instance (messages and signals thrown), the root's own row (retention) and
    measures are not for this: they are left out.
    """
    for change in changes:
        if (add := _RECORDS.get(type(change))) is not None:
            add(batch, change)


# Each function takes the one kind of change that stands beside it.
_RECORDS: Final[Mapping[type[object], Callable[[Batch, Any], None]]] = {
    InstanceStarted: course_records.instance_started,
    InstanceEnded: course_records.instance_ended,
    InstanceReopened: course_records.instance_reopened,
    ElementStarted: course_records.element_started,
    ElementEnded: course_records.element_ended,
    FlowTaken: course_records.flow_taken,
    VariableWritten: course_records.variable_written,
    TaskCreated: wait_records.task_created,
    TaskDated: wait_records.task_dated,
    JobCreated: wait_records.job_created,
    DocumentMade: case_records.document_made,
    TimerSet: wait_records.timer_set,
    SubscriptionOpened: wait_records.subscription_opened,
    WaitEnded: wait_records.wait_ended,
    TimerEnded: wait_records.timer_ended,
    SubscriptionEnded: wait_records.subscription_ended,
    IncidentRaised: wait_records.incident_raised,
    IncidentEnded: wait_records.incident_ended,
    DecisionMade: course_records.decided,
    ParticipantJoined: case_records.participant_joined,
    ParticipantLeft: case_records.participant_left,
    StageEntered: case_records.stage_entered,
    OutcomeReached: case_records.outcome_reached,
    InstanceMigrated: course_records.instance_migrated,
    ElementMigrated: course_records.element_migrated,
}
