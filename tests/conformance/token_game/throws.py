"""Throw and end events (clauses 10.5.3 and 10.5.4)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.conformance.elements import element, end, flow
from tests.conformance.token_game.blocks import Block, Declared, Drawn
from tests.conformance.token_game.board import Place, Then
from tests.conformance.token_game.propagation import throw
from tests.conformance.token_game.tasks import UserTask
from tests.conformance.token_game.triggers import Trigger
from tests.conformance.token_game.undoing import cancel, compensate


@dataclass(frozen=True)
class Thrown:
    """What is thrown; `name` is a code, the name of a signal or message, or the activity to undo (or all)."""

    kind: str
    name: str = ""
    waits: bool = True

    def draw(self, declared: Declared) -> str:
        """Its event definition; none for a none event."""
        match self.kind:
            case "none":
                return ""
            case "terminate" | "cancel":
                return f"<{self.kind}EventDefinition/>"
            case "compensate":
                ref = f' activityRef="{self.name}"' if self.name else ""
                waits = "" if self.waits else ' waitForCompletion="false"'
                return f"<compensateEventDefinition{ref}{waits}/>"
        return Trigger(self.kind, self.name).draw(declared)

    def throw(self, at: Place, then: Then) -> None:
        """Throws it; `then` follows unless the thrower is interrupted by what it threw."""
        game = at.game
        match self.kind:
            case "message":
                game.sent.append(self.name)
            case "signal":
                game.broadcast(self.name, {})
            case "escalation":
                throw(at, "escalation", self.name)
            case "error":
                if not throw(at, "error", self.name):
                    game.fail()
            case "terminate":
                scope = at.scope
                scope.take_over()
                scope.leave()
            case "cancel":
                cancel(at)
            case "compensate":
                compensate(at, self.name, waits=self.waits, then=then)
                return
        if at.alive:
            then()


@dataclass
class Throw(Block):
    """A throw event in the flow."""

    thrown: Thrown

    def draw(self, declared: Declared) -> Drawn:
        return Drawn(
            element("intermediateThrowEvent", self.name, self.thrown.draw(declared)), self.name, self.name
        )

    def begin(self, at: Place, then: Then) -> None:
        def left() -> None:
            self.counted(at)
            then()

        self.thrown.throw(at, left)


@dataclass
class SendTask(Block):
    """A send task, within the house."""

    def draw(self, declared: Declared) -> Drawn:
        Trigger("message", f"m{self.name}").draw(declared)
        return Drawn(element("sendTask", self.name, messageRef=f"m{self.name}"), self.name, self.name)

    def begin(self, at: Place, then: Then) -> None:
        at.game.sent.append(f"m{self.name}")
        self.counted(at)
        then()


@dataclass
class MayEnd(Block):
    """A task decides whether the path goes on or ends in an end event."""

    task: UserTask
    thrown: Thrown

    def draw(self, declared: Declared) -> Drawn:
        deciding, choice, after = self.task.draw(declared), f"{self.name}_x", f"{self.name}_a"
        xml = deciding.xml + element("exclusiveGateway", choice, default=f"{choice}_{after}")
        xml += element("task", after) + end(self.name, self.thrown.draw(declared))
        xml += flow(f"{deciding.last} {choice} {after}") + flow(
            f"{choice} {self.name}", f"{self.task.decides} = 1"
        )
        return Drawn(xml, deciding.first, after)

    def begin(self, at: Place, then: Then) -> None:
        self.task.begin(at, lambda: self._decided(at, then))

    def _decided(self, at: Place, then: Then) -> None:
        if at.visible()[self.task.decides] != 1:
            then()
            return
        if self.thrown.kind in ("terminate", "cancel"):
            self.counted(at)
        self.thrown.throw(at, lambda: self._ended(at))

    def _ended(self, at: Place) -> None:
        if self.thrown.kind != "cancel":
            self.counted(at)
        at.stop()
