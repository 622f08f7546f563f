"""Processes, their scopes and the file that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from engine.feel import Expression
from engine.model.data import DataObject, DataStore
from engine.model.document import Document
from engine.model.extensions import Properties
from engine.model.nodes import BoundaryEvent, FlowNode, SubProcess
from engine.model.text import Text


@dataclass(frozen=True, slots=True)
class SequenceFlow:
    """A flow from one node to another of the same scope; `condition` None is unconditional."""

    id: str
    name: str | None
    line: int
    source: str
    target: str
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The inside of a process or subprocess. Mappings keep document order."""

    id: str
    nodes: Mapping[str, FlowNode]
    flows: Mapping[str, SequenceFlow]
    data_objects: Mapping[str, DataObject]
    variables: tuple[str, ...]
    """Names declared by `bpmn:property`: locals of the scope, null at its start."""
    compensation: Mapping[str, str]
    """Compensation boundary event id -> handler activity id, by association."""

    def boundaries(self) -> Mapping[str, tuple[BoundaryEvent, ...]]:
        """The boundary events of each activity that has any, by its id."""
        found: dict[str, tuple[BoundaryEvent, ...]] = {}
        for node in self.nodes.values():
            if isinstance(node, BoundaryEvent):
                found[node.attached_to] = (*found.get(node.attached_to, ()), node)
        return found

    def event_subprocesses(self) -> tuple[SubProcess, ...]:
        """The event subprocesses directly in this scope."""
        return tuple(
            node for node in self.nodes.values() if isinstance(node, SubProcess) and node.triggered_by_event
        )


def walk(scope: Scope) -> Iterator[tuple[Scope, FlowNode]]:
    """Every node of the scope and of the scopes inside it, outer before inner, without recursion."""
    pending = [scope]
    while pending:
        current = pending.pop()
        for node in current.nodes.values():
            yield current, node
            if isinstance(node, SubProcess):
                pending.append(node.scope)


class Standing(Enum):
    """What a deployed process may be used for."""

    EXECUTABLE = "executable"
    DOCUMENTATION = "documentation"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One `bpmn:process`, or a global task wrapped as a process of one task."""

    id: str
    name: str | None
    line: int
    documentation: str = ""
    executable: bool
    version_tag: str | None = None
    job_priority: Text | None = None
    properties: Properties
    scope: Scope
    data_stores: Mapping[str, DataStore]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: shown and checked, assigns nothing."""

    id: str
    name: str | None
    line: int
    process: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """A pool; `process` is None for a black box."""

    id: str
    name: str | None
    line: int
    process: str | None


@dataclass(frozen=True, slots=True)
class MessageFlow:
    """A message between pools: shown and checked, moves nothing."""

    id: str
    line: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class BpmnFile:
    """One `.bpmn` file as read."""

    resource: str
    processes: tuple[Process, ...]
    participants: tuple[Participant, ...]
    lanes: tuple[Lane, ...]
    message_flows: tuple[MessageFlow, ...]
    document: Document
    """The file as written, for rules and drawings."""
