"""Tasks: of people, of workers, those that wait for a message, and those that just pass (clause 10.3.3)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.feel import JsonValue
from tests.conformance.elements import (
    element,
    job,
    message,
    script,
    user,
)
from tests.conformance.token_game.activities import Activity
from tests.conformance.token_game.blocks import Block, Declared, Drawn
from tests.conformance.token_game.board import Place, Then, Variables, Wait
from tests.conformance.token_game.propagation import throw


@dataclass
class UserTask(Activity):
    """A person's task. Its result is `r_<name>`, and what it decides, if anything."""

    decides: str = ""
    options: tuple[JsonValue, ...] = ()

    def draw_alone(self, repetition: str, declared: Declared) -> str:
        return user(self.name, repetition, **self.attributes)

    def work(self, place: Place, done: Then) -> None:
        wait = Wait(place, "task", self.name, lambda result: self._completed(wait, result, done))
        wait.name = self.decides
        wait.options = lambda: list(self.options)
        place.game.wait(wait)

    def _completed(self, wait: Wait, result: Variables, done: Then) -> None:
        wait.end()
        for name, value in result.items():
            wait.place.write(name, value)
        wait.place.written = dict(result)
        done()


@dataclass
class WorkerTask(UserTask):
    """A worker's task; the worker may report an error instead, when the options name codes."""

    tag: str = "serviceTask"

    def draw_alone(self, repetition: str, declared: Declared) -> str:
        return job(self.name, content=repetition, tag=self.tag)

    def work(self, place: Place, done: Then) -> None:
        super().work(place, done)
        wait = place.waits[-1]
        wait.kind = "job"
        completed = wait.happen

        def happen(result: Variables) -> None:
            code = result.get("error")
            if code is None:
                completed(result)
            else:
                throw(place, "error", str(code))

        wait.happen = happen


@dataclass
class ReceiveTask(Activity):
    """Waits for a message of its name."""

    def draw_alone(self, repetition: str, declared: Declared) -> str:
        declared[f"message m{self.name}"] = message(f"m{self.name}")
        return element("receiveTask", self.name, repetition, messageRef=f"m{self.name}")

    def work(self, place: Place, done: Then) -> None:
        wait = Wait(place, "message", self.name, lambda payload: self._came(wait, payload, done))
        wait.name = f"m{self.name}"
        place.game.wait(wait)

    def _came(self, wait: Wait, payload: Variables, done: Then) -> None:
        wait.end()
        # The work is over; what it leaves is written by the next step, if nothing interrupts before.
        wait.place.game.later(wait.place, lambda: self._leave(wait.place, payload, done))

    def _leave(self, place: Place, payload: Variables, done: Then) -> None:
        for name, value in payload.items():
            place.write(name, value)
        place.written = dict(payload)
        done()


@dataclass
class Passing(Block):
    """Does not wait: counts in the variable `n`, or does nothing at all."""

    kind: str = "scriptTask"

    def draw(self, declared: Declared) -> Drawn:
        if self.kind == "scriptTask":
            xml = script(self.name, "if n = null then 1 else n + 1", "n")
        else:
            xml = element(self.kind, self.name)
        return Drawn(xml, self.name, self.name)

    def begin(self, at: Place, then: Then) -> None:
        if self.kind == "scriptTask":
            before = at.visible().get("n")
            at.write("n", before + 1 if isinstance(before, int) else 1)
        self.counted(at)
        then()


@dataclass
class Written(Block):
    """A script that writes a name of a scope around it; local to that scope, or not."""

    variable: str = ""
    value: int = 0

    def draw(self, declared: Declared) -> Drawn:
        return Drawn(script(self.name, str(self.value), self.variable), self.name, self.name)

    def begin(self, at: Place, then: Then) -> None:
        at.write(self.variable, self.value)
        self.counted(at)
        then()
