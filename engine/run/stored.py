"""Variables out of a stored state, for reading alone: without definitions, without building anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from engine.feel import JsonValue
from engine.model.origin import Origins, Place, from_json
from engine.run.faults import UnreadableState
from engine.run.upgrades import upgrade

Variables = dict[str, JsonValue]

_decoder = msgspec.json.Decoder(float_hook=Decimal)


@dataclass(frozen=True, slots=True)
class _Scope:
    host: int
    whole_process: bool
    variables: Variables


@dataclass(frozen=True, slots=True)
class _Token:
    scope: _Scope
    parent: int
    internal: Mapping[str, Any]


class StoredVariables:
    """The variables of one stored state.

    Args:
        state: as :meth:`engine.run.instance.Instance.dump` made it.

    Raises:
        UnreadableState: the state is none, or of a format that this release does not know.
    """

    def __init__(self, state: bytes) -> None:
        try:
            _, _, _, scopes, origins = upgrade(_decoder.decode(state))
        except msgspec.DecodeError as error:
            raise UnreadableState("the stored state is no JSON; restore it from a backup") from error
        self._scopes: dict[int, _Scope] = {}
        self._tokens: dict[int, _Token] = {}
        self._origins = {(number, name): from_json(entries) for number, name, entries in origins}
        for host, _, process, variables, *_, tokens in scopes:
            scope = self._scopes[host] = _Scope(host, process is not None, variables)
            for number, parent, _, _, internal in tokens:
                self._tokens[number] = _Token(scope, parent, internal)

    def of_scope(self, scope: int = 0) -> Variables | None:
        """The variables of one scope alone: an instance or element by number; None when it is not active."""
        if scope in self._scopes:
            return self._scopes[scope].variables
        token = self._tokens.get(scope)
        return None if token is None else token.internal.get("vars") or {}

    def visible(self, element: int) -> Variables | None:
        """All that an active element sees, nearest winning; None when there is no such element."""
        if element not in self._tokens:
            return None
        merged: Variables = {}
        for _, level in self._levels(element):
            merged = level | merged
        return merged

    def origins_of_scope(self, scope: int = 0) -> Origins:
        """Who wrote what of the variables of one scope, their names first in each place."""
        return self._under(scope, self.of_scope(scope) or {})

    def visible_origins(self, element: int) -> Origins:
        """Who wrote what of all that an active element sees."""
        found: dict[Place, str | None] = {}
        seen: set[str] = set()
        for number, level in self._levels(element) if element in self._tokens else ():
            found.update(self._under(number, level.keys() - seen))
            seen.update(level)
        return found

    def _under(self, number: int | None, names: Iterable[str]) -> Origins:
        found: dict[Place, str | None] = {}
        for name in names if number is not None and self._origins else ():
            entries = self._origins.get((number, name), {})
            found.update({(name, *at): who for at, who in entries.items()})
        return found

    def _levels(self, element: int) -> Iterator[tuple[int | None, Variables]]:
        """Variables with the number of their scope or element, nearest first; a kept copy has none."""
        number, scope = element, self._tokens[element].scope
        if element in self._scopes:
            yield element, self._scopes[element].variables
            yield element, self._tokens[element].internal.get("own") or {}
        while True:
            while (token := self._tokens.get(number)) is not None and token.scope is scope:
                yield number, token.internal.get("vars") or {}
                yield None, token.internal.get("snapshot") or {}
                number = token.parent
            yield scope.host, scope.variables
            if scope.host == 0 or scope.whole_process:
                return
            number, scope = scope.host, self._tokens[scope.host].scope
