"""Events that are waited for in the flow, and event-based gateways (BPMN 2.0.2, clauses 10.5.4 and
10.6.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.bpmn.specs.event_definitions import NoneEventDefinition

from engine.feel import JsonValue
from engine.model.events import EventDefinition, LinkEvent
from engine.model.nodes import CatchEvent, EventBasedGateway, FlowNode, ReceiveTask
from engine.run import history
from engine.run.changes import FlowTaken, SubscriptionEnded, TimerEnded
from engine.run.mapping import absorb, map_inputs
from engine.run.node import Flow, Node
from engine.run.token import FUTURE, WAITING, Token
from engine.run.waiting import CONDITION, TIMER, Alternative, gather, sub_at, subscribe

if TYPE_CHECKING:
    from engine.run.specs import ScopeSpec

Payload = Mapping[str, JsonValue]


class Waiting(Node):
    """A node that waits for one of its alternatives, or for all of them when `parallel`."""

    alternatives: tuple[Alternative, ...]
    parallel: bool

    def wait(self, token: Token) -> None:
        """Opens the subscriptions.

        :raises Fault: one cannot be evaluated.
        """
        subscribe(token, self.alternatives)
        token._state = WAITING

    def deliver(self, token: Token, place: int, payload: Payload) -> None:
        """An event came for the alternative at `place`; a parallel multiple waits until all have come."""
        if self.parallel:
            kind = sub_at(token, place)[0]
            gathered = gather(token, place, payload)
            if gathered is None:
                if kind != CONDITION:  # nothing outside this room knows of a condition
                    change = TimerEnded if kind == TIMER else SubscriptionEnded
                    token.workflow.top.emit(change(element=token.id, alternative=place))
                return
            payload = gathered
        self.fired(token, place, payload)

    def fired(self, token: Token, place: int, payload: Payload) -> None:
        """What was waited for has happened."""
        history.wait_ended(token)
        token.internal_data["result"] = dict(payload)
        token.again("leave")


def alternatives_of(definition: FlowNode, events: tuple[EventDefinition, ...]) -> tuple[Alternative, ...]:
    """The event definitions of a node, each as something to wait for."""
    return tuple(Alternative(definition, event) for event in events)


class EventNode(Node):
    """What start, catch and boundary events share: a payload that leaves by mappings or as variables."""

    def leave(self, token: Token) -> None:
        absorb(token)
        super().leave(token)


class StartEvent(EventNode, library.StartEvent):
    """A start: the token begins here, with the payload of the event that started it."""

    def __init__(self, scope_spec: ScopeSpec, definition: CatchEvent) -> None:
        super().__init__(scope_spec, definition, event_definition=NoneEventDefinition())
        self.waits_for_event = bool(definition.definitions)

    def resume(self, token: Token, phase: str) -> bool | None:
        history.started(token)
        return True


class IntermediateCatchEvent(EventNode, Waiting, library.IntermediateCatchEvent):
    """A wait in the flow; a link goes on at once."""

    def __init__(self, scope_spec: ScopeSpec, definition: CatchEvent) -> None:
        super().__init__(scope_spec, definition, event_definition=NoneEventDefinition())
        self.alternatives = alternatives_of(definition, definition.definitions)
        self.parallel = definition.parallel_multiple
        self.passes = all(isinstance(event, LinkEvent) for event in definition.definitions)

    def execute(self, token: Token) -> bool | None:
        if self.passes:
            return True
        map_inputs(token)
        self.wait(token)
        return None

    def resume(self, token: Token, phase: str) -> bool | None:
        if phase == "again":
            return self.execute(token)
        history.started(token)
        return True


class EventGateway(Waiting, library.EventBasedGateway):
    """Waits for the events behind it; the first decides. Its ways lead to what was waited for."""

    definition: EventBasedGateway

    def __init__(self, scope_spec: ScopeSpec, definition: EventBasedGateway) -> None:
        super().__init__(scope_spec, definition, event_definition=NoneEventDefinition())
        self.parallel = False
        self.alternatives = ()
        self.targets: tuple[str, ...] = ()

    def connect_targets(self) -> None:
        """Collects, once the flows are known, what the nodes behind the gateway wait for."""
        found: list[tuple[str, Alternative]] = []
        for flow in self.flows:
            target = self._wf_spec.task_specs[flow.target].definition
            events = (target.message,) if isinstance(target, ReceiveTask) else target.definitions
            found += [(flow.id, Alternative(target, event)) for event in events]
        self.targets = tuple(flow for flow, _ in found)
        self.alternatives = tuple(alternative for _, alternative in found)

    def execute(self, token: Token) -> bool | None:
        self.wait(token)
        return None

    def fired(self, token: Token, place: int, payload: Payload) -> None:
        history.wait_ended(token)
        token.internal_data["fired"] = (self.targets[place], dict(payload))
        token.again("leave")

    def select(self, token: Token) -> tuple[Flow, ...]:
        taken = token.internal_data["fired"][0]
        return tuple(flow for flow in self.flows if flow.id == taken)

    def proceed(self, token: Token, chosen: tuple[Flow, ...]) -> None:
        scope = token.workflow
        payload = token.internal_data["fired"][1]
        for flow in chosen:
            scope.top.emit(FlowTaken(instance=scope.frame.number, flow_id=flow.id))
            child = token._add_child(scope.node(flow.target), FUTURE)
            child.internal_data["via"] = flow.id
            child.fire(payload)
