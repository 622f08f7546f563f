"""Who wrote what an expression gives: known where it copies, unknown where it makes something new."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from engine.feel import Expression, JsonValue
from engine.feel.syntax import ContextLiteral, Name, Path, Syntax
from engine.model.origin import UNKNOWN, Origins, Place, below
from engine.run.variables import Level, levels

if TYPE_CHECKING:
    from engine.run.token import Token

_NO_ENTRIES: Final[Mapping[str, Origins]] = MappingProxyType({})


def origins_of(token: Token, expression: Expression) -> Origins:
    """Who wrote what the expression gives at the element.

    A variable or a member of one brings its writers along, and so does each entry of a context that is one
    of these. Whatever else is nobody's own.
    """
    if not token.workflow.top.origins:
        return UNKNOWN
    return _of(token, expression.syntax, _NO_ENTRIES)


def seen_origins(token: Token, name: str) -> Origins:
    """Who wrote what of the variable of that name that the element sees."""
    level = next((level for level in levels(token) if name in level), None)
    return _of_level(token, level, name)


def visible_origins(token: Token) -> Origins:
    """Who wrote what of all variables that the element sees, the names of these first in each place."""
    if not token.workflow.top.origins:
        return UNKNOWN
    found: dict[Place, str | None] = {}
    seen: set[str] = set()
    for level in levels(token):
        for name in level.keys() - seen:
            found.update({(name, *at): who for at, who in _of_level(token, level, name).items()})
        seen.update(level)
    return found


def _of(token: Token, syntax: Syntax, entries: Mapping[str, Origins]) -> Origins:
    match syntax:
        case Name(name) if name in entries:
            return entries[name]
        case Name() | Path():
            return _of_path(token, _steps(syntax), entries)
        case ContextLiteral(parts):
            return _of_context(token, parts, entries)
        case _:
            return UNKNOWN


def _of_context(
    token: Token, parts: tuple[tuple[str, Syntax], ...], entries: Mapping[str, Origins]
) -> Origins:
    inside = dict(entries)
    found: dict[Place, str | None] = {}
    for name, part in parts:
        inside[name] = _of(token, part, inside)
        found.update({(name, *at): who for at, who in inside[name].items()})
    return found


def _steps(syntax: Syntax) -> tuple[str, ...]:
    """The names of a path from a variable on; none when it begins with something else."""
    names: list[str] = []
    while isinstance(syntax, Path):
        names.append(syntax.member)
        syntax = syntax.source
    return (syntax.name, *reversed(names)) if isinstance(syntax, Name) else ()


def _of_path(token: Token, steps: tuple[str, ...], entries: Mapping[str, Origins]) -> Origins:
    if not steps or steps[0] in entries:
        return UNKNOWN
    level = next((level for level in levels(token) if steps[0] in level), None)
    value: JsonValue = None if level is None else level[steps[0]]
    for step in steps[1:]:
        if not isinstance(value, dict):  # a path into a list gives a member of each item
            return UNKNOWN
        value = value.get(step)
    return below(_of_level(token, level, steps[0]), steps[1:])


def _of_level(token: Token, level: Level | None, name: str) -> Origins:
    number = None if level is None else _number(token, level)
    return UNKNOWN if number is None else token.workflow.top.origins_of(number, name)


def _number(token: Token, level: Level) -> int | None:
    """The number of the scope or element whose variables these are; None of what was kept or reckoned."""
    scope = token.workflow
    current: Token | None = token
    while True:
        while current is not None:
            if level is current.internal_data.get("vars") or level is current.internal_data.get("own"):
                return current.id
            current = current.above
        if scope.data is level:
            return scope.number
        if scope.host is None or scope.is_process:
            return None
        current = scope.host
        scope = current.workflow
