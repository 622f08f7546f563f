"""The library's specs, built once from an immutable definition, shared by all instances, and frozen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import BpmnProcessSpec
from SpiffWorkflow.specs.base import TaskSpec

from engine.model import nodes as definitions
from engine.model.events import CompensateEvent, LinkEvent
from engine.model.extensions import Properties
from engine.model.process import Scope as ScopeDefinition
from engine.model.process import walk
from engine.run import adhoc, boundary, catching, eventsub, gateways, joins, subprocess, tasks, throwing
from engine.run.compensation import Compensator
from engine.run.node import Flow, Node, Root

if TYPE_CHECKING:
    from engine.run.host import DeployedProcess

ROOT_NAME = "#root"
COMPENSATOR_NAME = "#compensator"
_KEPT = 1000

_CLASSES: Mapping[type[definitions.FlowNode], type[Node]] = MappingProxyType(
    {
        definitions.AbstractTask: tasks.PassingTask,
        definitions.ManualTask: tasks.ManualTask,
        definitions.UserTask: tasks.UserTask,
        definitions.ServiceTask: tasks.ServiceTask,
        definitions.SendTask: tasks.SendTask,
        definitions.ReceiveTask: tasks.ReceiveTask,
        definitions.ScriptTask: tasks.ScriptTask,
        definitions.BusinessRuleTask: tasks.BusinessRuleTask,
        definitions.CallActivity: subprocess.CallActivity,
        definitions.SubProcess: subprocess.SubProcess,
        definitions.Transaction: subprocess.Transaction,
        definitions.AdHocSubProcess: adhoc.AdHocSubProcess,
        definitions.StartEvent: catching.StartEvent,
        definitions.IntermediateCatchEvent: catching.IntermediateCatchEvent,
        definitions.BoundaryEvent: boundary.BoundaryEvent,
        definitions.IntermediateThrowEvent: throwing.IntermediateThrowEvent,
        definitions.EndEvent: throwing.EndEvent,
        definitions.ExclusiveGateway: gateways.ExclusiveGateway,
        definitions.InclusiveGateway: joins.InclusiveGateway,
        definitions.ParallelGateway: gateways.ParallelGateway,
        definitions.ComplexGateway: joins.ComplexGateway,
        definitions.EventBasedGateway: catching.EventGateway,
    }
)


class ScopeSpec(BpmnProcessSpec):
    """The spec of one scope: a process, or the inside of a subprocess.

    The library's own Start, End and EndJoin are left out: a model may have elements of those ids.
    """

    def __init__(self, definition: ScopeDefinition) -> None:
        super().__init__(name=definition.id)
        self.task_specs: Mapping[str, Node] = {}
        self.bpmn_start_events: list[Node] = []
        self.end = None
        self.definition = definition
        placeholder = _placeholder()
        self.start = Root(self, placeholder, ROOT_NAME)
        self.compensator = Compensator(self, placeholder, COMPENSATOR_NAME)
        for node in definition.nodes.values():
            _spec_class(node)(self, node)
        boundaries = definition.boundaries()
        for node_id in definition.nodes:
            attached = tuple(self.task_specs[each.id] for each in boundaries.get(node_id, ()))
            self._connect(self.task_specs[node_id], attached)
        self.event_subprocesses = tuple(
            spec for spec in self.nodes() if isinstance(spec, eventsub.EventSubProcess)
        )
        self.links: Mapping[str, str] = MappingProxyType(dict(self._link_targets()))
        self.declared = (*definition.data_objects, *definition.variables)
        self.beginnings = tuple(self._beginnings())
        self.joins: Mapping[str, joins.Joining] = MappingProxyType(
            {
                spec.name: spec
                for spec in self.nodes()
                if isinstance(spec, joins.Joining) and len(spec.definition.incoming) > 1
            }
        )
        before = _predecessors(self) if self.joins else {}
        for spec in self.joins.values():
            spec.know(_reach(self, spec, before))
        self.freeze()

    def __setattr__(self, name: str, value: object) -> None:
        if self.__dict__.get("frozen"):
            raise AttributeError(f"the spec of {self.name} is shared and frozen")
        super().__setattr__(name, value)

    def nodes(self) -> Iterator[Node]:
        """The specs of the scope's own flow nodes, in document order."""
        return (self.task_specs[node_id] for node_id in self.definition.nodes)

    def _connect(self, spec: Node, attached: tuple[boundary.BoundaryEvent, ...]) -> None:
        definition, flows = spec.definition, self.definition.flows
        default = getattr(definition, "default_flow", None)
        spec.attach(
            tuple(
                Flow(flow.id, flow.target, flow.condition, flow.id == default)
                for flow in (flows[flow_id] for flow_id in definition.outgoing)
            )
        )
        for flow in spec.flows:
            # The library's event gateway would connect by its own event definitions.
            TaskSpec.connect(spec, self.task_specs[flow.target])
        if isinstance(spec, catching.EventGateway):
            spec.connect_targets()
        if isinstance(definition, definitions.Activity):
            spec.attach_boundaries(attached, self._handler_of(attached))

    def _handler_of(self, attached: tuple[boundary.BoundaryEvent, ...]) -> str | None:
        for each in attached:
            if any(isinstance(event, CompensateEvent) for event in each.definition.definitions):
                return self.definition.compensation.get(each.name)
        return None

    def _link_targets(self) -> Iterator[tuple[str, str]]:
        for node in self.definition.nodes.values():
            if isinstance(node, definitions.IntermediateCatchEvent):
                for event in node.definitions:
                    if isinstance(event, LinkEvent):
                        yield event.name, node.id

    def _beginnings(self) -> Iterator[Node]:
        """None start events; without any start event every node that nothing leads to (clause 13.3.4)."""
        starts = [spec for spec in self.nodes() if isinstance(spec, catching.StartEvent)]
        if starts:
            yield from (spec for spec in starts if not spec.waits_for_event)
            return
        for spec in self.nodes():
            definition = spec.definition
            if definition.incoming or isinstance(spec, boundary.BoundaryEvent | eventsub.EventSubProcess):
                continue
            if getattr(definition, "is_for_compensation", False) or getattr(spec, "passes", False):
                continue
            yield spec

    def freeze(self) -> None:
        """From here on every write raises."""
        for spec in self.task_specs.values():
            for name in ("_inputs", "_outputs", "pre_assign", "post_assign"):
                setattr(spec, name, tuple(getattr(spec, name)))
            for name in ("data", "defines"):
                setattr(spec, name, MappingProxyType(getattr(spec, name)))
            spec.frozen = True
        self.task_specs = MappingProxyType(self.task_specs)
        self.frozen = True


def _spec_class(node: definitions.FlowNode) -> type[Node]:
    if isinstance(node, definitions.SubProcess) and node.triggered_by_event:
        return eventsub.EventSubProcess
    return _CLASSES[type(node)]


def _placeholder() -> definitions.FlowNode:
    return definitions.FlowNode(id="", name=None, line=0, properties=Properties())


def _predecessors(spec: ScopeSpec) -> Mapping[str, list[str]]:
    before: dict[str, list[str]] = {}
    for node in spec.nodes():
        for target in _next_nodes(spec, node):
            before.setdefault(target, []).append(node.name)
    return before


def _reach(spec: ScopeSpec, gateway: Node, before: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    """From which nodes which incoming flows of the gateway can be reached, not passing through it."""
    reach: dict[str, set[str]] = {}
    for flow_id in gateway.definition.incoming:
        pending = [spec.definition.flows[flow_id].source]
        while pending:
            name = pending.pop()
            if name == gateway.name or flow_id in reach.get(name, ()):
                continue
            reach.setdefault(name, set()).add(flow_id)
            pending.extend(before.get(name, ()))
    return MappingProxyType({name: frozenset(flows) for name, flows in reach.items()})


def _next_nodes(spec: ScopeSpec, node: Node) -> Iterator[str]:
    for flow in node.flows:
        yield flow.target
    for each in getattr(node, "boundaries", ()):
        yield each.name
    link = getattr(node, "link", None)
    if link is not None and link in spec.links:
        yield spec.links[link]


class BuiltProcess:
    """The specs of a process: its own and those of the subprocesses in it, by scope id."""

    __slots__ = ("process", "scopes", "spec")

    def __init__(self, deployed: DeployedProcess) -> None:
        self.process = deployed.process
        inner: dict[str, ScopeSpec] = {}
        for _, node in walk(deployed.process.scope):
            if isinstance(node, definitions.SubProcess):
                inner[node.scope.id] = (
                    AdHocScopeSpec(node.scope)
                    if isinstance(node, definitions.AdHocSubProcess)
                    else ScopeSpec(node.scope)
                )
        self.spec = ScopeSpec(deployed.process.scope)
        self.scopes: Mapping[str, ScopeSpec] = MappingProxyType(inner)


class AdHocScopeSpec(ScopeSpec):
    """The inside of an ad-hoc subprocess: nothing in it begins by itself."""

    def _beginnings(self) -> Iterator[Node]:
        return iter(())


_built: OrderedDict[str, BuiltProcess] = OrderedDict()
_building = Lock()


def built(deployed: DeployedProcess) -> BuiltProcess:
    """The specs of a deployed process: built at its first use, then shared by all its instances."""
    with _building:
        found = _built.get(deployed.definition_id)
        if found is None or found.process is not deployed.process:
            found = _built[deployed.definition_id] = BuiltProcess(deployed)
        _built.move_to_end(deployed.definition_id)
        if len(_built) > _KEPT:
            _built.popitem(last=False)
        return found
