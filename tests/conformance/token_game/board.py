"""The board of the token game: places, scopes, what is waited for, and the variables of each place.

A token is a continuation: what is to be done next, at a place. A place that ends takes with it all that is
below it; its tokens then mean nothing any more.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from engine.feel import JsonValue

Variables = dict[str, JsonValue]
Then = Callable[[], None]


class Trap(Protocol):
    """What catches errors and escalations at a place: a border, or the event subprocess of a scope."""

    def catches(self, kind: str, code: str, *, exact: bool) -> bool:
        """Whether it is for this code, or, when not `exact`, for any."""

    def spring(self) -> None:
        """Catches."""


@dataclass(frozen=True)
class Record:
    """A completed activity that can be undone; `begin` runs its handler at a place."""

    activity: str
    begin: Callable[[Place, Then], None]


class Place:
    """Where tokens are: in a scope, at an activity, in one of its instances."""

    def __init__(self, above: Place | None, game: Game, variables: Variables | None = None) -> None:
        self.above = above
        self.game = game
        self.below: list[Place] = []
        self.waits: list[Wait] = []
        self.traps: list[Trap] = []
        self.alive = True
        self.variables: Variables = {} if variables is None else variables
        self.remembered: Variables = {}
        """What a compensation handler still sees of the time when its activity completed."""
        self.written: Variables = {}
        """What the activity here wrote as it completed."""
        self.keeps = False
        """Whether what is written in here stays: the instances of a multi-instance activity."""
        self.inside: Scope | None = None
        """The scope of the subprocess here, also when it is over."""
        self.leaves: Then | None = None
        """How the transaction here leaves when it is cancelled."""
        self.scope: Scope = self if isinstance(self, Scope) else above.scope  # type: ignore[union-attr]
        if above is not None:
            above.below.append(self)

    def inner(self) -> Place:
        """A new place below this one."""
        return Place(self, self.game)

    def end(self) -> None:
        """Ends it, and all below it."""
        self.clear()
        self.alive = False
        if self.above is not None and self in self.above.below:
            self.above.below.remove(self)

    def clear(self) -> None:
        """Ends all that is below it."""
        for place in list(self.below):
            place.end()
        self.waits.clear()

    def stop(self) -> None:
        """A token ends here: what counts it is told."""
        assert self.above is not None
        self.above.stop()

    # --- variables ----------------------------------------------------------------------------------------

    def upwards(self) -> Iterator[Place]:
        """The places whose variables are seen from here, nearest first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = None if place.scope is place and place.scope.process else place.above

    def visible(self) -> Variables:
        """The variables seen from here, nearest winning."""
        seen: Variables = {}
        for place in reversed(list(self.upwards())):
            seen |= place.remembered | place.variables
        return seen

    def write(self, name: str, value: JsonValue) -> None:
        """Writes to the nearest place that has the name, else to the process or to what keeps its own."""
        for place in self.upwards():
            if name in place.variables or place.keeps or (place is place.scope and place.scope.process):
                place.variables[name] = value
                return


class Scope(Place):
    """A process or subprocess in execution: over when its last token has ended."""

    def __init__(
        self,
        above: Place | None,
        game: Game,
        over: Then,
        variables: Variables | None = None,
        *,
        process: bool = False,
    ) -> None:
        super().__init__(above, game, variables)
        self.over = over
        self.process = process
        self.handles = False
        """Whether it is the inside of an event subprocess."""
        self.transaction = False
        self.interrupted = False
        self.cancelled: Then = over
        self.tokens = 0
        self.log: list[Record] = []
        self.flow = self.inner()
        """Where its tokens are; what waits in the scope itself is its event subprocesses."""

    def begin(self, move: Callable[[Place], None]) -> None:
        """One more token, which begins with this move."""
        self.tokens += 1
        flow = self.flow
        self.game.later(flow, lambda: move(flow))

    def stop(self) -> None:
        self.tokens -= 1
        if not self.tokens:
            self.leave()

    def leave(self) -> None:
        """It is over, with all that still waits in it."""
        self.end()
        self.over()

    def take_over(self) -> None:
        """Ends every token and every wait in it; something else begins instead."""
        self.interrupted = True
        self.clear()
        self.flow = self.inner()
        self.tokens = 0


@dataclass(eq=False)
class Wait:
    """Something that a token, border or scope waits for."""

    place: Place
    kind: str
    element: str
    happen: Callable[[Variables], None]
    name: str = ""
    due: datetime | None = None
    lasting: bool = False
    options: Callable[[], list[JsonValue]] = list
    number: int = 0
    was_true: bool = False

    def end(self) -> None:
        """Nothing is waited for any more."""
        if self in self.place.waits:
            self.place.waits.remove(self)


@dataclass
class Game:
    """One execution: what may happen to it, and what is seen of it."""

    now: datetime
    state: str = "active"
    completed: Counter[str] = field(default_factory=Counter)
    sent: list[str] = field(default_factory=list)
    _moves: deque[tuple[Place, Then]] = field(default_factory=deque)
    _count: int = 0

    def __post_init__(self) -> None:
        self.root = Scope(None, self, self._over, process=True)

    def _over(self) -> None:
        self.state = "completed"

    def fail(self) -> None:
        """An error that nobody catches."""
        self.state = "failed"
        self.root.end()

    def later(self, place: Place, move: Then) -> None:
        """A token is to move, unless its place has ended by then."""
        self._moves.append((place, move))

    def wait(self, wait: Wait) -> Wait:
        """Opens a wait at its place."""
        self._count += 1
        wait.number = self._count
        wait.place.waits.append(wait)
        return wait

    def waits(self) -> list[Wait]:
        """All that is waited for, oldest first."""
        found: list[Wait] = []
        places: list[Place] = [self.root]
        while places:
            place = places.pop()
            found += place.waits
            places += place.below
        return sorted(found, key=lambda wait: wait.number)

    # --- what happens -------------------------------------------------------------------------------------

    def happens(self, wait: Wait, result: Variables) -> None:
        """One thing that is waited for happens."""
        wait.happen(result)
        self.settle()

    def broadcast(self, name: str, payload: Variables) -> None:
        """A signal reaches everything that waits for it now."""
        for wait in self.waits():
            if wait.kind == "signal" and wait.name == name and wait in wait.place.waits:
                wait.happen(dict(payload))

    def pass_time(self, until: datetime) -> None:
        """The clock moves; what comes due happens in order of its time."""
        self.now = until
        while True:
            due = [(wait.due, wait.number, wait) for wait in self.waits() if wait.due is not None]
            first = min(due, default=None)
            if first is None or first[0] > until:
                return
            self.happens(first[2], {})

    def settle(self) -> None:
        """Every token moves as far as it can; a condition that turns true comes before the next move."""
        self._check_conditions()
        while self._moves:
            place, move = self._moves.popleft()
            if place.alive:
                move()
            self._check_conditions()

    def _check_conditions(self) -> None:
        for wait in self.waits():
            if wait.kind == "condition" and wait in wait.place.waits:
                true = wait.place.visible().get(wait.name) is True
                turned, wait.was_true = true and not wait.was_true, true
                if turned:
                    wait.happen({})
