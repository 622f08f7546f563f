"""Scopes: the root instance, and the inside of each subprocess and called process, as the library's
workflows."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from engine.feel import Environment, JsonValue
from engine.model.origin import UNKNOWN, Origins
from engine.run import history
from engine.run.changes import Change, InstanceReopened, InstanceState, VariableWritten
from engine.run.host import Actor, DeployedProcess, Host, InstanceFacts
from engine.run.kept import Extra, Internal, Record, Variables
from engine.run.script import REFUSE_SCRIPTS
from engine.run.specs import BuiltProcess, ScopeSpec, built
from engine.run.token import FUTURE, READY, STARTED, Token
from engine.run.waiting import CONDITION

if TYPE_CHECKING:
    from engine.run.node import Node

ROOT = 0
"""The number of the root instance."""


@dataclass(slots=True)
class ProcessFrame:
    """What belongs to one process instance: its definition, facts, and who completed what."""

    deployed: DeployedProcess
    built: BuiltProcess
    facts: InstanceFacts
    number: int
    performers: dict[str, Actor] = field(default_factory=dict)
    environments: dict[tuple[str | None, str | None], Environment] = field(default_factory=dict)
    """Of one command only: time may have moved on by the next; never stored."""
    command: int = -1
    """The command that the environments are of."""


class Scope:
    """What the inside of the root instance, a subprocess and a called process have in common.

    `data` holds the variables of the scope; `log` what can be compensated, oldest first; `open` counts the
    tokens
    that keep the scope from ending; `interrupted` says that an event subprocess took over.
    """

    spec: ScopeSpec
    data: Variables
    tasks: dict[int, Token]
    task_tree: Token
    completed: bool
    top: RootInstance
    host: Token | None
    frame: ProcessFrame
    log: list[Record]
    open: int
    interrupted: bool
    closing: history.Closing
    extra: Extra

    def _prepare(self, top: RootInstance, host: Token | None, frame: ProcessFrame) -> None:
        self.top = top
        self.host = host
        self.frame = frame
        self.log = []
        self.open = 0
        self.interrupted = False
        self.closing = history.NOTHING
        self.extra = {}
        self.task_tree = Token(self, self.spec.start, None, STARTED, -1)
        if self.spec.joins:
            top.joining[self.number] = self

    @property
    def number(self) -> int:
        """The number by which variables of this scope are known."""
        return ROOT if self.host is None else self.host.id

    @property
    def is_process(self) -> bool:
        """Whether this is a whole process, not a subprocess inside one."""
        return self.frame.number == self.number

    def node(self, element_id: str) -> Node:
        """The spec of a flow node of this scope."""
        found: Node = self.spec.task_specs[element_id]
        return found

    def spawn(self, spec: Node, parent: Token | None = None, state: int = READY) -> Token:
        """A new token below `parent`, or directly in the scope."""
        top = self.top
        top.last += 1
        token = Token(self, spec, parent or self.task_tree, FUTURE, top.last)
        top.tokens[token.id] = token
        top.spawned.append(token)
        self.open += 1
        if state != FUTURE:
            token._set_state(state)
        return token

    def arm(self, token: Token) -> None:
        """Makes the token one that waits for an event without keeping its scope from ending."""
        token.internal_data["armed"] = True
        self.open -= 1

    def discard(self, token: Token) -> None:
        """Takes the token out of the tree; what is below it moves up."""
        parent = self.tasks[token._parent]  # type: ignore[index]
        siblings = parent._children
        siblings.remove(token.id)
        for number in token._children:
            self.tasks[number]._parent = parent.id
        siblings.extend(token._children)
        del self.tasks[token.id]
        top = self.top
        top.tokens.pop(token.id, None)
        top.stop_waiting(token)
        top.holding.pop(token.id, None)
        if "armed" not in token.internal_data:
            self.open -= 1

    def cancel_all(self, *keep: Token) -> None:
        """Cancels every token of the scope but these, and what waits beyond the end of the instance."""
        for token in self.task_tree.offspring():
            if token not in keep and not token.lasts:
                token.cancel()

    def _task_completed_notify(self, token: Token) -> None:
        # The library's hook after each completion; its own version walks the whole tree.
        self.discard(token)
        self.settle(token)

    def settle(self, last: Token | None = None) -> None:
        """Ends the scope when no token is left that keeps it open."""
        if self.open or self.completed:
            return
        if self.host is not None and not self.host.task_spec.may_end(self.host, self):
            return
        self.completed = True
        self.cancel_all()
        if self.host is None:
            self.top.finish(InstanceState.COMPLETED, last)
        else:
            self.host.task_spec.scope_ended(self.host, self, last)

    def is_completed(self) -> bool:
        """Whether the scope has ended."""
        return self.completed

    def update_waiting_tasks(self) -> None:
        """Events are delivered to the tokens that wait for them: nothing is polled."""


@dataclass(slots=True)
class Written:
    """One write of a variable, to undo it or to see whom it concerns."""

    variables: Variables
    name: str
    existed: bool
    before: JsonValue
    number: int
    origins: Origins


class RootInstance(Scope, BpmnWorkflow):
    """The root process instance, and the queue and indexes of all tokens in it and in what it calls."""

    def __init__(self, host: Host, frame: ProcessFrame) -> None:
        super().__init__(
            frame.built.spec, frame.built.scopes, script_engine=REFUSE_SCRIPTS, deserializing=True
        )
        self.outside = host
        self.state = InstanceState.ACTIVE
        self.last = 0
        self.ready: deque[Token] = deque()
        self.tokens: dict[int, Token] = {}
        self.waiting: dict[int, Token] = {}
        self.watching: dict[int, Token] = {}
        self.holding: dict[int, str] = {}
        self.held_on: set[str] = set()
        self.running: Token | None = None
        self.mark = 0
        self.kept = 0
        self.before: Internal = {}
        self.command = 0
        self.joining: dict[int, Scope] = {}
        self.changes: list[Change] = []
        self.written: list[Written] = []
        self.origins: dict[int, dict[str, Origins]] = {}
        self.spawned: list[Token] = []
        self.opened: list[SubInstance] = []
        self._prepare(self, None, frame)

    @property
    def now(self) -> datetime:
        """Business time of the command."""
        return self.outside.now

    def wait(self, token: Token) -> None:
        """Keeps a token that waits for events where events find it."""
        self.waiting[token.id] = token
        conditional = any(sub is not None and sub[0] == CONDITION for sub in token.internal_data["subs"])
        if conditional or any(alternative.follows_data for alternative in token.task_spec.alternatives):
            self.watch(token)

    def watch(self, token: Token) -> None:
        """Keeps a token that is looked at again when variables are written: for a condition or a date."""
        self.watching[token.id] = token

    def stop_waiting(self, token: Token) -> None:
        """The token waits for no event any more."""
        self.waiting.pop(token.id, None)
        self.watching.pop(token.id, None)

    def frame_for(self, deployed: DeployedProcess, facts: InstanceFacts, number: int) -> ProcessFrame:
        """The frame of a process that starts, or is loaded."""
        return ProcessFrame(deployed, built(deployed), facts, number)

    def begin_step(self, token: Token) -> None:
        """From here on everything can be undone."""
        self.written, self.spawned, self.opened, self.running = [], [], [], token
        self.mark, self.kept, self.before = len(self.changes), 0, token.internal_data.copy()

    def keep(self, token: Token) -> None:
        """What came from outside has been taken over: a failure after this repeats the leaving alone.

        Else a repetition would write the old result over what was corrected meanwhile.
        """
        if self.running is token and "result" in self.before:
            self.mark, self.kept, self.before = (
                len(self.changes),
                len(self.written),
                token.internal_data.copy(),
            )
            self.before["phase"] = "leave"

    def come_under(self, regime: str) -> None:
        """Puts the root under another regime, and every called process that declares none of its own."""
        for scope in self.scopes():
            frame = scope.frame
            if frame is self.frame or frame.deployed.process.properties.regime is None:
                frame.facts = replace(frame.facts, regime=regime)
                frame.environments.clear()

    def emit(self, change: Change) -> None:
        """Records what happened."""
        self.changes.append(change)

    def assign(
        self,
        scope: Scope,
        number: int,
        variables: Variables,
        name: str,
        value: JsonValue,
        origins: Origins = UNKNOWN,
    ) -> None:
        """Writes a variable with who wrote what of it; values are shared, never changed in place."""
        before = self.origins_of(number, name)
        self.written.append(Written(variables, name, name in variables, variables.get(name), number, before))
        variables[name] = value
        if origins or before:
            self.note_origins(number, name, origins)
        self.emit(VariableWritten(instance=scope.frame.number, scope=number, name=name, value=value))

    def origins_of(self, number: int, name: str) -> Origins:
        """Who wrote what of a variable of a scope."""
        known = self.origins.get(number)
        return UNKNOWN if known is None else known.get(name, UNKNOWN)

    def note_origins(self, number: int, name: str, origins: Origins) -> None:
        """Notes who wrote what of a variable."""
        self.origins.setdefault(number, {})[name] = origins

    def open_scope(self, host: Token, spec: ScopeSpec, frame: ProcessFrame) -> SubInstance:
        """The inside of a subprocess or called process; its variables are the locals of its host."""
        sub = SubInstance(host, spec, frame)
        self.subprocesses[host.id] = sub
        self.opened.append(sub)
        return sub

    def close_scope(self, host: Token) -> None:
        """Cancels what still runs inside and forgets the scope."""
        sub: SubInstance | None = self.subprocesses.get(host.id)
        if sub is not None:
            sub.completed = True
            sub.cancel_all()
            self.forget(host)

    def forget(self, host: Token) -> None:
        """Takes the scope that the token hosts out of the instance."""
        self.subprocesses.pop(host.id, None)
        self.joining.pop(host.id, None)

    def inside(self, host: Token) -> SubInstance | None:
        """The scope that the token hosts, if it is open."""
        found: SubInstance | None = self.subprocesses.get(host.id)
        return found

    def scopes(self) -> Sequence[Scope]:
        """The root and all open scopes, outer before inner."""
        return [self, *self.subprocesses.values()] if self.subprocesses else [self]

    def finish(self, state: InstanceState, last: Token | None = None) -> None:
        """Ends the root instance; one that was reopened ends as it had ended."""
        self.completed = True
        if state is not InstanceState.COMPLETED and "ended" not in self.extra:
            self.closing = history.cut_short(self)
        self.cancel_all()
        ending = self.extra.get("ended", (state.value, history.end_event(last)))
        if any(token.lasts for token in self.tokens.values()):
            self.extra["ended"] = ending
        self.state = InstanceState(ending[0])
        self.success = self.state is InstanceState.COMPLETED
        history.instance_ended(self, self.state, ending[1])

    def reopen(self) -> None:
        """Goes on after the end with what lasts; what the process declares for its end is not told again."""
        self.completed, self.success, self.closing = False, True, history.NOTHING
        self.state = InstanceState.ACTIVE
        self.emit(InstanceReopened(instance=ROOT, end_event=self.extra["ended"][1]))

    def cancel(self, success: bool = False) -> list[Token]:
        """The library's way to cancel; answers the tokens that were alive."""
        alive = list(self.tokens.values())
        self.finish(InstanceState.COMPLETED if success else InstanceState.CANCELLED)
        return alive


class SubInstance(Scope, BpmnSubWorkflow):
    """The inside of a subprocess or of a called process."""

    def __init__(self, host: Token, spec: ScopeSpec, frame: ProcessFrame) -> None:
        self.host = host
        super().__init__(spec, host.id, host.workflow.top, deserializing=True)
        self._prepare(host.workflow.top, host, frame)
        self.data = host.locals

    @property
    def top_workflow(self) -> RootInstance:
        """The root instance, by the library's name."""
        assert self.host is not None
        return self.host.workflow.top

    @top_workflow.setter
    def top_workflow(self, value: RootInstance) -> None:
        """Given by the host."""

    @property
    def parent_workflow(self) -> Scope:
        """The scope around it."""
        assert self.host is not None
        return self.host.workflow

    def _calculate_depth(self) -> int:
        depth, host = 0, self.host
        while host is not None:
            depth, host = depth + 1, host.workflow.host
        return depth
