"""Event subprocesses (BPMN 2.0.2, clause 10.3.5): armed while their scope is open, run when triggered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as library

from engine.feel import JsonValue
from engine.model.events import CompensateEvent, EventDefinition
from engine.model.nodes import StartEvent, SubProcess
from engine.run import history
from engine.run.boundary import Armed
from engine.run.catching import Payload, alternatives_of
from engine.run.subprocess import SubProcessNode
from engine.run.token import WAITING, Token
from engine.run.variables import write_local
from engine.run.waiting import WAITED_FOR, subscribe

if TYPE_CHECKING:
    from engine.run.scope import Scope
    from engine.run.specs import ScopeSpec


class EventSubProcess(Armed, SubProcessNode, library.EventSubprocess):
    """An event subprocess: its start event says what triggers it."""

    definition: SubProcess
    is_event_subprocess = True

    def __init__(self, scope_spec: ScopeSpec, definition: SubProcess) -> None:
        super().__init__(scope_spec, definition, subworkflow_spec=definition.scope.id)
        self.start_event = next(
            node for node in definition.scope.nodes.values() if isinstance(node, StartEvent)
        )
        self.alternatives = alternatives_of(self.start_event, self.start_event.definitions)
        self.parallel = self.start_event.parallel_multiple
        self.interrupting = self.start_event.interrupting
        self.lasts = definition.properties.after_end
        self.listens = any(isinstance(event, WAITED_FOR) for event in self.triggers)

    @property
    def triggers(self) -> tuple[EventDefinition, ...]:
        """The event definitions of its start event."""
        return self.start_event.definitions

    @property
    def compensates(self) -> bool:
        """Whether it is the compensation handler of its scope."""
        return any(isinstance(event, CompensateEvent) for event in self.triggers)

    def arm(self, scope: Scope) -> None:
        """Waits while the scope is open; errors and the like are looked up when thrown.

        :raises Fault: what it waits for cannot be evaluated.
        """
        if self.listens:
            token = scope.spawn(self, None, WAITING)
            scope.arm(token)
            subscribe(token, self.alternatives)

    def strike(self, token: Token, payload: Payload) -> None:
        self.trigger(token.workflow, payload)

    def trigger(self, scope: Scope, payload: Mapping[str, JsonValue]) -> Token:
        """Runs in the scope: beside what is there, or instead of it."""
        token = scope.spawn(self)
        token.internal_data["phase"] = "fired"
        token.internal_data["payload"] = dict(payload)
        if self.interrupting:
            scope.interrupted = True
            scope.cancel_all(token)
        return token

    def resume(self, token: Token, phase: str) -> bool | None:
        if phase not in ("fired", "again"):
            return super().resume(token, phase)
        history.started(token)
        history.taking_part(token)
        payload = token.internal_data.pop("payload", {})
        if not self.start_event.outputs:  # handlers that run beside each other keep their payloads apart
            for name, value in payload.items():
                write_local(token, (name,), value)
            payload = {}
        self.open(token, start_event=self.start_event.id, payload=payload)
        return None
