"""Flow nodes of BPMN 2.0.2, clauses 10.3 to 10.6, as immutable data.

Nodes name each other by id; `engine.model.process.Scope` holds them by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from engine.feel import Expression
from engine.model.events import EventDefinition, MessageEvent
from engine.model.extensions import Assignment, Job, Properties, Reference, VariableMapping
from engine.model.loops import MultiInstance, StandardLoop
from engine.model.text import Text

if TYPE_CHECKING:
    from engine.model.data import InputOutput
    from engine.model.process import Scope

NO_ASSIGNMENT = Assignment()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode:
    """What all nodes have; `incoming` and `outgoing` are sequence flow ids in document order."""

    id: str
    name: str | None
    line: int
    documentation: str = ""
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    properties: Properties
    inputs: tuple[VariableMapping, ...] = ()
    outputs: tuple[VariableMapping, ...] = ()


# --- activities -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(FlowNode):
    """Work; clause 10.3."""

    default_flow: str | None = None
    loop: StandardLoop | MultiInstance | None = None
    is_for_compensation: bool = False
    start_quantity: int = 1
    completion_quantity: int = 1
    data: InputOutput | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbstractTask(Activity):
    """A task without a type; passes through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualTask(Activity):
    """Work outside any system; passes through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask(Activity):
    """Work of a person, through a form."""

    form: Reference | None = None
    assignment: Assignment = NO_ASSIGNMENT
    due_date: Text | None = None
    follow_up_date: Text | None = None
    priority: Text | None = None
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTask(Activity):
    """Work of a job worker."""

    job: Job


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTask(Activity):
    """A message sent: by a job worker, or published within the house."""

    job: Job | None = None
    message: MessageEvent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTask(Activity):
    """A wait for a message; `instantiate` makes it a start of its process."""

    message: MessageEvent
    instantiate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptTask(Activity):
    """FEEL, or a job. Without `result_variable` the script's context entries are the result."""

    script: Expression | None = None
    result_variable: str | None = None
    job: Job | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessRuleTask(Activity):
    """A decision, or a job."""

    decision: Reference | None = None
    result_variable: str | None = None
    job: Job | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallActivity(Activity):
    """Another process (or a global task), run as a child instance."""

    called: Reference
    propagate_all_parent_variables: bool = True
    propagate_all_child_variables: bool = True
    business_id: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Activity):
    """An embedded subprocess; an event subprocess when `triggered_by_event`."""

    scope: Scope
    triggered_by_event: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction(SubProcess):
    """A subprocess that can be cancelled with compensation; clause 10.3.5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdHocSubProcess(SubProcess):
    """A subprocess whose activities are chosen while it runs; clause 10.3.5."""

    sequential: bool = False
    completion_condition: Expression | None = None
    cancel_remaining_instances: bool = True
    active_elements: Expression | None = None
    output_collection: str | None = None
    output_element: Expression | None = None


# --- events ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(FlowNode):
    """No definition is a none event, one its kind, several a multiple event."""

    definitions: tuple[EventDefinition, ...] = ()
    data: InputOutput | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchEvent(Event):
    """`parallel_multiple` waits for all of its definitions, not for one."""

    parallel_multiple: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvent(CatchEvent):
    """`interrupting` matters for the start of an event subprocess only."""

    interrupting: bool = True
    form: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntermediateCatchEvent(CatchEvent):
    """A wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryEvent(CatchEvent):
    """A catch on the border of an activity."""

    attached_to: str
    interrupting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrowEvent(Event):
    """`job` replaces publishing where a message event names a job type."""

    job: Job | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntermediateThrowEvent(ThrowEvent):
    """A throw on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEvent(ThrowEvent):
    """The end of one path."""


# --- gateways -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway(FlowNode):
    """Clause 10.6."""

    default_flow: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusiveGateway(Gateway):
    """One way on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusiveGateway(Gateway):
    """One or more ways on; joins what can still come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParallelGateway(Gateway):
    """All ways on; waits for all ways in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexGateway(Gateway):
    """Fires by `activation_condition` over the counts of arrived tokens."""

    activation_condition: Expression | None = None


class EventGatewayType(Enum):
    """Clause 10.6.6."""

    EXCLUSIVE = "Exclusive"
    PARALLEL = "Parallel"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBasedGateway(Gateway):
    """What happens first decides the way on."""

    type: EventGatewayType = EventGatewayType.EXCLUSIVE
    instantiate: bool = False
