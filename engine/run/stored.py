"""Variables out of a stored state, for reading alone: without definitions, without building anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from engine.feel import JsonValue
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
            _, _, _, scopes = upgrade(_decoder.decode(state))
        except msgspec.DecodeError as error:
            raise UnreadableState("the stored state is no JSON; restore it from a backup") from error
        self._scopes: dict[int, _Scope] = {}
        self._tokens: dict[int, _Token] = {}
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
        for level in self._levels(element):
            merged = level | merged
        return merged

    def _levels(self, element: int) -> Iterator[Variables]:
        number, scope = element, self._tokens[element].scope
        if element in self._scopes:
            yield self._scopes[element].variables
        while True:
            while (token := self._tokens.get(number)) is not None and token.scope is scope:
                yield token.internal.get("vars") or {}
                yield token.internal.get("snapshot") or {}
                number = token.parent
            yield scope.variables
            if scope.host == 0 or scope.whole_process:
                return
            number, scope = scope.host, self._tokens[scope.host].scope
