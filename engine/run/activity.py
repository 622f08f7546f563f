"""What all activities share: quantities, boundary events, repetition, results (BPMN 2.0.2, clause 13.3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.model.nodes import Activity as ActivityDefinition
from engine.run import compensation, history, loops
from engine.run.changes import NOTHING_MEASURED, ElementState, Measured
from engine.run.mapping import absorb, map_inputs
from engine.run.node import Flow, Node, performer
from engine.run.token import WAITING, Token

if TYPE_CHECKING:
    from engine.run.boundary import BoundaryEvent
    from engine.run.specs import ScopeSpec


class Activity(Node):
    """An activity.

    The token of a repeated activity is its body: it holds boundary events and counters, and the
    repetitions are
    its children, tokens of the same spec with an ``idx``.
    """

    definition: ActivityDefinition
    waits = True
    """Whether the work takes longer than its step, so that boundary events can happen to it."""

    def __init__(self, scope_spec: ScopeSpec, definition: ActivityDefinition, **arguments: Any) -> None:
        super().__init__(scope_spec, definition, **arguments)
        self.boundaries: tuple[BoundaryEvent, ...] = ()
        self.compensator: str | None = None

    def attach_boundaries(self, boundaries: tuple[BoundaryEvent, ...], compensator: str | None) -> None:
        """Gives the activity its boundary events and compensation handler, while the specs are built."""
        self.boundaries = boundaries
        self.compensator = compensator

    # --- arriving -----------------------------------------------------------------------------------------

    def enter(self, token: Token) -> bool | None:
        if not self._quantity_reached(token):
            return None
        if self.definition.loop is not None and "idx" not in token.internal_data:
            history.started(token, loops.body_type(self.definition.loop))
            self._arm(token)
            return loops.open_body(token, self.definition.loop)
        return self.begin(token)

    def begin(self, token: Token) -> bool | None:
        """One execution of the work."""
        self.announce(token)
        return self.execute(token)

    def announce(self, token: Token) -> None:
        """History, inputs, stage and participants, boundary events.

        :raises Fault: one of them cannot be evaluated.
        """
        history.started(token)
        map_inputs(token)
        history.taking_part(token)
        if "idx" not in token.internal_data:
            self._arm(token)

    def _arm(self, token: Token) -> None:
        if self.waits:
            for boundary in self.boundaries:
                boundary.arm(token)

    def _quantity_reached(self, token: Token) -> bool:
        if self.definition.start_quantity == 1 or "idx" in token.internal_data:
            return True
        scope = token.workflow
        waiting = [other for other in scope.tasks.values() if "queued" in other.internal_data]
        mine = [other for other in waiting if other.task_spec is self]
        if len(mine) + 1 < self.definition.start_quantity:
            token.internal_data["queued"] = True
            token._state = WAITING
            return False
        for other in mine:
            scope.discard(other)
        return True

    def resume(self, token: Token, phase: str) -> bool | None:
        if phase == "next":
            loops.next_pass(token)
            return None
        if phase == "again" and "loop" in token.internal_data and "idx" not in token.internal_data:
            return loops.open_body(token, self.definition.loop)
        return super().resume(token, phase)

    # --- leaving ------------------------------------------------------------------------------------------

    def leave(self, token: Token) -> None:
        if "idx" in token.internal_data:
            loops.leave_repetition(token)
            return
        if "loop" in token.internal_data:
            loops.gather_outputs(token)
            found = NOTHING_MEASURED
        else:
            absorb(token)
            found = history.measures(token, self.definition.properties)
        regime = history.regime(token, self.definition.properties)
        chosen = () if "undoes" in token.internal_data else self.select(token)
        host = token.workflow.host
        if host is not None:
            host.task_spec.inner_leaving(host, token)
        self.close(token, not chosen)
        history.regime_changed(token, regime)
        self.move(token, chosen, found)

    def move(self, token: Token, chosen: tuple[Flow, ...], measures: Measured) -> None:
        self.end_repetition(token, measures)
        if "undoes" in token.internal_data:
            compensation.undone(token)
            return
        self.proceed(token, chosen)
        host = token.workflow.host
        if host is not None:
            host.task_spec.inner_left(host, token)

    def end_repetition(self, token: Token, measures: Measured) -> None:
        """The token's work is over: boundary events go, history and compensation are told. Nothing fails
        here."""
        for child in token.offspring():
            child.cancel()
        actor = performer(token)
        if actor is not None:
            token.workflow.frame.performers[self.name] = actor
        if "loop" not in token.internal_data:
            compensation.record(token)
        history.wait_ended(token)
        history.ended(token, ElementState.COMPLETED, actor=actor, measures=measures)
        token.workflow.top.close_scope(token)

    def proceed(self, token: Token, chosen: tuple[Flow, ...]) -> None:
        for _ in range(self.definition.completion_quantity):
            super().proceed(token, chosen)

    def cancelled(self, token: Token) -> None:
        token.workflow.top.close_scope(token)
        super().cancelled(token)
        if "undoes" in token.internal_data:
            compensation.undone(token)  # an interrupted handler is over as well


def body_of(token: Token) -> Token:
    """The token that holds the boundary events of the activity: the body of a repetition, else itself."""
    if "idx" in token.internal_data:
        parent = token.parent
        assert isinstance(parent, Token)
        return parent
    return token
