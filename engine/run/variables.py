"""Variables of scopes: what an element sees, and where its results go (BPMN 2.0.2, clause 10.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engine.feel import JsonValue, Value
from engine.model import origin
from engine.model.origin import UNKNOWN, Origins
from engine.run.kept import Counts, Variables
from engine.run.token import Token

if TYPE_CHECKING:
    from engine.run.scope import Scope

Level = Mapping[str, Any]

_COUNTERS = {
    "numberOfInstances": "total",
    "numberOfActiveInstances": "active",
    "numberOfCompletedInstances": "completed",
    "numberOfTerminatedInstances": "terminated",
    "nrOfInstances": "total",
    "nrOfActiveInstances": "active",
    "nrOfCompletedInstances": "completed",
    "nrOfTerminatedInstances": "terminated",
}


class Counters(dict[str, Any]):
    """A level that is reckoned, not stored: read-only for models, and no variable of any scope."""


def counters(loop: Counts) -> Counters:
    """The counters of a multi-instance body by the names of the standard and their short synonyms."""
    return Counters({name: loop.get(kept) for name, kept in _COUNTERS.items()} if "total" in loop else {})


def levels(token: Token, *, outer: bool = False) -> list[Level]:
    """The variables that the element sees, nearest first; `outer` leaves out its own."""
    found: list[Level] = []
    scope = token.workflow
    current = token.above if outer else token
    while True:
        tasks = scope.tasks
        while current is not None:
            if current.internal_data and (current is token or not current.task_spec.isolates):
                _add_locals(found, current)
            above = current._parent
            current = None if above is None else tasks[above]
        found.append(scope.data)
        if scope.host is None or scope.is_process:
            return found
        current = scope.host
        scope = current.workflow


def _add_locals(found: list[Level], token: Token) -> None:
    internal = token.internal_data
    own = internal.get("vars")
    if own and not (found and found[-1] is own):
        found.append(own)
    if "own" in internal:
        found.append(internal["own"])
    if "snapshot" in internal:
        found.append(internal["snapshot"])
    if "idx" in internal:
        found.append(Counters(loopCounter=internal["idx"] + 1))
    if "loop" in internal:
        found.append(counters(internal["loop"]))


class Names(Mapping[str, Value]):
    """A read view on levels of variables: nothing is copied."""

    __slots__ = ("_levels", "_process", "_scope")

    def __init__(self, found: Sequence[Level], scope: Scope, process: Callable[[Scope], Value]) -> None:
        self._levels = found
        self._scope = scope
        self._process = process

    def __getitem__(self, name: str) -> Value:
        for level in self._levels:
            if name in level:
                found: Value = level[name]
                return found
        if name == "process":
            return self._process(self._scope)
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return name == "process" or any(name in level for level in self._levels)

    def __iter__(self) -> Iterator[str]:
        seen: dict[str, None] = {"process": None}
        for level in self._levels:
            seen.update(dict.fromkeys(level))
        return iter(seen)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def visible(token: Token) -> Variables:
    """All variables that the element sees, merged, nearest winning."""
    merged: Variables = {}
    for level in reversed(levels(token)):
        if not isinstance(level, Counters):
            merged.update(level)
    return merged


def find(token: Token, name: str, *, outer: bool = False) -> tuple[Scope, int, Variables]:
    """Where a result of that name belongs: the nearest scope that has it, else the root of the process
    instance.

    An instance of a multi-instance activity keeps what is written inside it: its body returns its output
    collection and nothing else.
    """
    scope = token.workflow
    current = token.above if outer else token
    while True:
        while current is not None and current.above is not None:
            internal = current.internal_data
            own = internal.get("vars")
            if own is not None and name in own:
                return scope, current.id, own
            if "item" in internal:
                return scope, current.id, current.locals
            current = current.above
        if name in scope.data or scope.host is None or scope.is_process:
            return scope, scope.number, scope.data
        current = scope.host
        scope = current.workflow


def write(
    token: Token,
    path: tuple[str, ...],
    value: JsonValue,
    *,
    outer: bool = False,
    origins: Origins = UNKNOWN,
) -> None:
    """Writes a result by the rule of :func:`find`; a longer path merges into the context that is there."""
    scope, number, variables = find(token, path[0], outer=outer)
    _assign(scope, number, variables, path, value, origins)


def write_local(token: Token, path: tuple[str, ...], value: JsonValue, origins: Origins = UNKNOWN) -> None:
    """Writes a variable of the element itself."""
    _assign(token.workflow, token.id, token.locals, path, value, origins)


def _assign(
    scope: Scope,
    number: int,
    variables: Variables,
    path: tuple[str, ...],
    value: JsonValue,
    origins: Origins,
) -> None:
    top, name = scope.top, path[0]
    if len(path) > 1 and top.origins:
        origins = origin.placed(top.origins_of(number, name), path[1:], origins)
    top.assign(scope, number, variables, name, placed(variables, path, value), origins)


def placed(variables: Mapping[str, JsonValue], path: tuple[str, ...], value: JsonValue) -> JsonValue:
    """The new value of the variable `path[0]` when `value` stands at `path`; copies, never changes."""
    if len(path) == 1:
        return value
    before = variables.get(path[0])
    inner = before if isinstance(before, dict) else {}
    return {**inner, path[1]: placed(inner, path[1:], value)}


def merged(before: JsonValue, after: JsonValue) -> JsonValue:
    """`after` over `before`: contexts merge by key, everything else is replaced."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return after
    return {**before, **{name: merged(before.get(name), value) for name, value in after.items()}}
