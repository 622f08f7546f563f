"""Subprocesses, called processes, transactions, and their event subprocesses (clauses 10.3.5 and 10.3.6)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.conformance.elements import (
    boundary,
    element,
    end,
    extensions,
    flow,
    mappings,
    other_process,
    start,
    subprocess,
)
from tests.conformance.token_game.activities import Activity
from tests.conformance.token_game.blocks import Block, Declared, Drawn
from tests.conformance.token_game.board import Place, Record, Scope, Then, Variables
from tests.conformance.token_game.triggers import Catching, Listener
from tests.conformance.token_game.undoing import undo_all


@dataclass
class EventSubprocess:
    """A handler of a scope: beside what runs there, or instead of it."""

    name: str
    catching: Catching
    interrupting: bool
    inside: Inside

    def draw(self, declared: Declared) -> str:
        """The subprocess with its start event."""
        begin = start(
            f"{self.name}c",
            self.catching.draw(declared),
            isInterrupting="true" if self.interrupting else "false",
            **self.catching.attributes(),
        )
        inside = self.inside.draw(self.name, declared, begin, f"{self.name}c")
        return subprocess(self.name, inside, triggeredByEvent="true")

    def arm(self, scope: Scope) -> None:
        """It waits while the scope is active."""
        armed = ArmedSubprocess(self, scope)
        scope.traps.append(armed)
        Listener(
            scope,
            [(f"{self.name}c", trigger) for trigger in self.catching.triggers],
            lambda _, payload: armed.fire(payload),
            parallel=self.catching.parallel,
            lasting=not self.interrupting,
        )


@dataclass
class ArmedSubprocess:
    """An event subprocess of a scope that is active."""

    handler: EventSubprocess
    scope: Scope

    def catches(self, kind: str, code: str, *, exact: bool) -> bool:
        return self.handler.catching.catches(kind, code, exact=exact)

    def spring(self) -> None:
        self.fire({})

    def fire(self, payload: Variables) -> None:
        """Runs it; the payload is its own."""
        scope, handler = self.scope, self.handler
        if handler.interrupting:
            scope.take_over()
        scope.begin(lambda flow: run_handler(handler, flow, payload))


def run_handler(handler: EventSubprocess, flow: Place, payload: Variables) -> None:
    """The event subprocess runs as one token of its scope."""
    place = flow.inner()
    place.variables |= payload

    def over() -> None:
        place.end()
        flow.game.completed[handler.name] += 1
        flow.stop()

    inner = Scope(place, flow.game, over, place.variables)
    inner.handles = True
    flow.game.completed[f"{handler.name}c"] += 1
    handler.inside.open(inner)


@dataclass
class Inside:
    """What stands in a scope: a flow, event subprocesses, data objects."""

    body: Block
    handlers: list[EventSubprocess] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    starts: bool = True
    """Whether it begins with a start event and ends with an end event."""

    def draw(self, name: str, declared: Declared, begin: str = "", first: str = "") -> str:
        """The content of the scope with that name; `begin` replaces its none start event."""
        drawn = self.body.draw(declared)
        xml = "".join(f'<dataObject id="{each}"/>' for each in self.objects) + drawn.xml
        if self.starts:
            first = first or f"{name}_s"
            xml = (begin or start(first)) + xml + end(f"{name}_e")
            xml += flow(f"{first} {drawn.first}") + flow(f"{drawn.last} {name}_e")
        return xml + "".join(handler.draw(declared) for handler in self.handlers)

    def open(self, scope: Scope) -> None:
        """Begins the scope."""
        for name in self.objects:
            scope.variables.setdefault(name, None)
        for handler in self.handlers:
            handler.arm(scope)
        scope.begin(lambda flow: self.body.begin(flow, flow.stop))


@dataclass
class Subprocess(Activity):
    """An embedded subprocess, with locals of its own and what it hands on of them.

    `compensated_by` is what its compensation event subprocess does.
    """

    inside: Inside
    locals: dict[str, int] = field(default_factory=dict)
    hands_on: dict[str, str] = field(default_factory=dict)
    compensated_by: Block | None = None
    tag: str = "subProcess"

    def draw_alone(self, repetition: str, declared: Declared) -> str:
        mapped = mappings({name: str(value) for name, value in self.locals.items()}, self.hands_on)
        head = extensions(mapped) if self.locals or self.hands_on else ""
        content = self.inside.draw(self.name, declared)
        if self.compensated_by is not None:
            handling = self.compensated_by.draw(declared)
            begin = f"{self.name}_hs"
            inner = (
                start(begin, "<compensateEventDefinition/>")
                + handling.xml
                + flow(f"{begin} {handling.first}")
            )
            content += subprocess(f"{self.name}_h", inner, triggeredByEvent="true")
        return subprocess(self.name, head + repetition, content, tag=self.tag)

    def work(self, place: Place, done: Then) -> None:
        place.variables |= self.locals

        self.run_inside(place, place.variables, done)

    def run_inside(self, place: Place, variables: Variables, done: Then, *, process: bool = False) -> None:
        """Runs the scope inside with these variables; what it hands on leaves with it."""

        def over() -> None:
            for target, source in self.hands_on.items():
                place.written[target] = {**place.visible(), **scope.variables}.get(source)
                assert place.above is not None
                (place if place.keeps else place.above).write(target, place.written[target])
            done()

        scope = Scope(place, place.game, over, variables, process=process)
        place.inside = scope
        self.prepare(scope, place)
        self.inside.open(scope)

    def prepare(self, scope: Scope, place: Place) -> None:
        """What else there is to the scope."""

    def record(self, place: Place) -> Record | None:
        scope = place.inside
        assert scope is not None
        if self.undone_by is not None:
            return super().record(place)
        if not scope.log and self.compensated_by is None:
            return None
        return Record(self.name, Undoing(scope, dict(scope.variables), self.compensated_by).begin)


@dataclass
class Undoing:
    """A completed scope is opened again, with its data of then, to undo what was done in it."""

    completed: Scope
    variables: Variables
    handler: Block | None

    def begin(self, at: Place, then: Then) -> None:
        """Runs its compensation event subprocess, or undoes all that it logged."""
        place = at.inner()

        def over() -> None:
            place.end()
            then()

        scope = Scope(place, at.game, over, dict(self.variables), process=self.completed.process)
        scope.log = list(self.completed.log)
        handler = self.handler
        if handler is None:
            records, scope.log = scope.log, []
            scope.begin(lambda flow: undo_all(flow, records, flow.stop))
        else:
            scope.begin(lambda flow: self._handle(handler, flow))

    def _handle(self, handler: Block, flow: Place) -> None:
        inner = Scope(flow.inner(), flow.game, flow.stop)
        inner.handles = True
        inner.begin(lambda flow: handler.begin(flow, flow.stop))


@dataclass
class Called(Subprocess):
    """Another process: it sees what it is given, and hands on what is mapped."""

    takes_all: bool = False

    def draw_alone(self, repetition: str, declared: Declared) -> str:
        process = f"{self.name}_q"
        declared[f"process {process}"] = other_process(process, self.inside.draw(process, declared))
        mapped = mappings({name: str(value) for name, value in self.locals.items()}, self.hands_on)
        takes = "true" if self.takes_all else "false"
        called = (
            f'<zeebe:calledElement processId="{process}" propagateAllParentVariables="{takes}"'
            ' propagateAllChildVariables="false"/>'
        )
        return element("callActivity", self.name, extensions(called + mapped) + repetition)

    def work(self, place: Place, done: Then) -> None:
        given = place.visible() if self.takes_all else {}
        self.run_inside(place, {**given, **self.locals}, done, process=True)


@dataclass
class Transaction(Subprocess):
    """A subprocess that can be cancelled: it is undone, and leaves by its cancel border."""

    tag: str = "transaction"
    handler: Block = field(kw_only=True)

    def draw(self, declared: Declared) -> Drawn:
        drawn, handling = super().draw(declared), self.handler.draw(declared)
        event, merge = f"{self.name}x", f"{self.name}_t"
        xml = drawn.xml + boundary(event, self.name, "<cancelEventDefinition/>") + handling.xml
        xml += element("exclusiveGateway", merge) + flow(f"{drawn.last} {merge}")
        xml += flow(f"{event} {handling.first}") + flow(f"{handling.last} {merge}")
        return Drawn(xml, drawn.first, merge)

    def begin(self, at: Place, then: Then) -> None:
        host = at.inner()
        host.leaves = lambda: self._cancelled(host, at, then)
        super().begin(host, then)

    def prepare(self, scope: Scope, place: Place) -> None:
        assert place.above is not None
        assert place.above.leaves is not None
        scope.transaction, scope.cancelled = True, place.above.leaves

    def _cancelled(self, host: Place, at: Place, then: Then) -> None:
        host.end()
        at.game.completed[f"{self.name}x"] += 1
        at.game.later(at, lambda: self.handler.begin(at, then))
