"""What all activities share: borders, repetition, and that they can be undone (clauses 10.3, 13.3.2)."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field

from tests.conformance.elements import boundary, element, end, flow
from tests.conformance.token_game.blocks import Block, Declared, Drawn
from tests.conformance.token_game.board import Place, Record, Then, Variables
from tests.conformance.token_game.triggers import Catching, Listener


@dataclass
class Border:
    """An event on the border of an activity, and what follows it."""

    name: str
    catching: Catching
    interrupting: bool
    handler: Block

    def draw(self, host: str, declared: Declared) -> Drawn:
        """Draws it up to the end of its handler."""
        handling = self.handler.draw(declared)
        event = boundary(
            self.name, host, self.catching.draw(declared), interrupting=self.interrupting
        ).replace("<boundaryEvent ", f"<boundaryEvent {_written(self.catching.attributes())}", 1)
        return Drawn(event + handling.xml + flow(f"{self.name} {handling.first}"), self.name, handling.last)

    def arm(self, host: Place, at: Place, then: Then) -> None:
        """It catches while the host is active."""
        armed = Armed(self, host, at, then)
        host.traps.append(armed)
        Listener(
            host,
            [(self.name, trigger) for trigger in self.catching.triggers],
            lambda _, payload: armed.fire(payload),
            parallel=self.catching.parallel,
            lasting=not self.interrupting,
        )


def _written(attributes: dict[str, str]) -> str:
    return "".join(f'{name}="{value}" ' for name, value in attributes.items())


@dataclass
class Armed:
    """A border of an activity that is active."""

    border: Border
    host: Place
    at: Place
    then: Then

    def catches(self, kind: str, code: str, *, exact: bool) -> bool:
        return self.border.catching.catches(kind, code, exact=exact)

    def spring(self) -> None:
        self.fire({})

    def fire(self, payload: Variables) -> None:
        """Instead of the host, or beside it."""
        at, handler = self.at, self.border.handler
        if self.border.interrupting:
            self.host.end()
            at.game.later(at, lambda: self._caught(payload, handler, self.then))
        else:
            at.scope.tokens += 1
            at.game.later(at, lambda: self._caught(payload, handler, at.scope.stop))

    def _caught(self, payload: Variables, handler: Block, then: Then) -> None:
        self.at.game.completed[self.border.name] += 1
        for name, value in payload.items():
            self.at.write(name, value)
        handler.begin(self.at, then)


@dataclass
class Repetition:
    """How often an activity is done; by default just once."""

    def draw(self, activity: Activity, declared: Declared) -> str:
        """The loop characteristics."""
        return ""

    def run(self, activity: Activity, body: Place, then: Then) -> None:
        """Does the activity as often as it says."""
        activity.once(body, then)


@dataclass
class Activity(Block):
    """An activity with its borders, its repetition and the handler that undoes it."""

    borders: list[Border] = field(default_factory=list, kw_only=True)
    repetition: Repetition = field(default_factory=Repetition, kw_only=True)
    undone_by: Block | None = field(default=None, kw_only=True)
    attributes: dict[str, str] = field(default_factory=dict, kw_only=True)

    @abstractmethod
    def draw_alone(self, repetition: str, declared: Declared) -> str:
        """The activity itself."""

    @abstractmethod
    def work(self, place: Place, done: Then) -> None:
        """Does it once, at a place of its own."""

    def draw(self, declared: Declared) -> Drawn:
        xml = self.draw_alone(self.repetition.draw(self, declared), declared)
        if self.undone_by is not None:
            xml += self._draw_undoing(self.undone_by, declared)
        interrupting = any(border.interrupting for border in self.borders)
        last = f"{self.name}_m" if interrupting else self.name
        if interrupting:
            xml += element("exclusiveGateway", last) + flow(f"{self.name} {last}")
        for border in self.borders:
            drawn = border.draw(self.name, declared)
            goal = last if border.interrupting else f"{border.name}_e"
            xml += drawn.xml + flow(f"{drawn.last} {goal}") + ("" if border.interrupting else end(goal))
        return Drawn(xml, self.name, last)

    def _draw_undoing(self, handler: Block, declared: Declared) -> str:
        event, drawn = f"{self.name}_c", handler.draw(declared)
        link = f'<association id="{self.name}_as" sourceRef="{event}" targetRef="{drawn.first}"/>'
        return boundary(event, self.name, "<compensateEventDefinition/>") + drawn.xml + link

    def begin(self, at: Place, then: Then) -> None:
        body = at.inner()

        def left() -> None:
            body.end()
            then()

        for border in self.borders:
            border.arm(body, at, then)
        self.repetition.run(self, body, left)

    def once(self, place: Place, then: Then) -> None:
        """One execution of the work."""

        def done() -> None:
            record = self.record(place)
            if record is not None:
                place.scope.log.append(record)
            self.counted(place)
            then()

        self.work(place, done)

    def record(self, place: Place) -> Record | None:
        """How to undo what was done at the place."""
        if self.undone_by is None:
            return None
        handler, remembered = self.undone_by, place.written | place.variables

        def undo(at: Place, then: Then) -> None:
            place = at.inner()
            place.remembered = remembered
            handler.begin(place, then)

        return Record(self.name, undo)
