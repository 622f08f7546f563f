"""Boundary events (BPMN 2.0.2, clause 10.5.4): an armed one is a child token of its activity."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.bpmn.specs.event_definitions import NoneEventDefinition

from engine.feel import JsonValue
from engine.model.nodes import BoundaryEvent as BoundaryDefinition
from engine.run import history
from engine.run.catching import EventNode, Payload, Waiting, alternatives_of
from engine.run.changes import TimerEnded
from engine.run.token import WAITING, Token
from engine.run.waiting import TIMER, WAITED_FOR, is_cycle, next_occurrence, subscribe

if TYPE_CHECKING:
    from engine.run.specs import ScopeSpec


def still_waits(token: Token) -> bool:
    """Whether an armed token has anything left to wait for."""
    return any(sub is not None for sub in token.internal_data.get("subs", ()))


class Armed(Waiting):
    """A catch that is armed while a scope or activity is active, and spawns a token when it fires."""

    interrupting: bool

    @abstractmethod
    def strike(self, token: Token, payload: Payload) -> None:
        """What firing does."""

    def fired(self, token: Token, place: int, payload: Payload) -> None:
        if self.interrupting:
            self.strike(token, payload)
            return
        repeats = not self.parallel and is_cycle(token, place)
        times = next_occurrence(token, place, self.alternatives[place]) if repeats else 1
        for _ in range(times):
            self.strike(token, payload)
        if token.alive:
            self._stay(token, place)

    def _stay(self, token: Token, place: int) -> None:
        """A message, signal or condition may come again; a date or a spent cycle does not."""
        subs = token.internal_data["subs"]
        if self.parallel:
            history.wait_ended(token)
            subscribe(token, self.alternatives)
            return
        sub = subs[place]
        if sub is not None and sub[0] == TIMER and sub[2] is None:
            subs[place] = sub = None
        if sub is None:
            self._place_over(token, place)

    def _place_over(self, token: Token, place: int) -> None:
        if still_waits(token):
            token.workflow.top.emit(TimerEnded(element=token.id, alternative=place))
        else:
            token.cancel()


class BoundaryEvent(EventNode, Armed, library.BoundaryEvent):
    """An event on the border of an activity."""

    definition: BoundaryDefinition

    def __init__(self, scope_spec: ScopeSpec, definition: BoundaryDefinition) -> None:
        super().__init__(
            scope_spec,
            definition,
            event_definition=NoneEventDefinition(),
            cancel_activity=definition.interrupting,
        )
        self.alternatives = alternatives_of(definition, definition.definitions)
        self.parallel = definition.parallel_multiple
        self.interrupting = definition.interrupting
        self.listens = any(isinstance(event, WAITED_FOR) for event in definition.definitions)

    def arm(self, host: Token) -> None:
        """Waits on the border of the host; errors and the like are looked up when thrown.

        :raises Fault: what it waits for cannot be evaluated.
        """
        if self.listens:
            token = host.workflow.spawn(self, host, WAITING)
            host.workflow.arm(token)
            subscribe(token, self.alternatives)

    def strike(self, token: Token, payload: Payload) -> None:
        host = token.parent
        assert isinstance(host, Token)
        self.trigger(host, payload)

    def trigger(self, host: Token, payload: Mapping[str, JsonValue]) -> None:
        """Goes its own way beside its host, or instead of it."""
        scope = host.workflow
        token = scope.spawn(self, host.parent)
        token.fire(dict(payload))
        if self.interrupting:
            host.cancel()

    def resume(self, token: Token, phase: str) -> bool | None:
        history.started(token)
        return True
