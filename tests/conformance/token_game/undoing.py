"""Compensation: what completed is undone in reverse order, with its data of then (clause 13.5.5)."""

from __future__ import annotations

from tests.conformance.token_game.board import Place, Record, Scope, Then


def undo_all(at: Place, records: list[Record], then: Then) -> None:
    """Runs the handlers, newest first, each to its end before the next."""
    if not records:
        then()
        return
    records[-1].begin(at, lambda: undo_all(at, records[:-1], then))


def compensate(at: Place, activity: str, *, waits: bool, then: Then) -> None:
    """Undoes one activity of the scope, or with an empty name all of it; goes on after that, or at once."""
    scope = compensated_scope(at.scope, activity)
    records = [each for each in scope.log if activity in ("", each.activity)]
    scope.log = [each for each in scope.log if each not in records]
    if waits:
        at.game.later(scope.flow, lambda: undo_all(scope.flow, records, lambda: then() if at.alive else None))
        return
    if records:
        scope.begin(lambda flow: undo_all(flow, records, flow.stop))
    then()


def compensated_scope(scope: Scope, activity: str) -> Scope:
    """What an event subprocess undoes is what itself did, else what the scope around it did."""
    while scope.handles and not any(activity in ("", each.activity) for each in scope.log):
        assert scope.above is not None
        scope = scope.above.scope
    return scope


def cancel(at: Place) -> None:
    """A transaction is cancelled: what runs in it stops, what completed is undone."""
    scope = at.scope
    while not scope.transaction:
        assert scope.above is not None
        scope = scope.above.scope
    records, scope.log = scope.log, []
    scope.take_over()
    scope.over = scope.cancelled
    scope.begin(lambda flow: undo_all(flow, records, flow.stop))
