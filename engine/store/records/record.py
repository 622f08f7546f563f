"""From each change that the core reports to the rows that tell of it: one function a kind of change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from engine.feel import JsonValue
from engine.run.changes import (
    Change,
    DecisionMade,
    ElementEnded,
    ElementStarted,
    ElementState,
    FlowTaken,
    IncidentEnded,
    IncidentRaised,
    InstanceEnded,
    InstanceStarted,
    InstanceState,
    JobCreated,
    OutcomeReached,
    ParticipantJoined,
    StageEntered,
    SubscriptionEnded,
    SubscriptionOpened,
    TaskCreated,
    TimerEnded,
    TimerSet,
    VariableWritten,
    WaitEnded,
)
from engine.run.host import Deadline
from engine.store.records.batch import Batch
from engine.store.records.side_rows import UNTIL_END, WAITS, Side
from engine.store.tables.cases import deadline, participant
from engine.store.tables.history import decision_made, stage
from engine.store.tables.instances import process_instance
from engine.store.tables.jobs import job, outbox
from engine.store.tables.waits import incident, subscription, task, task_candidate, timer
from engine.store.values import encode

PARTNER_MESSAGE: Final = "ketenmotor:partner-message"
"""The type of the job that sends a message to a partner."""
OF_TASK: Final = -1
"""Stands for the alternative of a deadline that is a task's due date."""


def record(batch: Batch, changes: Iterable[Change]) -> None:
    """Add the rows that tell of changes to a batch.

    What concerns more than one instance (messages and signals thrown), the root's own row (retention) and
    measures are not for this: they are left out.
    """
    for change in changes:
        if (add := _RECORDS.get(type(change))) is not None:
            add(batch, change)


def _instance_started(batch: Batch, change: InstanceStarted) -> None:
    deployed = batch.definition(change.definition_id)
    key = change.business_key
    initiator = batch.actor if change.instance == 0 else None
    batch.instances[change.instance] = {
        "root_id": batch.root.root_id,
        "instance": change.instance,
        "parent_instance": change.parent_instance,
        "parent_element": change.parent_element,
        "definition_id": change.definition_id,
        "process_id": deployed.process.id,
        "version": deployed.version,
        "house": batch.root.house,
        "business_key": None
        if key is None
        else batch.seal(key, process_instance.c.business_key, change.instance),
        "business_key_index": None if key is None else batch.digest("business-key", key),
        "state": InstanceState.ACTIVE.value,
        "started_at": change.at,
        "ended_at": None,
        "end_event": None,
        "initiator": None if initiator is None else initiator.person,
        "initiator_organisation": None if initiator is None else initiator.organisation,
    }


def _instance_ended(batch: Batch, change: InstanceEnded) -> None:
    batch.end_instance(
        change.instance,
        {"state": change.state.value, "ended_at": change.at, "end_event": change.end_event},
    )


def _element_started(batch: Batch, change: ElementStarted) -> None:
    batch.elements[change.element] = {
        "root_id": batch.root.root_id,
        "element": change.element,
        "instance": change.instance,
        "scope": change.scope,
        "element_id": change.element_id,
        "element_type": change.element_type,
        "state": ElementState.ACTIVE.value,
        "loop_counter": change.loop_counter,
        "started_at": change.at,
        "ended_at": None,
        "actor": None,
        "actor_organisation": None,
    }


def _element_ended(batch: Batch, change: ElementEnded) -> None:
    actor = change.actor
    batch.end_element(
        change.element,
        {
            "state": change.state.value,
            "ended_at": change.at,
            "actor": None if actor is None else actor.person,
            "actor_organisation": None if actor is None else actor.organisation,
        },
    )
    batch.end_sides(change.element, UNTIL_END)
    batch.end_task(change.element, change.state.value, actor)


def _flow_taken(batch: Batch, change: FlowTaken) -> None:
    batch.flows[change.instance, change.flow_id] += 1


def _variable_written(batch: Batch, change: VariableWritten) -> None:
    batch.variables[change.instance, change.scope][change.name] = change.value


def _task_created(batch: Batch, change: TaskCreated) -> None:
    reason = change.due_reason
    batch.add_side(
        Side.TASK,
        task,
        change.element,
        {
            "instance": change.instance,
            "house": batch.root.house,
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
            "follow_up_at": change.follow_up_at,
            "reason": None if reason is None else batch.seal(_grounds(reason), task.c.reason, change.element),
            "form_id": change.form_id,
            "form_definition_id": change.form_definition_id,
            "stage": change.stage,
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


def _job_created(batch: Batch, change: JobCreated) -> None:
    batch.add_side(
        Side.JOB,
        job,
        change.element,
        {
            "instance": change.instance,
            "house": batch.root.house,
            "element_id": change.element_id,
            "type": change.type,
            "priority": change.priority,
            "retries": change.retries,
            "headers": encode(dict(change.headers)).decode(),
            "variables": batch.seal(dict(change.variables), job.c.variables, change.element),
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
            "house": batch.root.house,
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


def _timer_set(batch: Batch, change: TimerSet) -> None:
    reason = change.reason
    place = (change.element, change.alternative)
    batch.end_alternative(Side.TIMER, timer, *place)  # the next occurrence of a cycle replaces the last one
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
        },
    )
    if reason is not None:
        _add_deadline(batch, change.element, change.instance, change.alternative, reason)


def _subscription_opened(batch: Batch, change: SubscriptionOpened) -> None:
    batch.add_side(
        Side.SUBSCRIPTION,
        subscription,
        change.element,
        {
            "id": batch.new_id(),
            "alternative": change.alternative,
            "instance": change.instance,
            "house": batch.root.house,
            "element_id": change.element_id,
            "kind": change.kind.value,
            "name": change.name,
            "key_index": None if change.key is None else batch.digest("correlation", change.key),
            "senders": change.senders,
            "form_id": change.form_id,
            "opened_at": batch.now,
        },
    )


def _wait_ended(batch: Batch, change: WaitEnded) -> None:
    batch.end_sides(change.element, WAITS)


def _timer_ended(batch: Batch, change: TimerEnded) -> None:
    batch.end_alternative(Side.TIMER, timer, change.element, change.alternative)


def _subscription_ended(batch: Batch, change: SubscriptionEnded) -> None:
    batch.end_alternative(Side.SUBSCRIPTION, subscription, change.element, change.alternative)


def _incident_raised(batch: Batch, change: IncidentRaised) -> None:
    batch.add_side(
        Side.INCIDENT,
        incident,
        change.element,
        {
            "id": batch.new_id(),
            "instance": change.instance,
            "house": batch.root.house,
            "element_id": change.element_id,
            "kind": change.kind,
            "detail": change.detail,
            "cause": batch.seal(change.cause, incident.c.cause, change.element),
            "state": "open",
            "raised_at": batch.now,
            "ended_at": None,
        },
    )


def _incident_ended(batch: Batch, change: IncidentEnded) -> None:
    batch.end_sides(change.element, Side.INCIDENT)


def _decision_made(batch: Batch, change: DecisionMade) -> None:
    matched = [
        {"decisionId": rule.decision_id, "ruleId": rule.rule_id, "index": rule.index}
        for rule in change.matched
    ]
    batch.add(
        decision_made,
        {
            "id": batch.new_id(),
            "element": change.element,
            "instance": change.instance,
            "definition_id": change.definition_id,
            "decision_id": change.decision_id,
            "matched": encode(matched).decode(),
        },
    )


def _participant_joined(batch: Batch, change: ParticipantJoined) -> None:
    part = change.part
    row_id = batch.new_id()
    batch.add_side(
        Side.PARTICIPANT,
        participant,
        change.element,
        {
            "id": row_id,
            "instance": change.instance,
            "house": batch.root.house,
            "person": part.person,
            "organisation": part.organisation,
            "role": part.role,
            "reason": None if part.reason is None else batch.seal(part.reason, participant.c.reason, row_id),
            "until_case_end": change.until_case_end,
            "joined_at": batch.now,
            "left_at": None,
        },
    )


def _stage_entered(batch: Batch, change: StageEntered) -> None:
    _add_stage(batch, change, outcome=False)


def _outcome_reached(batch: Batch, change: OutcomeReached) -> None:
    _add_stage(batch, change, outcome=True)


def _add_stage(batch: Batch, change: StageEntered | OutcomeReached, *, outcome: bool) -> None:
    batch.add_side(
        Side.STAGE,
        stage,
        change.element,
        {
            "instance": change.instance,
            "stage": change.stage,
            "outcome": outcome,
            "entered_at": batch.now,
            "left_at": None,
        },
    )


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
            "set_at": batch.now,
            "ended_at": None,
        },
    )


def _grounds(reason: Deadline) -> Mapping[str, str]:
    return {"term": reason.term, "label": reason.label, "source": reason.source}


def _text(variables: Mapping[str, JsonValue], name: str) -> str:
    value = variables.get(name)
    return value if isinstance(value, str) else ""


# Each function takes the one kind of change that stands beside it.
_RECORDS: Final[Mapping[type[object], Callable[[Batch, Any], None]]] = {
    InstanceStarted: _instance_started,
    InstanceEnded: _instance_ended,
    ElementStarted: _element_started,
    ElementEnded: _element_ended,
    FlowTaken: _flow_taken,
    VariableWritten: _variable_written,
    TaskCreated: _task_created,
    JobCreated: _job_created,
    TimerSet: _timer_set,
    SubscriptionOpened: _subscription_opened,
    WaitEnded: _wait_ended,
    TimerEnded: _timer_ended,
    SubscriptionEnded: _subscription_ended,
    IncidentRaised: _incident_raised,
    IncidentEnded: _incident_ended,
    DecisionMade: _decision_made,
    ParticipantJoined: _participant_joined,
    StageEntered: _stage_entered,
    OutcomeReached: _outcome_reached,
}
