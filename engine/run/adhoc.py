"""Ad-hoc subprocesses (BPMN 2.0.2, clause 10.3.5): what is done in them is chosen while they run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.specs import defaults as library

from engine.feel import JsonValue
from engine.model.nodes import Activity as ActivityDefinition
from engine.model.nodes import AdHocSubProcess as AdHocDefinition
from engine.run.expressions import condition, evaluate, names_list, stored
from engine.run.faults import Fault, Refused
from engine.run.subprocess import SubProcessNode, begin
from engine.run.token import Token
from engine.run.variables import write

if TYPE_CHECKING:
    from engine.run.scope import Scope, SubInstance
    from engine.run.specs import ScopeSpec


class AdHocSubProcess(SubProcessNode, library.AdHocSubprocess):
    """An ad-hoc subprocess."""

    definition: AdHocDefinition

    def __init__(self, scope_spec: ScopeSpec, definition: AdHocDefinition) -> None:
        super().__init__(scope_spec, definition, subworkflow_spec=definition.scope.id)

    def open(
        self, token: Token, *, start_event: str | None = None, payload: Mapping[str, JsonValue] | None = None
    ) -> SubInstance:
        top = token.workflow.top
        scope = top.open_scope(
            token, token.workflow.frame.built.scopes[self.definition.scope.id], token.workflow.frame
        )
        if self.definition.output_collection is not None:
            scope.extra["out"] = []
        begin(scope)
        wanted = names_list(token, self.definition.active_elements, "active elements")
        if not set(wanted) <= set(self.choices()):
            unknown = ", ".join(sorted(set(wanted) - set(self.choices())))
            raise Fault("ad-hoc", f"the active elements of {self.name} name what it has not", unknown)
        if wanted:
            self.activate(scope, [(element_id, {}) for element_id in wanted])
        return scope

    def choices(self) -> tuple[str, ...]:
        """The activities inside that may be chosen: those that no flow leads to."""
        return tuple(
            node.id
            for node in self.definition.scope.nodes.values()
            if isinstance(node, ActivityDefinition)
            and not node.incoming
            and not node.is_for_compensation
            and not getattr(node, "triggered_by_event", False)
        )

    def activate(self, scope: Scope, chosen: list[tuple[str, Mapping[str, JsonValue]]]) -> None:
        """Starts the activities: all at once, or when sequential one after the other."""
        queue = [*scope.extra.get("pending", []), *((name, dict(given)) for name, given in chosen)]
        if self.definition.sequential:
            if not scope.open and queue:
                self._start(scope, *queue.pop(0))
            scope.extra["pending"] = queue
            return
        for name, given in queue:
            self._start(scope, name, given)

    def _start(self, scope: Scope, element_id: str, given: Mapping[str, JsonValue]) -> None:
        scope.extra["chosen"] = True
        token = scope.spawn(scope.node(element_id))
        if given:
            token.internal_data["vars"] = dict(given)

    def choose(self, scope: Scope, chosen: list[tuple[str, Mapping[str, JsonValue]]], complete: bool) -> None:
        """What a person chooses: more activities, or the end.

        :raises Refused: the subprocess has no such activity, is sequential and busy, or takes no more.
        """
        if scope.extra.get("done"):
            raise Refused("ending", f"{self.name} is complete and waits for what still runs in it")
        for element_id, _ in chosen:
            if element_id not in self.choices():
                raise Refused("unknown-activity", f"{self.name} has no activity {element_id!r} to choose")
        if chosen and self.definition.sequential and (scope.open or len(chosen) > 1):
            raise Refused("busy", f"{self.name} is sequential: one activity at a time")
        self.activate(scope, chosen)
        if complete:
            self._end(scope)

    def _end(self, scope: Scope, keep: Token | None = None) -> None:
        scope.extra["done"] = True
        scope.extra.pop("pending", None)
        if self.definition.cancel_remaining_instances:
            scope.cancel_all(*([] if keep is None else [keep]))
        if keep is None:
            scope.settle()

    def may_end(self, host: Token, scope: Scope) -> bool:
        if scope.extra.get("done"):
            return True
        if scope.extra.get("pending"):
            self.activate(scope, [])
            return False
        # Without a condition it is over when what was activated is; nothing activated yet: it waits for a
        # choice.
        return self.definition.completion_condition is None and bool(scope.extra.get("chosen"))

    def inner_leaving(self, host: Token, token: Token) -> None:
        """After each activity inside the completion condition is asked.

        :raises Fault: an output or the condition cannot be evaluated.
        """
        scope = token.workflow
        definition = self.definition
        output = None
        if definition.output_element is not None:
            output = stored(evaluate(token, definition.output_element, "output element"), "output element")
        over = definition.completion_condition is not None and condition(
            scope.task_tree, definition.completion_condition, "completion condition"
        )
        token.internal_data["ad_hoc"] = (output, over)

    def inner_left(self, host: Token, token: Token) -> None:
        """The activity inside has left."""
        scope = token.workflow
        output, over = token.internal_data["ad_hoc"]
        if self.definition.output_collection is not None:
            scope.extra["out"].append(output)
        if over:
            self._end(scope, keep=token)

    def leave(self, token: Token) -> None:
        scope = token.workflow.top.inside(token)
        if scope is not None and self.definition.output_collection is not None:
            write(token, (self.definition.output_collection,), scope.extra["out"], outer=True)
        super().leave(token)
