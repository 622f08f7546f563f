"""Repetition of an activity: standard loops and multi-instance (clause 10.3.8)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.feel import JsonValue
from tests.conformance.elements import extensions
from tests.conformance.token_game.activities import Activity, Repetition
from tests.conformance.token_game.blocks import Declared
from tests.conformance.token_game.board import Place, Then
from tests.conformance.token_game.throws import Thrown


@dataclass
class StandardLoop(Repetition):
    """Goes on while the variable is true, at most `maximum` times."""

    variable: str
    maximum: int
    test_before: bool

    def draw(self, activity: Activity, declared: Declared) -> str:
        before = "true" if self.test_before else "false"
        return (
            f'<standardLoopCharacteristics testBefore="{before}" loopMaximum="{self.maximum}">'
            f"<loopCondition>={self.variable}</loopCondition></standardLoopCharacteristics>"
        )

    def run(self, activity: Activity, body: Place, then: Then) -> None:
        def left() -> None:
            activity.counted(body)
            then()

        if self.test_before and not self._goes_on(body, 0):
            body.game.later(body, left)
        else:
            self._pass(activity, body, 1, left)

    def _pass(self, activity: Activity, body: Place, number: int, then: Then) -> None:
        place = body.inner()

        def passed() -> None:
            more = self._goes_on(place, number)
            place.end()
            if more:
                self._pass(activity, body, number + 1, then)
            else:
                then()

        body.game.later(place, lambda: activity.once(place, passed))

    def _goes_on(self, place: Place, passes: int) -> bool:
        return passes < self.maximum and (self.variable == "true" or place.visible()[self.variable] is True)


@dataclass
class MultiInstance(Repetition):
    """One instance per item 0, 1, 2...; over when all are, or `enough` of them.

    `gathers` is a variable of an instance: its values go to `out_<name>` in the order of the items. What an
    instance throws as it completes goes by `behavior`; Complex throws at the second one.
    """

    instances: int
    sequential: bool
    enough: int | None = None
    gathers: str = ""
    behavior: str = "All"
    thrown: Thrown | None = None

    def draw(self, activity: Activity, declared: Declared) -> str:
        items = ", ".join(str(index) for index in range(self.instances))
        output = (
            f' outputCollection="out_{activity.name}" outputElement="={self.gathers}"' if self.gathers else ""
        )
        given = f'inputCollection="=[{items}]" inputElement="it_{activity.name}"{output}'
        attributes = f'isSequential="{"true" if self.sequential else "false"}"'
        content = extensions(f"<zeebe:loopCharacteristics {given}/>")
        if self.thrown is not None and self.behavior in ("None", "One"):
            event = f"{activity.name}_ev"
            definition = self.thrown.draw(declared)
            declared[f"event {event}"] = definition.replace("Definition ", f'Definition id="{event}" ', 1)
            attributes += f' behavior="{self.behavior}" {self.behavior.lower()}BehaviorEventRef="{event}"'
        elif self.thrown is not None:
            attributes += ' behavior="Complex"'
            content += self._complex(activity, self.thrown.draw(declared))
        if self.enough is not None:
            content += (
                f"<completionCondition>=numberOfCompletedInstances &gt;= {self.enough}</completionCondition>"
            )
        tag = "multiInstanceLoopCharacteristics"
        return f"<{tag} {attributes}>{content}</{tag}>"

    def _complex(self, activity: Activity, definition: str) -> str:
        return (
            f'<complexBehaviorDefinition id="{activity.name}_cb">'
            "<condition>=numberOfCompletedInstances = 2</condition>"
            f'<event id="{activity.name}_ev" xsi:type="tImplicitThrowEvent">{definition}</event>'
            "</complexBehaviorDefinition>"
        )

    def run(self, activity: Activity, body: Place, then: Then) -> None:
        Instances(self, activity, body, then).begin()

    def throws(self, completed: int) -> bool:
        """Whether an event is thrown when so many instances are complete."""
        if self.thrown is None:
            return False
        return {"None": True, "One": completed == 1, "Complex": completed == 2}[self.behavior]


@dataclass
class Instances:
    """The instances of one execution."""

    loop: MultiInstance
    activity: Activity
    body: Place
    then: Then
    completed: int = 0

    def begin(self) -> None:
        """Starts the first, or all of them."""
        self.gathered: list[JsonValue] = [None] * self.loop.instances
        if not self.loop.instances:
            self.body.game.later(self.body, self._leave)
        for index in range(min(1, self.loop.instances) if self.loop.sequential else self.loop.instances):
            self._start(index)

    def _start(self, index: int) -> None:
        place = self.body.inner()
        place.keeps = True
        place.variables[f"it_{self.activity.name}"] = index
        self.body.game.later(place, lambda: self.activity.once(place, lambda: self._done(index, place)))

    def _done(self, index: int, place: Place) -> None:
        loop = self.loop
        self.completed += 1
        if loop.gathers:
            self.gathered[index] = place.visible().get(loop.gathers)
        place.end()
        if loop.thrown is not None and loop.throws(self.completed):
            loop.thrown.throw(self.body, lambda: None)
        if not self.body.alive:
            return
        if self.completed in (loop.instances, loop.enough):
            self.body.clear()
            self.body.game.later(self.body, self._leave)
        elif loop.sequential:
            self._start(index + 1)

    def _leave(self) -> None:
        if self.loop.gathers:
            assert self.body.above is not None
            self.body.above.write(f"out_{self.activity.name}", list(self.gathered))
        self.activity.counted(self.body)
        self.then()
