"""How errors and escalations find who catches them (clauses 10.5.1, 10.5.7 and 13.5)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.conformance.token_game.board import Place, Scope, Trap


def throw(place: Place, kind: str, code: str) -> bool:
    """Throws from a place outwards; answers whether somebody caught it.

    Nearest first, and at one border or scope the exact code before a catch without code. What an event
    subprocess throws is for nobody beside it in its scope.
    """
    for traps in _outwards(place):
        for exact in (True, False):
            for trap in traps:
                if trap.catches(kind, code, exact=exact):
                    trap.spring()
                    return True
    return False


def _outwards(place: Place) -> Iterator[list[Trap]]:
    current: Place | None = place
    from_handler = False
    while current is not None:
        if not isinstance(current, Scope):
            yield current.traps
        else:
            if not from_handler and not current.interrupted:
                yield current.traps
            from_handler = current.handles
        current = current.above
