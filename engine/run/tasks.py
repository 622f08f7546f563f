"""Tasks of all types (BPMN 2.0.2, clause 10.3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as library
from SpiffWorkflow.bpmn.specs.event_definitions import NoneEventDefinition

from engine.feel import Value
from engine.model import nodes as definitions
from engine.model.extensions import Assignment
from engine.model.manifest import INTEGRATOR
from engine.run import documents, history, jobs, propagation
from engine.run.activity import Activity
from engine.run.catching import Waiting, alternatives_of
from engine.run.changes import DecisionMade, TaskCreated
from engine.run.dates import keep_due
from engine.run.expressions import (
    environment,
    evaluate,
    names_list,
    process_context,
    referring,
    required_text,
    stored,
    text,
    whole_number,
)
from engine.run.faults import Fault
from engine.run.holding import waits
from engine.run.mapping import inputs_of, map_inputs
from engine.run.moments import due
from engine.run.token import Token
from engine.run.variables import Names, levels

if TYPE_CHECKING:
    from engine.run.specs import ScopeSpec

DEFAULT_PRIORITY = 50
HIGHEST_PRIORITY = 100


class PassingTask(Activity, library.NoneTask):
    """A task without a type: recorded, nothing to do."""

    waits = False


class ManualTask(Activity, library.ManualTask):
    """Work outside any system: recorded, nothing to do."""

    waits = False


def _candidate_groups(token: Token, assignment: Assignment) -> tuple[str, ...]:
    """Models of other tools often say nothing of who does a task: integrators do those."""
    said = (assignment.assignee, assignment.candidate_groups, assignment.candidate_users)
    if all(each is None for each in said):
        return (INTEGRATOR,)
    return names_list(token, assignment.candidate_groups, "candidate groups")


class UserTask(Activity, library.UserTask):
    """A person's work."""

    definition: definitions.UserTask

    def execute(self, token: Token) -> bool | None:
        definition, scope = self.definition, token.workflow
        due_at, reason = due(token, definition.due_date, "due date")
        follow_up_at, _ = due(token, definition.follow_up_date, "follow-up date")
        priority = whole_number(token, definition.priority, "priority", DEFAULT_PRIORITY)
        if not 0 <= priority <= HIGHEST_PRIORITY:
            raise Fault(
                "expression", f"the priority at {self.name} must lie between 0 and {HIGHEST_PRIORITY}"
            )
        form, assignment = definition.form, definition.assignment
        change = TaskCreated(
            element=token.id,
            instance=scope.frame.number,
            element_id=definition.id,
            name=definition.name or definition.id,
            assignee=text(token, assignment.assignee, "assignee"),
            candidate_groups=_candidate_groups(token, assignment),
            candidate_users=names_list(token, assignment.candidate_users, "candidate users"),
            due_at=due_at,
            due_reason=reason,
            follow_up_at=follow_up_at,
            priority=priority,
            form_id=None if form is None else required_text(token, form.id, "form"),
            form_definition_id=None,
            form_binding="latest" if form is None else form.binding.value,
            form_version_tag=None if form is None else form.version_tag,
            different_from=definition.properties.different_from,
            stage=definition.properties.stage,
            continues=not waits(token),
        )
        token.internal_data["wait"] = jobs.TASK
        scope.top.emit(change)
        if definition.properties.reckon_again:
            keep_due(token, due_at)
            scope.top.watch(token)
        return None


class ServiceTask(Activity, library.ServiceTask):
    """A job worker's work."""

    definition: definitions.ServiceTask

    def execute(self, token: Token) -> bool | None:
        if documents.makes_document(self.definition.job):
            return documents.make(token)
        jobs.create(token, self.definition.job)
        return None


class SendTask(Activity, library.SendTask):
    """Sends a message: by a job, or within the house."""

    definition: definitions.SendTask

    def __init__(self, scope_spec: ScopeSpec, definition: definitions.SendTask) -> None:
        super().__init__(scope_spec, definition, event_definition=NoneEventDefinition())
        self.waits = definition.job is not None

    def execute(self, token: Token) -> bool | None:
        if self.definition.job is not None:
            if documents.makes_document(self.definition.job):
                return documents.make(token)
            jobs.create(token, self.definition.job)
            return None
        if self.definition.message is not None:
            thrown = propagation.evaluated(token, self.definition.message, inputs_of(token))
            propagation.throw(token, thrown)
        return True


class ReceiveTask(Waiting, Activity, library.ReceiveTask):
    """Waits for a message."""

    definition: definitions.ReceiveTask

    def __init__(self, scope_spec: ScopeSpec, definition: definitions.ReceiveTask) -> None:
        super().__init__(scope_spec, definition, event_definition=NoneEventDefinition())
        self.alternatives = alternatives_of(definition, (definition.message,))
        self.parallel = False

    def execute(self, token: Token) -> bool | None:
        self.wait(token)
        return None

    def resume(self, token: Token, phase: str) -> bool | None:
        if phase != "fired":
            return super().resume(token, phase)
        history.started(token)
        map_inputs(token)
        history.taking_part(token)
        return True


class ResultTask(Activity):
    """A task whose work is done within its step and gives a value."""

    waits = False

    def take_result(self, token: Token, value: Value, variable: str | None, what: str) -> bool:
        """Keeps the value under its variable, or the entries of a context as variables.

        :raises Fault: it has no variable and is no context.
        """
        result = stored(value, what)
        if variable is not None:
            token.internal_data["result"] = {variable: result}
        elif isinstance(result, dict):
            token.internal_data["result"] = result
        else:
            raise Fault("result", f"the {what} of {self.name} must be a context, or name a result variable")
        return True


class ScriptTask(ResultTask, library.ScriptTask):
    """Evaluates FEEL, or is a job."""

    definition: definitions.ScriptTask

    def __init__(self, scope_spec: ScopeSpec, definition: definitions.ScriptTask) -> None:
        source = "" if definition.script is None else definition.script.source
        super().__init__(scope_spec, definition, script=source)
        self.waits = definition.job is not None

    def execute(self, token: Token) -> bool | None:
        definition = self.definition
        if definition.job is not None:
            jobs.create(token, definition.job)
            return None
        assert definition.script is not None
        value = evaluate(token, definition.script, "script")
        return self.take_result(token, value, definition.result_variable, "script")


class BusinessRuleTask(ResultTask, library.ServiceTask):
    """Evaluates a decision, or is a job."""

    definition: definitions.BusinessRuleTask

    def __init__(self, scope_spec: ScopeSpec, definition: definitions.BusinessRuleTask) -> None:
        super().__init__(scope_spec, definition)
        self.waits = definition.job is not None

    def execute(self, token: Token) -> bool | None:
        definition, scope = self.definition, token.workflow
        if definition.job is not None:
            jobs.create(token, definition.job)
            return None
        reference = definition.decision
        assert reference is not None
        decision_id = required_text(token, reference.id, "decision")
        with referring(token, reference.id, "decision"):
            decided = scope.top.outside.decide(
                decision_id,
                reference.binding,
                reference.version_tag,
                scope.frame.deployed,
                Names(levels(token), scope, process_context),
                environment(scope, definition.properties),
            )
        scope.top.emit(
            DecisionMade(
                element=token.id,
                instance=scope.frame.number,
                definition_id=decided.definition_id,
                decision_id=decision_id,
                matched=decided.matched,
            )
        )
        return self.take_result(token, decided.value, definition.result_variable, "decision")
