"""A flow node as the library's task spec: what all of them share, and how a token moves on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.mixins import BpmnSpecMixin

from engine.feel import Expression
from engine.model.nodes import Activity as ActivityDefinition
from engine.model.nodes import EndEvent, FlowNode, Gateway
from engine.run import history
from engine.run.changes import ElementState, FlowTaken, Measured
from engine.run.expressions import condition
from engine.run.faults import Fault
from engine.run.host import Actor
from engine.run.token import FUTURE, Token

if TYPE_CHECKING:
    from engine.run.scope import Scope
    from engine.run.specs import ScopeSpec


@dataclass(frozen=True, slots=True)
class Flow:
    """A way on: `target` is the id of the next node of the scope."""

    id: str
    target: str
    condition: Expression | None
    default: bool


class Node(BpmnSpecMixin):
    """A flow node.

    The library drives it: :meth:`_run_hook` on a step, :meth:`_on_complete_hook` when the token completes,
    :meth:`_on_cancel` when it is cancelled. A kind of node overrides `execute` (its work), `resume` (later
    steps),
    `leave` and `cancelled`. Nothing here is written to once the specs are frozen.
    """

    definition: FlowNode
    flows: tuple[Flow, ...]
    compensator: str | None = None
    is_event_subprocess = False
    is_transaction = False
    lasts = False
    """Once armed in the root instance it waits for as long as that is kept."""
    isolates = False
    """Its locals are those of the process that it calls, and of nobody else."""

    def __init__(self, scope_spec: ScopeSpec, definition: FlowNode, **arguments: Any) -> None:
        self.definition = definition
        self.flows = ()
        self.element_type = element_type(definition)
        self.is_end_event = isinstance(definition, EndEvent)
        super().__init__(scope_spec, definition.id, **arguments)
        self.bpmn_name = definition.name
        self.documentation = definition.documentation

    def __setattr__(self, name: str, value: object) -> None:
        if self.__dict__.get("frozen"):
            raise AttributeError(f"the spec of {self.name} is shared and frozen")
        super().__setattr__(name, value)

    def attach(self, flows: tuple[Flow, ...]) -> None:
        """Gives the node its ways on, while the specs are built."""
        self.flows = flows

    # --- what the library calls -------------------------------------------------------------------------

    def test(self) -> None:
        """Models are checked at deploy, not at each step."""

    def _predict(self, my_task: Token, *_: object, **__: object) -> None:
        """Tokens exist where work is; nothing is predicted."""

    def _update_hook(self, my_task: Token) -> bool:
        return True

    def _on_ready(self, my_task: Token) -> None:
        """Work begins when the step loop takes the token out of its queue."""

    def _run_hook(self, my_task: Token) -> bool | None:
        phase = my_task.internal_data.pop("phase", None)
        return self.enter(my_task) if phase is None else self.resume(my_task, phase)

    def _on_complete_hook(self, my_task: Token) -> None:
        self.leave(my_task)

    def _on_cancel(self, my_task: Token) -> None:
        self.cancelled(my_task)

    # --- what kinds of nodes override -------------------------------------------------------------------

    def enter(self, token: Token) -> bool | None:
        """The token arrived: True completes it, None leaves it waiting or started."""
        history.started(token)
        return self.execute(token)

    def execute(self, token: Token) -> bool | None:
        """The element's own work."""
        return True

    def resume(self, token: Token, phase: str) -> bool | None:
        """A later step; `leave` completes the element, `again` repeats its work."""
        return self.execute(token) if phase == "again" else True

    def leave(self, token: Token) -> None:
        """Everything that may fail first; then the token ends and its successors begin."""
        chosen = self.select(token)
        found = history.measures(token, self.definition.properties)
        self.close(token, not chosen)
        self.move(token, chosen, found)

    def close(self, token: Token, last: bool) -> None:
        """Before the last token of a process leaves, what the process declares for its end is evaluated."""
        scope = token.workflow
        if last and scope.open == 1 and scope.is_process and "ended" not in scope.extra:
            scope.closing = history.closing(token)

    def move(self, token: Token, chosen: tuple[Flow, ...], measures: Measured) -> None:
        """The token ends and one goes over each chosen flow. Nothing in here fails."""
        history.wait_ended(token)
        history.ended(token, ElementState.COMPLETED, actor=performer(token), measures=measures)
        self.proceed(token, chosen)

    def proceed(self, token: Token, chosen: tuple[Flow, ...]) -> None:
        """One token over each chosen flow."""
        scope = token.workflow
        for flow in chosen:
            scope.top.emit(FlowTaken(instance=scope.frame.number, flow_id=flow.id))
            child = token._add_child(scope.node(flow.target), FUTURE)
            child.internal_data["via"] = flow.id

    def select(self, token: Token) -> tuple[Flow, ...]:
        """The flows that are taken: the unconditional ones and those whose condition holds, else the default.

        :raises Fault: there are flows, and none may be taken.
        """
        taken = tuple(
            flow
            for flow in self.flows
            if not flow.default and (flow.condition is None or self.holds(token, flow))
        )
        if taken or not self.flows:
            return taken
        return self.default_flow(token)

    def default_flow(self, token: Token) -> tuple[Flow, ...]:
        """The default flow.

        :raises Fault: there is none.
        """
        default = tuple(flow for flow in self.flows if flow.default)
        if not default:
            raise Fault(
                "no-flow",
                f"no condition of the flows out of {self.name} holds, and none of them is the default",
            )
        return default

    def holds(self, token: Token, flow: Flow) -> bool:
        """Whether the condition of the flow is true.

        :raises Fault: it is not boolean.
        """
        assert flow.condition is not None
        return condition(token, flow.condition, f"condition of flow {flow.id}", outer=True)

    def cancelled(self, token: Token) -> None:
        """The token was cancelled; what is below it is gone already."""
        history.incident_ended(token)
        history.wait_ended(token)
        if not token.armed:
            history.ended(token, ElementState.TERMINATED)

    # --- as the host of a scope ---------------------------------------------------------------------------

    def may_end(self, host: Token, scope: Scope) -> bool:
        """Whether the scope inside ends when no token is left in it."""
        return True

    def scope_ended(self, host: Token, scope: Scope, last: Token | None) -> None:
        """The scope inside has ended."""
        host.again("leave")

    def inner_leaving(self, host: Token, token: Token) -> None:
        """An activity directly inside is about to leave; here it may still fail."""

    def inner_left(self, host: Token, token: Token) -> None:
        """An activity directly inside has left."""


class Root(Node):
    """The root of a scope's task tree: the parent of all its tokens, never run itself."""

    def __init__(self, scope_spec: ScopeSpec, definition: FlowNode, name: str) -> None:
        self.definition = definition
        self.flows = ()
        self.element_type = "root"
        self.is_end_event = False
        BpmnSpecMixin.__init__(self, scope_spec, name)


def element_type(definition: FlowNode) -> str:
    """The BPMN name of the node, in lower camel case."""
    name = type(definition).__name__
    if isinstance(definition, ActivityDefinition | Gateway) and name == "AbstractTask":
        return "task"
    return name[0].lower() + name[1:]


def performer(token: Token) -> Actor | None:
    """Who completed the element, if a person did."""
    by = token.internal_data.get("by")
    return None if by is None else Actor(by[0], by[1])
