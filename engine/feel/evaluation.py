"""The state of one running evaluation: its budget, its warnings, and the frames of its local names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from time import thread_time
from typing import TypeVar

from engine.feel.environment import MAX_WARNINGS, Environment, FeelWarning, Position
from engine.feel.errors import FeelLimitError
from engine.feel.values import FeelRange, Value

_TIME_CHECK_INTERVAL = 128
_ITEMS_PER_STEP = 8
_CONTAINER_SIZE = 2
_START = Position(1, 1)
_CONTAINERS = frozenset({list, dict, FeelRange})
TreeT = TypeVar("TreeT", list[Value], dict[str, Value], FeelRange)


def _children(value: Value) -> Collection[Value]:
    if type(value) is dict:
        return value.values()
    if type(value) is list:
        return value
    return (value.start,) if type(value) is FeelRange else ()


class Evaluation:
    """One call of ``evaluate``: counts what is used against the limits and records warnings."""

    __slots__ = ("_deadline", "_depth", "_next_check", "_size", "_sizes", "_steps", "environment", "position")

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.position = _START
        self._deadline = 0.0
        self._steps = 0
        self._next_check = 1
        self._depth = 0
        self._size = 0
        self._sizes: dict[int, tuple[Value, int]] = {}

    def null(self, code: str, text: str, position: Position | None = None) -> None:
        """Records why a value is null, and answers that null."""
        warnings = self.environment.warnings
        if len(warnings) < MAX_WARNINGS:
            place = position or self.position
            warnings.append(FeelWarning(code, text, place.line, place.column))

    def step(self) -> None:
        """Counts one iteration, filtered item or function call."""
        self._steps += 1
        if self._steps >= self._next_check:
            self._check()

    def work(self, items: int) -> None:
        """Counts a run over so many items, which takes a fraction of a step for each."""
        self._steps += items // _ITEMS_PER_STEP
        if self._steps >= self._next_check:
            self._check()

    def _check(self) -> None:
        self._next_check = self._steps + _TIME_CHECK_INTERVAL
        self.require_steps(0)
        self._check_time()

    def require_steps(self, count: int) -> None:
        """Refuses at once a loop that is known to be longer than the steps that are left."""
        if self._steps + count > self.environment.limits.steps:
            raise FeelLimitError(f"the expression takes more than {self.environment.limits.steps} steps")

    def _check_time(self) -> None:
        now = thread_time()
        if not self._deadline:
            self._deadline = now + self.environment.limits.seconds
        elif now > self._deadline:
            raise FeelLimitError(f"the expression takes more than {self.environment.limits.seconds} seconds")

    def seconds_left(self) -> float:
        """Processor time that is left, in seconds, never less than a millisecond."""
        self._check_time()
        return max(self._deadline - thread_time(), 0.001)

    def charge(self, size: int) -> None:
        """Counts characters or list items that are built."""
        self._size += size
        if self._size > self.environment.limits.size:
            raise FeelLimitError("the expression builds more text or longer lists than its limits allow")

    def text(self, built: str) -> str:
        """Counts a text that was built, and answers it."""
        if len(built) > self.environment.limits.string:
            raise FeelLimitError(f"a text is longer than {self.environment.limits.string} characters")
        self.charge(len(built))
        return built

    def items(self, built: list[Value]) -> list[Value]:
        """Counts a list that was made of some items of another, and answers it."""
        self.charge(len(built))
        return built

    def tree(self, built: TreeT) -> TreeT:
        """Counts a list or context with all that is nested in it, and answers it.

        Shared parts count each time, so that what comes after may walk every value that an expression builds.
        """
        self.charge(self._tree_size(built))
        return built

    def _tree_size(self, value: Value) -> int:
        known = self._sizes.get(id(value))
        if known is not None:
            return known[1]
        children = _children(value)
        nested = [child for child in children if type(child) in _CONTAINERS]
        size = len(children) + _CONTAINER_SIZE
        if nested:
            size += sum(self._tree_size(child) for child in nested)
            # kept with its value, so that no other can get the same identity meanwhile
            self._sizes[id(value)] = (value, size)
        return size

    def enter(self) -> None:
        """Counts a function call that is nested in those under way; `leave` must follow."""
        self.step()
        self._depth += 1
        if self._depth > self.environment.limits.depth:
            raise FeelLimitError(f"functions call each other more than {self.environment.limits.depth} deep")

    def leave(self) -> None:
        """Ends a nested function call."""
        self._depth -= 1


class Frame:
    """The names that one construct adds, on top of those around it; the outermost has no parent."""

    __slots__ = ("evaluation", "parent", "scope", "values")

    def __init__(
        self,
        evaluation: Evaluation,
        scope: Mapping[str, Value],
        parent: Frame | None = None,
        values: dict[str, Value] | None = None,
    ) -> None:
        self.evaluation = evaluation
        self.scope = scope
        self.parent = parent
        self.values: dict[str, Value] = {} if values is None else values

    def inner(self, values: dict[str, Value]) -> Frame:
        """A frame inside this one."""
        return Frame(self.evaluation, self.scope, self, values)
