"""What events wait for: messages, signals, times, conditions; and the codes of errors and escalations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tests.conformance.elements import (
    conditional_event,
    error,
    error_event,
    escalation,
    escalation_event,
    message,
    message_event,
    signal,
    signal_event,
    timer,
)
from tests.conformance.token_game.blocks import Declared
from tests.conformance.token_game.board import Place, Variables, Wait


@dataclass(frozen=True)
class Trigger:
    """One event definition. `name` is that of the signal or message, the variable of a condition, or a code.

    An error or escalation without code is any; a cycle comes `times` times, every so many minutes.
    """

    kind: str
    name: str = ""
    minutes: int = 0
    times: int = 0

    def draw(self, declared: Declared) -> str:
        """Its XML, with what it refers to among the declared."""
        match self.kind:
            case "message":
                declared[f"message {self.name}"] = message(self.name)
                return message_event(self.name)
            case "signal":
                declared[f"signal {self.name}"] = signal(self.name)
                return signal_event(self.name)
            case "error":
                if self.name:
                    declared[f"error {self.name}"] = error(self.name)
                return error_event(self.name or None)
            case "escalation":
                if self.name:
                    declared[f"escalation {self.name}"] = escalation(self.name)
                return escalation_event(self.name or None)
            case "condition":
                return conditional_event(self.name)
            case "cycle":
                return timer("timeCycle", f"R{self.times}/PT{self.minutes}M")
        return timer("timeDuration", f"PT{self.minutes}M")

    @property
    def waited_for(self) -> bool:
        """Whether it happens from outside; errors and escalations find their own way."""
        return self.kind not in ("error", "escalation")


@dataclass(frozen=True)
class Catching:
    """The event definitions of one event; with `parallel` all of them must come."""

    triggers: tuple[Trigger, ...]
    parallel: bool = False

    def draw(self, declared: Declared) -> str:
        """The XML of the definitions."""
        return "".join(trigger.draw(declared) for trigger in self.triggers)

    def attributes(self) -> dict[str, str]:
        """What the event element itself says of them."""
        return {"parallelMultiple": "true"} if self.parallel else {}

    def catches(self, kind: str, code: str, *, exact: bool) -> bool:
        """Whether a thrown error or escalation is for it: its own code, or when not `exact` any code."""
        wanted = code if exact else ""
        fits = [trigger for trigger in self.triggers if trigger.kind == kind and trigger.name == wanted]
        return bool(fits) and not (exact and not code)


class Listener:
    """Waits at a place for the triggers of one event; a lasting one goes on waiting after it fired."""

    def __init__(
        self,
        place: Place,
        alternatives: list[tuple[str, Trigger]],
        fired: Callable[[int, Variables], None],
        *,
        parallel: bool = False,
        lasting: bool = False,
    ) -> None:
        self.place = place
        self.alternatives = alternatives
        self.fired = fired
        self.parallel = parallel
        self.lasting = lasting
        self._open()

    def _open(self) -> None:
        self.gathered: Variables = {}
        self.waits: dict[int, Wait] = {}
        for index, (element, trigger) in enumerate(self.alternatives):
            if trigger.waited_for:
                self.waits[index] = self._wait(index, element, trigger)
        self.left = {index: trigger.times for index, (_, trigger) in enumerate(self.alternatives)}

    def _wait(self, index: int, element: str, trigger: Trigger) -> Wait:
        timed = trigger.kind in ("timer", "cycle")
        due = self.place.game.now + timedelta(minutes=trigger.minutes) if timed else None
        kind = "timer" if timed else trigger.kind
        name = "" if timed else trigger.name
        wait = Wait(
            self.place, kind, element, lambda payload: self._came(index, payload), name, due, self.lasting
        )
        return self.place.game.wait(wait)

    def _came(self, index: int, payload: Variables) -> None:
        if self.parallel:
            self._one_of_all(index, payload)
        elif self.lasting:
            self._again(index, payload)
        else:
            self._close()
            self.fired(index, payload)

    def _close(self) -> None:
        for wait in self.waits.values():
            wait.end()

    def _one_of_all(self, index: int, payload: Variables) -> None:
        self.waits.pop(index).end()
        self.gathered |= payload
        if self.waits:
            return
        self.fired(index, self.gathered)
        if self.lasting and self.place.alive:
            self._open()

    def _again(self, index: int, payload: Variables) -> None:
        kind, wait = self.alternatives[index][1].kind, self.waits[index]
        times = 1
        if kind == "timer":
            wait.end()
        elif kind == "cycle":
            times = self._next_of_cycle(index, wait)
        for _ in range(times):
            self.fired(index, dict(payload))

    def _next_of_cycle(self, index: int, wait: Wait) -> int:
        """Of several that came due at once, the latest alone counts."""
        assert wait.due is not None
        span = timedelta(minutes=self.alternatives[index][1].minutes)
        passed = 1 + (self.place.game.now - wait.due) // span
        came = min(passed, self.left[index])
        self.left[index] -= came
        wait.due += came * span
        if not self.left[index]:
            wait.end()
        return 1
