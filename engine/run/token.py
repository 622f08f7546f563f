"""A token: the library's task, with numbers for ids, no clock and no data of its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.feel import JsonValue
from engine.run.kept import Internal, Variables

if TYPE_CHECKING:
    from engine.run.node import Node
    from engine.run.scope import Scope

NO_DATA: MappingProxyType[str, JsonValue] = MappingProxyType({})
"""What every token shows as the library's task data: a write to it raises."""

FUTURE = int(TaskState.FUTURE)
READY = int(TaskState.READY)
WAITING = int(TaskState.WAITING)
STARTED = int(TaskState.STARTED)
COMPLETED = int(TaskState.COMPLETED)
CANCELLED = int(TaskState.CANCELLED)
_FINISHED = int(TaskState.FINISHED_MASK)


class Token(Task):
    """One token, alive until it completes or is cancelled.

    READY tokens are in the queue of the step loop, WAITING ones wait for an event or at a join, STARTED
    ones for
    work or for an inner scope.
    """

    id: int
    workflow: Scope
    task_spec: Node

    def __init__(self, scope: Scope, spec: Node, parent: Token | None, state: int, number: int) -> None:
        # The library's constructor makes a random id and reads the clock: its attributes are set here
        # instead.
        self.id = number
        self.workflow = scope
        self._parent: int | None = None if parent is None else parent.id
        self._children: list[int] = []
        self._state = state
        self.triggered = False
        self.task_spec = spec
        self.thread_id = 0
        self.data = NO_DATA
        self.internal_data: Internal = {}
        self.last_state_change = 0.0
        scope.tasks[number] = self
        if parent is not None:
            parent._children.append(number)

    @property
    def alive(self) -> bool:
        """Whether it neither completed nor was cancelled."""
        return not self._state & _FINISHED

    @property
    def begun(self) -> bool:
        """Whether history knows the element as started."""
        return "begun" in self.internal_data

    @property
    def armed(self) -> bool:
        """Whether it is a boundary event or event subprocess that has not fired."""
        return "armed" in self.internal_data

    @property
    def lasts(self) -> bool:
        """Whether it waits for as long as the root instance is kept, also once that has ended."""
        return self.task_spec.lasts and self.armed and self.workflow.host is None

    @property
    def locals(self) -> Variables:
        """Its own variables; made at first use."""
        return self.internal_data.setdefault("vars", {})

    @property
    def above(self) -> Token | None:
        """The token above it in the scope: the body of a repetition, the host of a boundary event, or the
        root."""
        return None if self._parent is None else self.workflow.tasks[self._parent]

    def offspring(self) -> list[Token]:
        """The tokens directly below it."""
        tasks = self.workflow.tasks
        return [tasks[number] for number in self._children]

    def _add_child(self, task_spec: Node, state: int = FUTURE) -> Token:
        return self.workflow.spawn(task_spec, self, state)

    def _inherit_data(self) -> None:
        """Variables belong to scopes: tokens hand nothing on."""

    def _set_state(self, value: int) -> None:
        self._state = value
        if value == READY:
            self.workflow.top.ready.append(self)

    def _ready(self) -> None:
        if self.alive:
            self._set_state(READY)

    def again(self, phase: str) -> None:
        """Puts it in the queue; its next run does `phase`."""
        self.internal_data["phase"] = phase
        if self._state != READY or self.workflow.top.running is self:
            self._set_state(READY)

    def fire(self, payload: Variables) -> None:
        """Its next step begins with an event that has happened."""
        self.internal_data["phase"] = "fired"
        self.internal_data["result"] = payload

    def hold(self) -> None:
        """Takes back :meth:`again`: somebody else will put it in the queue."""
        self.internal_data.pop("phase", None)
        self._state = STARTED

    def run(self) -> bool | None:
        """One step of the element: None leaves it waiting or started, True completes it."""
        result: bool | None = self.task_spec._run(self)
        if not self.alive:
            return result  # a throw event may cancel its own token
        if result is None:
            if self._state == READY and "phase" not in self.internal_data:
                self._state = STARTED
        else:
            self.complete()
        return result

    def complete(self) -> None:
        """Completes it, unless it was cancelled meanwhile."""
        if self.alive:
            super().complete()

    def cancel(self) -> None:
        """Cancels it and all below it, innermost first."""
        if not self.alive:
            return
        for child in self.offspring():
            child.cancel()
        self._state = CANCELLED
        self.task_spec._on_cancel(self)
        self.workflow.discard(self)
