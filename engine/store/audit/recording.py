"""Recording who does what: a command or query says what it attempts, and a refusal of it is written here.

What was done is written in the transaction that does it (:class:`engine.store.audit.trail.Trail`). A refused
act has no transaction any more, so that its entry gets one of its own, before the refusal is told: with the
same statements for what is hidden and for what does not exist.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, Self, TypeVar

from sqlalchemy import Connection

from engine.access.acts import Act, Attempt, Trace
from engine.access.person import Person
from engine.errors import Conflict, Forbidden, NotFound, Refusal
from engine.store.addresses import root_of
from engine.store.audit.concerning import find_refused
from engine.store.audit.streams import append
from engine.store.audit.trail import Trail
from engine.store.database import Database

SAME_PERSON = "same-person"
_OTHER_HOUSE = "other-house"
_ABSENT = "absent"
_HIDDEN = "hidden"


class Recorded(Protocol):
    """What commands and queries work with, as far as recording needs it."""

    @property
    def database(self) -> Database:
        """The main database."""
        ...

    @property
    def attempt(self) -> Attempt | None:
        """What is being attempted."""
        ...

    @property
    def trace(self) -> Trace | None:
        """The trace that this is part of."""
        ...

    def now(self, connection: Connection) -> datetime:
        """Business time."""
        ...

    def attempting(self, attempt: Attempt | None) -> Self:
        """The same, for one attempt."""
        ...


_Where = TypeVar("_Where", bound=Recorded)
_Who = TypeVar("_Who", bound=Person | None)
_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")
_Function = Callable[Concatenate[_Where, _Who, _Rest], _Result]


def recorded(
    act: Act, kind: str, object_argument: str | None = None
) -> Callable[[_Function[_Where, _Who, _Rest, _Result]], _Function[_Where, _Who, _Rest, _Result]]:
    """Let a command or query be recorded, and its refusals too.

    Args:
        act: what it does with data.
        kind: what kind of thing it is about.
        object_argument: name of its argument that holds the id of that thing, or after a point its attribute.
    """

    def decorate(
        function: _Function[_Where, _Who, _Rest, _Result],
    ) -> _Function[_Where, _Who, _Rest, _Result]:
        operation = function.__name__.replace("_", "-")
        signature = inspect.signature(function)

        @wraps(function)
        def attempting(where: _Where, person: _Who, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _Result:
            if person is None:
                return function(where.attempting(None), person, *rest, **named)
            if where.attempt is not None:  # it is part of what another one attempts
                return function(where, person, *rest, **named)
            given = None
            if object_argument is not None:
                name, _, attribute = object_argument.partition(".")
                given = signature.bind(where, person, *rest, **named).arguments[name]
                given = getattr(given, attribute) if attribute else given
            attempt = Attempt(act=act, operation=operation, kind=kind, object_id=given)
            own = where.attempting(attempt)
            try:
                return where.database.retrying(lambda: function(own, person, *rest, **named))
            except Refusal as refusal:
                if is_refusal_of_access(refusal):
                    record_refusal(own, person, refusal)
                raise

        return attempting

    return decorate


def is_refusal_of_access(refusal: Refusal) -> bool:
    """Tell whether something was refused because of who asked, and not because of how things stand."""
    if isinstance(refusal, Conflict):
        return refusal.code == SAME_PERSON
    return isinstance(refusal, Forbidden | NotFound)


def record_refusal(where: Recorded, person: Person, refusal: Refusal) -> None:
    """Write that a person was refused what they attempted."""
    attempt = where.attempt
    assert attempt is not None, "a recorded command or query attempts something"
    root_id = root_of(attempt.object_id)
    known = Attempt(
        act=attempt.act,
        operation=attempt.operation,
        kind=attempt.kind,
        # What has not the form of an id of ours could be anything, a name or a number of somebody too.
        object_id=attempt.object_id if root_id is not None else None,
    )

    # The service itself writes it: whoever is refused a case of another house is told of there.
    database = where.database.across_houses()

    def write() -> None:
        with database.write() as connection:
            trail = Trail(known, person, where.now(connection), where.trace)
            concerned = find_refused(connection, root_id or "")
            house = person.houses[0] if person.houses else ""
            reason = refusal.code
            if isinstance(refusal, NotFound):
                reason = _ABSENT if concerned is None else _HIDDEN
                if concerned is not None and concerned.house not in person.houses:
                    reason = _OTHER_HOUSE
            with database.dialect.last(connection):
                append(connection, database.dialect, [trail.refuse(reason, concerned, house)])

    database.retrying(write)
