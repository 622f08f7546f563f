"""Embedded subprocesses, transactions and call activities: activities with a scope inside (BPMN 2.0.2,
10.3.5)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as library

from engine.feel import JsonValue
from engine.model.nodes import CallActivity as CallDefinition
from engine.model.nodes import SubProcess as SubProcessDefinition
from engine.run import compensation, history
from engine.run.activity import Activity
from engine.run.changes import InstanceState
from engine.run.expressions import evaluate, referring, required_text, text
from engine.run.faults import Fault
from engine.run.mapping import inputs_of
from engine.run.token import Token
from engine.run.variables import visible

if TYPE_CHECKING:
    from engine.run.scope import Scope, SubInstance
    from engine.run.specs import ScopeSpec


class Hosting(Activity):
    """An activity that is over when the scope inside it is."""

    def resume(self, token: Token, phase: str) -> bool | None:
        if phase == "restore":
            compensation.restore(token)
            return None
        return super().resume(token, phase)

    def scope_ended(self, host: Token, scope: Scope, last: Token | None) -> None:
        host.again("leave")


class SubProcessNode(Hosting):
    """An embedded subprocess."""

    definition: SubProcessDefinition

    @property
    def inner_scope(self) -> str:
        """The id of the scope inside."""
        return self.definition.scope.id

    def execute(self, token: Token) -> bool | None:
        self.open(token)
        return None

    def begin_empty(self, token: Token) -> None:
        """Begins without starting anything inside: somebody else will.

        :raises Fault: an input, or an event subprocess inside, cannot be evaluated.
        """
        self.announce(token)
        spec = token.workflow.frame.built.scopes[self.definition.scope.id]
        declare(token.workflow.top.open_scope(token, spec, token.workflow.frame))

    def open(
        self,
        token: Token,
        *,
        start_event: str | None = None,
        payload: Mapping[str, JsonValue] | None = None,
    ) -> SubInstance:
        """Opens the scope inside.

        :raises Fault: an event subprocess in it cannot be armed.
        """
        spec = token.workflow.frame.built.scopes[self.definition.scope.id]
        scope = token.workflow.top.open_scope(token, spec, token.workflow.frame)
        begin(scope, start_event=start_event, payload=payload)
        return scope


def declare(scope: Scope) -> None:
    """Declares the variables of a scope and arms its event subprocesses.

    :raises Fault: one cannot be armed.
    """
    for name in scope.spec.declared:
        scope.data.setdefault(name, None)
    for event_subprocess in scope.spec.event_subprocesses:
        event_subprocess.arm(scope)


def begin(
    scope: Scope, *, start_event: str | None = None, payload: Mapping[str, JsonValue] | None = None
) -> None:
    """Starts a scope.

    :param start_event: the start event to begin at, with the payload of what triggered it; None: all that
    stand
        at the beginning.
    :raises Fault: an event subprocess cannot be armed.
    """
    declare(scope)
    if start_event is not None:
        scope.spawn(scope.node(start_event)).fire(dict(payload or {}))
        return
    for node in scope.spec.beginnings:
        scope.spawn(node)
    scope.settle()


class SubProcess(SubProcessNode, library.SubWorkflowTask):
    """An embedded subprocess in the flow."""

    def __init__(self, scope_spec: ScopeSpec, definition: SubProcessDefinition) -> None:
        super().__init__(scope_spec, definition, subworkflow_spec=definition.scope.id)


class Transaction(SubProcessNode, library.TransactionSubprocess):
    """A subprocess that a cancel end event undoes."""

    is_transaction = True

    def __init__(self, scope_spec: ScopeSpec, definition: SubProcessDefinition) -> None:
        super().__init__(scope_spec, definition, subworkflow_spec=definition.scope.id)

    def scope_ended(self, host: Token, scope: Scope, last: Token | None) -> None:
        if not compensation.left_by_cancel(host, scope):
            host.again("leave")


class CallActivity(Hosting, library.CallActivity):
    """Another process, as a child instance with variables of its own."""

    definition: CallDefinition
    isolates = True

    def __init__(self, scope_spec: ScopeSpec, definition: CallDefinition) -> None:
        super().__init__(scope_spec, definition, subworkflow_spec=definition.id)

    def execute(self, token: Token) -> bool | None:
        caller, top = token.workflow.frame, token.workflow.top
        called = self.definition.called
        process_id = required_text(token, called.id, "called process")
        with referring(token, called.id, "called process"):
            deployed = top.outside.process(process_id, called.binding, called.version_tag, caller.deployed)
        key = text(token, self.definition.business_id, "business id")
        facts = dataclasses.replace(
            caller.facts, business_key=key, started_at=top.now, initiator=caller.facts.initiator
        )
        inputs = inputs_of(token)
        own = {name: value for name, value in token.locals.items() if name not in inputs}
        token.internal_data["vars"] = visible(token) if self._takes_all() else inputs
        if own:
            token.internal_data["own"] = own
        frame = top.frame_for(deployed, facts, token.id)
        scope = top.open_scope(token, frame.built.spec, frame)
        regime = deployed.process.properties.regime
        if regime is not None:
            value = evaluate(scope.task_tree, regime, "regime")
            if not isinstance(value, str):
                raise Fault("expression", f"the regime of process {deployed.process.id} must be a text")
            frame.facts = dataclasses.replace(facts, regime=value)
        history.instance_started(scope)
        begin(scope)
        return None

    def _takes_all(self) -> bool:
        return self.definition.propagate_all_parent_variables

    def scope_ended(self, host: Token, scope: Scope, last: Token | None) -> None:
        history.instance_ended(scope, InstanceState.COMPLETED, history.end_event(last))
        if not self.definition.outputs and self.definition.propagate_all_child_variables:
            host.internal_data["result"] = {**scope.data}
        host.again("leave")

    def cancelled(self, token: Token) -> None:
        scope = token.workflow.top.inside(token)
        running = scope is not None and not scope.completed
        token.workflow.top.close_scope(token)
        if scope is not None and running:
            history.instance_ended(scope, InstanceState.CANCELLED, None)
        super().cancelled(token)
