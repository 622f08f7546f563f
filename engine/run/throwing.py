"""Throw and end events (BPMN 2.0.2, clauses 10.5.3 and 10.5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.bpmn.specs.event_definitions import NoneEventDefinition

from engine.model.events import (
    CancelEvent,
    CompensateEvent,
    ErrorEvent,
    LinkEvent,
    TerminateEvent,
)
from engine.model.nodes import ThrowEvent
from engine.run import compensation, history, jobs, propagation
from engine.run.catching import EventNode
from engine.run.changes import InstanceState
from engine.run.mapping import inputs_of, map_inputs
from engine.run.node import Flow
from engine.run.propagation import Thrown, evaluated
from engine.run.token import Token

if TYPE_CHECKING:
    from engine.run.specs import ScopeSpec


class ThrowNode(EventNode):
    """Throws each of its event definitions, then goes on.

    Throwing changes other tokens and cannot be taken back: it stands in a step of its own, after
    everything that
    may fail, and before the step that leaves.
    """

    definition: ThrowEvent

    def __init__(self, scope_spec: ScopeSpec, definition: ThrowEvent) -> None:
        super().__init__(scope_spec, definition, event_definition=NoneEventDefinition())
        self.link = next((e.name for e in definition.definitions if isinstance(e, LinkEvent)), None)

    def enter(self, token: Token) -> bool | None:
        history.started(token)
        map_inputs(token)
        return self.execute(token)

    def execute(self, token: Token) -> bool | None:
        if self.definition.job is not None:
            jobs.create(token, self.definition.job)
            return None
        if not self.definition.definitions or self.link is not None:
            return True
        thrown = [evaluated(token, event, inputs_of(token)) for event in self.definition.definitions]
        token.again("leave")
        for event in thrown:
            if token.alive:
                self._throw(token, event)
        return None

    def _throw(self, token: Token, thrown: Thrown) -> None:
        definition, scope = thrown.definition, token.workflow
        if isinstance(definition, TerminateEvent):
            scope.interrupted = True
            scope.cancel_all(token)
        elif isinstance(definition, CompensateEvent):
            compensation.throw(token, definition)
        elif isinstance(definition, CancelEvent):
            compensation.cancel_transaction(token)
        elif not propagation.throw(token, thrown) and isinstance(definition, ErrorEvent):
            scope.top.finish(InstanceState.FAILED, token)

    def leave(self, token: Token) -> None:
        history.outcome(token)
        super().leave(token)

    def select(self, token: Token) -> tuple[Flow, ...]:
        if self.link is None:
            return super().select(token)
        target = token.workflow.spec.links[self.link]
        return (Flow(f"{self.name}->{target}", target, None, False),)


class IntermediateThrowEvent(ThrowNode, library.IntermediateThrowEvent):
    """A throw in the flow."""

    def proceed(self, token: Token, chosen: tuple[Flow, ...]) -> None:
        if self.link is None:
            super().proceed(token, chosen)
            return
        for flow in chosen:  # a link is no sequence flow: none is recorded
            token._add_child(token.workflow.node(flow.target))


class EndEvent(ThrowNode, library.EndEvent):
    """The end of a path; the library's own reactions to it are not used."""
