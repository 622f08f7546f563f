"""What a command changed: the records that the store writes beside the state.

Elements are known by a number, unique within the root instance and never used again; process instances by the
number of the element that hosts them (the root has 0).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Final, NamedTuple

from engine.feel import JsonValue
from engine.run.host import Actor, Deadline, MatchedRule


class ElementState(Enum):
    """The state of an element instance."""

    ACTIVE = "active"
    COMPLETED = "completed"
    TERMINATED = "terminated"


class InstanceState(Enum):
    """The state of a process instance, as the core knows it (suspension is the store's)."""

    ACTIVE = "active"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Measured(NamedTuple):
    """What an element measured, by name, and the day that it counts for; None: the day it completed."""

    values: Mapping[str, JsonValue]
    on: date | None = None


NOTHING_MEASURED: Final = Measured(MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceStarted:
    """A process instance began; `instance` 0 is the root, whose parent is None."""

    instance: int
    parent_instance: int | None
    parent_element: int | None
    definition_id: str
    business_key: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceEnded:
    """A process instance ended."""

    instance: int
    state: InstanceState
    at: datetime
    end_event: str | None
    """The end event that the last token reached, if it ended by one."""
    measures: Measured = NOTHING_MEASURED
    """The measures that the process declares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceReopened:
    """The root instance had ended and goes on with what lasts beyond its end."""

    instance: int
    end_event: str | None
    """Where it had ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementStarted:
    """A flow node (also a passing one: gateway, event) became active."""

    element: int
    element_id: str
    element_type: str
    """The BPMN name, lower camel case: `userTask`, `exclusiveGateway`."""
    instance: int
    scope: int
    """The element number of the enclosing subprocess body, or the instance's number."""
    at: datetime
    loop_counter: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementEnded:
    """An element completed or was terminated."""

    element: int
    state: ElementState
    at: datetime
    actor: Actor | None = None
    measures: Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTaken:
    """A token went over a sequence flow."""

    instance: int
    flow_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableWritten:
    """A variable of a scope has a new value. `scope` as in :class:`ElementStarted`."""

    instance: int
    scope: int
    name: str
    value: JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCreated:
    """A user task waits for a person."""

    element: int
    instance: int
    element_id: str
    name: str
    assignee: str | None
    candidate_groups: tuple[str, ...]
    candidate_users: tuple[str, ...]
    due_at: datetime | None
    due_reason: Deadline | None
    follow_up_at: datetime | None
    priority: int
    form_id: str | None
    form_definition_id: str | None
    """Binding is resolved by the store when None and `form_id` is set."""
    form_binding: str
    form_version_tag: str | None
    different_from: tuple[str, ...]
    stage: str | None
    continues: bool
    """Whether it goes on while the instance is held as it is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDated:
    """An open user task has another due date, or none any more."""

    element: int
    instance: int
    due_at: datetime | None
    due_reason: Deadline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCreated:
    """Work waits for a worker. `variables` are the element's input mappings, and nothing else."""

    element: int
    instance: int
    element_id: str
    type: str
    retries: int
    priority: int
    headers: Mapping[str, str]
    variables: Mapping[str, JsonValue]
    continues: bool
    """As of a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMade:
    """An element made a document of a template.

    Args:
        definition_id: the deployed template.
        template: its id.
        name: what people call the document.
        categories: of the data in it.
        organisation: the organisation that it is for, if it is for one.
    """

    element: int
    instance: int
    element_id: str
    definition_id: str
    template: str
    name: str
    media_type: str
    categories: tuple[str, ...]
    organisation: str | None
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerSet:
    """A timer is due; `alternative` is its place among the event definitions of the element."""

    element: int
    instance: int
    alternative: int
    element_id: str
    due_at: datetime
    reason: Deadline | None
    continues: bool
    """As of a task."""


class SubscriptionKind(Enum):
    """What a subscription waits for."""

    MESSAGE = "message"
    SIGNAL = "signal"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionOpened:
    """An element waits for a message or signal. `key` None takes only messages without a key."""

    element: int
    instance: int
    alternative: int
    element_id: str
    kind: SubscriptionKind
    name: str
    key: str | None
    senders: tuple[str, ...] | None
    form_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitEnded:
    """Everything that the element waited for (task, job, timers, subscriptions) is over."""

    element: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerEnded:
    """One timer of an element is over; the others wait on.

    A cycle that goes on, or a date that moves, has a new :class:`TimerSet` of the same element and
    alternative instead, which replaces it.
    """

    element: int
    alternative: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionEnded:
    """One subscription of an element has had its event; the element waits for others."""

    element: int
    alternative: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageThrown:
    """A message for exactly one receiver within the house."""

    instance: int
    element: int
    name: str
    key: str | None
    payload: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalThrown:
    """A signal for everyone in the house who waits; waits of this root were served in the step itself."""

    instance: int
    element: int
    name: str
    payload: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRaised:
    """An element cannot go on. `detail` names element, path and type, never a value."""

    element: int
    instance: int
    element_id: str
    kind: str
    detail: str
    cause: str
    """The full text of the failure, to be sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEnded:
    """The incident of the element is over."""

    element: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade:
    """A business rule task decided."""

    element: int
    instance: int
    definition_id: str
    decision_id: str
    matched: tuple[MatchedRule, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Who takes part, with which role and why."""

    person: str | None
    organisation: str | None
    role: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantJoined:
    """Somebody takes part while the element is active, or until the case ends."""

    element: int
    instance: int
    until_case_end: bool
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantLeft:
    """An organisation takes part no longer, in that role or whatever it took part for; nor do its people."""

    organisation: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntered:
    """An element with property `stage` is active; it leaves with the element."""

    element: int
    instance: int
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReached:
    """An end event with property `stage` was reached."""

    element: int
    instance: int
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSet:
    """The case's destruction date, as an end event or process declares it."""

    instance: int
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeChanged:
    """The case has come under another legal regime, as an activity declares."""

    regime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceMigrated:
    """A process instance runs on another version of its process."""

    instance: int
    definition_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementMigrated:
    """An active element, or one that waits for events, has become another one of the new version."""

    element: int
    element_id: str
    name: str | None


Change = (
    InstanceStarted
    | InstanceEnded
    | InstanceReopened
    | ElementStarted
    | ElementEnded
    | FlowTaken
    | VariableWritten
    | TaskCreated
    | TaskDated
    | JobCreated
    | DocumentMade
    | TimerSet
    | SubscriptionOpened
    | WaitEnded
    | TimerEnded
    | SubscriptionEnded
    | MessageThrown
    | SignalThrown
    | IncidentRaised
    | IncidentEnded
    | DecisionMade
    | ParticipantJoined
    | ParticipantLeft
    | StageEntered
    | OutcomeReached
    | RetentionSet
    | RegimeChanged
    | InstanceMigrated
    | ElementMigrated
)
