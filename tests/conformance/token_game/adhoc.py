"""Ad-hoc subprocesses: people choose what is done (clause 10.3.5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.feel import JsonValue
from tests.conformance.elements import subprocess
from tests.conformance.token_game.activities import Activity
from tests.conformance.token_game.blocks import Declared
from tests.conformance.token_game.board import Place, Scope, Then, Variables, Wait
from tests.conformance.token_game.tasks import UserTask

COMPLETE = "complete"
"""The choice to end it."""


@dataclass
class AdHoc(Activity):
    """Its tasks are chosen; over by its variable, when people say so, or when all that was chosen is done."""

    tasks: list[UserTask]
    sequential: bool
    condition: str = ""
    cancels: bool = True
    attributes: dict[str, str] = field(default_factory=dict, kw_only=True)

    def draw_alone(self, repetition: str, declared: Declared) -> str:
        content = "".join(task.draw(declared).xml for task in self.tasks)
        if self.condition:
            content += f"<completionCondition>={self.condition}</completionCondition>"
        attributes = {
            "ordering": "Sequential" if self.sequential else "Parallel",
            "cancelRemainingInstances": "true" if self.cancels else "false",
        }
        return subprocess(self.name, repetition, content, tag="adHocSubProcess", **attributes)

    def work(self, place: Place, done: Then) -> None:
        Choosing(self, place, done).begin()


@dataclass
class Choosing:
    """One execution: what is chosen, and whether more may be."""

    definition: AdHoc
    place: Place
    done: Then
    running: int = 0

    def begin(self) -> None:
        """Waits for the first choice."""
        self.scope = Scope(self.place, self.place.game, self.done, self.place.variables)
        self.scope.tokens = 1  # as long as more may be chosen
        self.wait = Wait(self.place, "choice", self.definition.name, self._chosen)
        self.wait.options = self._choices
        self.place.game.wait(self.wait)

    def _choices(self) -> list[JsonValue]:
        names: list[JsonValue] = [task.name for task in self.definition.tasks]
        return [COMPLETE] if self.definition.sequential and self.running else [*names, COMPLETE]

    def _chosen(self, result: Variables) -> None:
        if result["choice"] == COMPLETE:
            self._over()
            return
        task = next(task for task in self.definition.tasks if task.name == result["choice"])
        self.running += 1
        self.scope.begin(lambda flow: task.begin(flow, lambda: self._task_done(flow)))

    def _task_done(self, flow: Place) -> None:
        self.running -= 1
        condition = self.definition.condition
        if self.wait not in self.place.waits:
            flow.stop()
        elif flow.visible()[condition] is True if condition else not self.running:
            self._over(flow)
        else:
            flow.stop()

    def _over(self, flow: Place | None = None) -> None:
        """No more is chosen; what runs is cancelled, or awaited."""
        self.wait.end()
        if self.definition.cancels:
            self.scope.leave()
            return
        if flow is not None:
            flow.stop()
        self.scope.stop()
