"""The joins that look at the whole scope: inclusive and complex gateways (BPMN 2.0.2, clauses 13.4.3 and
13.4.5)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.bpmn.specs.mixins import BpmnSpecMixin

from engine.model.nodes import ComplexGateway as ComplexDefinition
from engine.run import history
from engine.run.expressions import condition
from engine.run.gateways import waiting_at
from engine.run.node import Flow, Node
from engine.run.token import WAITING, Token
from engine.run.variables import Level

if TYPE_CHECKING:
    from engine.run.changes import Measured
    from engine.run.scope import Scope

Reach = Mapping[str, frozenset[str]]


class Joining(Node):
    """A join whose answer depends on what can still reach it.

    `reach` says of each node of the scope to which incoming flows a token can get from there, without passing
    through this gateway.
    """

    reach: Reach = MappingProxyType({})

    def know(self, reach: Reach) -> None:
        """Gives the gateway its reachability, while the specs are built."""
        self.reach = reach

    @abstractmethod
    def ready(self, scope: Scope) -> Token | None:
        """The waiting token that may go now, when nothing else is in motion."""

    def nobody_else(self, scope: Scope, empty: frozenset[str], full: frozenset[str]) -> bool:
        """Whether no token elsewhere can reach an empty flow, except those that can reach a full one as
        well."""
        for token in scope.tasks.values():
            if token.task_spec is self or token.armed or token is scope.task_tree:
                continue
            reached = self.reach.get(token.task_spec.name, frozenset())
            if reached & empty and not reached & full:
                return False
        return True


class InclusiveGateway(Joining, library.InclusiveGateway):
    """Goes on when nothing more can come; leaves by every flow whose condition holds."""

    def enter(self, token: Token) -> bool | None:
        if len(self.definition.incoming) > 1 and "via" in token.internal_data:
            token._state = WAITING
            return None
        history.started(token)
        return True

    def ready(self, scope: Scope) -> Token | None:
        waiting = waiting_at(scope, self)
        if not waiting:
            return None
        full = frozenset(token.internal_data["via"] for token in waiting)
        empty = frozenset(self.definition.incoming) - full
        return waiting[0] if not empty or self.nobody_else(scope, empty, full) else None

    def resume(self, token: Token, phase: str) -> bool | None:
        taken = {token.internal_data["via"]}
        for other in waiting_at(token.workflow, self):
            if other.internal_data["via"] not in taken:
                taken.add(other.internal_data["via"])
                token.workflow.discard(other)
        history.started(token)
        return True


class ComplexGateway(Joining, BpmnSpecMixin):
    """Fires when its activation condition holds, then waits until what is left has come, and starts afresh.

    The condition sees `activationCount` (tokens in all) and, by the id of each incoming flow, the tokens
    that came
    over it. Without a condition it waits for a token of each flow.
    """

    definition: ComplexDefinition

    def enter(self, token: Token) -> bool | None:
        if "via" not in token.internal_data or len(self.definition.incoming) == 1:
            history.started(token)
            return True
        scope = token.workflow
        if self.name in scope.extra.get("fired", {}):
            token._state = WAITING  # it came late: the second phase takes it away
            return None
        waiting = [*waiting_at(scope, self), token]
        counts = dict.fromkeys(self.definition.incoming, 0)
        for each in waiting:
            counts[each.internal_data["via"]] += 1
        if not self._activated(token, counts):
            token._state = WAITING
            return None
        history.started(token)
        token.internal_data["came"] = sorted(flow for flow, count in counts.items() if count)
        return True

    def _activated(self, token: Token, counts: dict[str, int]) -> bool:
        activation = self.definition.activation_condition
        if activation is None:
            return all(counts.values())
        seen = [{**counts, "activationCount": sum(counts.values())}]
        return condition(token, activation, "activation condition", extra=seen)

    def ready(self, scope: Scope) -> Token | None:
        fired = scope.extra.get("fired", {})
        if self.name not in fired:
            return None
        came = {token.internal_data["via"] for token in waiting_at(scope, self)}
        full = frozenset(came | set(fired[self.name]))
        empty = frozenset(self.definition.incoming) - full
        if empty and not self.nobody_else(scope, empty, full):
            return None
        token = scope.spawn(self, None, WAITING)
        token.internal_data["resets"] = True
        return token

    def resume(self, token: Token, phase: str) -> bool | None:
        """The second phase: late tokens go, and flows whose condition asks for it get one."""
        return True

    def select(self, token: Token) -> tuple[Flow, ...]:
        first = "resets" not in token.internal_data
        seen: list[Level] = [{"waitingForStart": first}]
        taken = tuple(
            flow
            for flow in self.flows
            if not flow.default
            and (first or _asks_for_phase(flow))
            and (flow.condition is None or self._holds_in(token, flow, seen))
        )
        return taken if taken or not first or not self.flows else self.default_flow(token)

    def _holds_in(self, token: Token, flow: Flow, seen: Sequence[Level]) -> bool:
        assert flow.condition is not None
        return condition(token, flow.condition, f"condition of flow {flow.id}", outer=True, extra=seen)

    def move(self, token: Token, chosen: tuple[Flow, ...], measures: Measured) -> None:
        scope = token.workflow
        if "came" in token.internal_data:
            for other in waiting_at(scope, self):
                scope.discard(other)
            scope.extra.setdefault("fired", {})[self.name] = token.internal_data["came"]
        if "resets" in token.internal_data:
            for late in waiting_at(scope, self):
                scope.discard(late)
            del scope.extra["fired"][self.name]
        super().move(token, chosen, measures)


def _asks_for_phase(flow: Flow) -> bool:
    return flow.condition is not None and "waitingForStart" in flow.condition.free_names
