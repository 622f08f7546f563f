"""Gateways that decide or divide, and the parallel join (BPMN 2.0.2, clause 13.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as library

from engine.run import history
from engine.run.node import Flow, Node
from engine.run.token import WAITING, Token

if TYPE_CHECKING:
    from engine.run.scope import Scope


class ExclusiveGateway(Node, library.ExclusiveGateway):
    """The first flow whose condition holds, else the default; tokens that arrive pass one by one."""

    def select(self, token: Token) -> tuple[Flow, ...]:
        for flow in self.flows:
            if not flow.default and (flow.condition is None or self.holds(token, flow)):
                return (flow,)
        return self.default_flow(token) if self.flows else ()


class ParallelGateway(Node, library.ParallelGateway):
    """One token of each flow in, one over each flow out; tokens in excess wait for their turn."""

    def enter(self, token: Token) -> bool | None:
        incoming = self.definition.incoming
        if len(incoming) > 1 and "via" in token.internal_data:
            others = self._partners(token, incoming)
            if others is None:
                token._state = WAITING
                return None
            for other in others:
                token.workflow.discard(other)
        history.started(token)
        return True

    def _partners(self, token: Token, incoming: tuple[str, ...]) -> list[Token] | None:
        by_flow: dict[str, Token] = {}
        for other in waiting_at(token.workflow, self):
            by_flow.setdefault(other.internal_data["via"], other)
        missing = [flow for flow in incoming if flow != token.internal_data["via"]]
        return [by_flow[flow] for flow in missing] if all(flow in by_flow for flow in missing) else None

    def select(self, token: Token) -> tuple[Flow, ...]:
        return self.flows


def waiting_at(scope: Scope, node: Node) -> list[Token]:
    """The tokens that wait at a join, oldest first."""
    found = [token for token in scope.tasks.values() if token.task_spec is node and token._state == WAITING]
    return sorted(found, key=lambda token: token.id)
