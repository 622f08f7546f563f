"""What waits: tasks, jobs, timers, subscriptions, incidents, and the dates that terms gave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.feel import JsonValue
from engine.run.changes import (
    IncidentEnded,
    IncidentRaised,
    JobCreated,
    SubscriptionEnded,
    SubscriptionOpened,
    TaskCreated,
    TaskDated,
    TimerEnded,
    TimerSet,
    WaitEnded,
)
from engine.run.host import Deadline
from engine.store.records.batch import Batch
from engine.store.records.side_rows import WAITS, Side
from engine.store.tables.cases import deadline
from engine.store.tables.jobs import job, outbox
from engine.store.tables.waits import NO_DATE, incident, subscription, task, task_candidate, timer
from engine.store.values import encode

PARTNER_MESSAGE: Final = "ketenmotor:partner-message"
"""The type of the job that sends a message to a partner."""
OF_TASK: Final = -1
"""Stands for the alternative of a deadline that is a task's due date."""


def task_created(batch: Batch, change: TaskCreated) -> None:
    """A user task waits."""
    reason = change.due_reason
    batch.add_side(
        Side.TASK,
        task,
        change.element,
        {
            "instance": change.instance,
            "element_id": change.element_id,
            "name": change.name,
            "state": "open",
            "revision": 1,
            "assignee": change.assignee,
            "candidate_groups": change.candidate_groups,
            "candidate_users": change.candidate_users,
            "different_from": change.different_from,
            "priority": change.priority,
            "due_at": change.due_at,
            "listed_at": change.due_at or NO_DATE,
            "follow_up_at": change.follow_up_at,
            "reason": None if reason is None else batch.seal(_grounds(reason), task.c.reason, change.element),
            "form_id": change.form_id,
            "form_definition_id": change.form_definition_id,
            "stage": change.stage,
            "continues": change.continues,
            "created_at": batch.now,
            "ended_at": None,
            "completed_by": None,
        },
    )
    for kind, candidates in (("group", change.candidate_groups), ("user", change.candidate_users)):
        for candidate in dict.fromkeys(candidates):
            cells = {"kind": kind, "candidate": candidate}
            batch.add_side(Side.CANDIDATE, task_candidate, change.element, {**cells})
    if reason is not None:
        _add_deadline(batch, change.element, change.instance, OF_TASK, reason)


def task_dated(batch: Batch, change: TaskDated) -> None:
    """An open task has another due date."""
    reason = change.due_reason
    batch.date_task(
        change.element,
        {
            "due_at": change.due_at,
            "listed_at": change.due_at or NO_DATE,
            "reason": None if reason is None else batch.seal(_grounds(reason), task.c.reason, change.element),
        },
    )
    batch.end_deadline(change.element, OF_TASK)
    if reason is not None:
        _add_deadline(batch, change.element, change.instance, OF_TASK, reason)


def job_created(batch: Batch, change: JobCreated) -> None:
    """A job waits; one that sends to a partner has its message in the outbox."""
    batch.add_side(
        Side.JOB,
        job,
        change.element,
        {
            "instance": change.instance,
            "element_id": change.element_id,
            "type": change.type,
            "priority": change.priority,
            "retries": change.retries,
            "headers": encode(dict(change.headers)).decode(),
            "variables": batch.seal(dict(change.variables), job.c.variables, change.element),
            "continues": change.continues,
            "created_at": batch.now,
            "available_at": batch.now,
            "worker": None,
            "locked_until": None,
            "fence": 0,
            "failures": 0,
            "lost_leases": 0,
        },
    )
    if change.type == PARTNER_MESSAGE:
        _add_outbox(batch, change)


def _add_outbox(batch: Batch, change: JobCreated) -> None:
    message_id = batch.new_id()
    body = {name: change.variables.get(name) for name in ("reference", "payload")}
    batch.add_side(
        Side.OUTBOX,
        outbox,
        change.element,
        {
            "id": message_id,
            "partner": _text(change.variables, "partner"),
            "message_name": _text(change.variables, "messageName"),
            "body": batch.seal(body, outbox.c.body, message_id),
            "state": "pending",
            "attempts": 0,
            "created_at": batch.now,
            "next_attempt_at": batch.now,
            "ended_at": None,
            "last_status": None,
            "receipt": None,
        },
    )


def timer_set(batch: Batch, change: TimerSet) -> None:
    """A timer is due."""
    reason = change.reason
    place = (change.element, change.alternative)
    batch.end_alternative(Side.TIMER, timer, *place)  # the next occurrence, or another date, replaces it
    batch.end_deadline(*place)
    batch.add_side(
        Side.TIMER,
        timer,
        change.element,
        {
            "alternative": change.alternative,
            "instance": change.instance,
            "element_id": change.element_id,
            "due_at": change.due_at,
            "reason": None if reason is None else batch.seal(_grounds(reason), timer.c.reason, *place),
            "continues": change.continues,
        },
    )
    if reason is not None:
        _add_deadline(batch, change.element, change.instance, change.alternative, reason)


def subscription_opened(batch: Batch, change: SubscriptionOpened) -> None:
    """An element waits for a message or signal."""
    batch.add_side(
        Side.SUBSCRIPTION,
        subscription,
        change.element,
        {
            "id": batch.new_id(),
            "alternative": change.alternative,
            "instance": change.instance,
            "element_id": change.element_id,
            "kind": change.kind.value,
            "name": change.name,
            "key_index": None if change.key is None else batch.digest("correlation", change.key),
            "senders": change.senders,
            "form_id": change.form_id,
            "opened_at": batch.now,
        },
    )


def wait_ended(batch: Batch, change: WaitEnded) -> None:
    """An element waits for nothing any more."""
    batch.end_sides(change.element, WAITS)


def timer_ended(batch: Batch, change: TimerEnded) -> None:
    """One timer is over."""
    batch.end_alternative(Side.TIMER, timer, change.element, change.alternative)
    batch.end_deadline(change.element, change.alternative)


def subscription_ended(batch: Batch, change: SubscriptionEnded) -> None:
    """One subscription is over."""
    batch.end_alternative(Side.SUBSCRIPTION, subscription, change.element, change.alternative)


def incident_raised(batch: Batch, change: IncidentRaised) -> None:
    """An element cannot go on."""
    batch.add_side(
        Side.INCIDENT,
        incident,
        change.element,
        {
            "id": batch.new_id(),
            "instance": change.instance,
            "element_id": change.element_id,
            "kind": change.kind,
            "detail": change.detail,
            "cause": batch.seal(change.cause, incident.c.cause, change.element),
            "state": "open",
            "raised_at": batch.now,
            "ended_at": None,
        },
    )


def incident_ended(batch: Batch, change: IncidentEnded) -> None:
    """An element goes on."""
    batch.end_sides(change.element, Side.INCIDENT)


def _add_deadline(batch: Batch, element: int, instance: int, alternative: int, reason: Deadline) -> None:
    batch.add_side(
        Side.DEADLINE,
        deadline,
        element,
        {
            "id": batch.new_id(),
            "alternative": alternative,
            "instance": instance,
            "term": reason.term,
            "due_at": reason.due,
            "reason": batch.seal(_grounds(reason), deadline.c.reason, element, alternative),
            "set_at": reason.since or batch.now,
            "ended_at": None,
        },
    )


def _grounds(reason: Deadline) -> Mapping[str, str]:
    return {"term": reason.term, "label": reason.label, "source": reason.source}


def _text(variables: Mapping[str, JsonValue], name: str) -> str:
    value = variables.get(name)
    return value if isinstance(value, str) else ""
