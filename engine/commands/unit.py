"""The unit of work: one command, one transaction, tried again when another writer is in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, select

from engine.access.acts import NOTHING, Attempt
from engine.access.person import Person
from engine.commands.replay import AnsweredBefore, Replay
from engine.commands.roots import RootInstance
from engine.commands.services import Services
from engine.errors import NotFound
from engine.run.host import Actor
from engine.store.audit.concerning import find_concerned
from engine.store.audit.trail import Trail
from engine.store.calendars import DEFAULT_CALENDAR
from engine.store.dialects.dialect import StoreDialect
from engine.store.keys import key_scope
from engine.store.tables.definitions import house_calendar
from engine.store.tables.instances import root_instance

Result = TypeVar("Result")
# With the calendar of its house: hardly any step does without.
_DEFAULT: Final = and_(
    house_calendar.c.house == root_instance.c.house, house_calendar.c.id == DEFAULT_CALENDAR
)
_ROOT: Final = (
    select(root_instance, house_calendar.c.content.label("calendar"))
    .select_from(root_instance.outerjoin(house_calendar, _DEFAULT))
    .where(root_instance.c.root_id == bindparam("root"))
)


_REFUSED: Final = 400
_ACCESS_REFUSED: Final = (403, 404)
_AGAIN: Final = "refused-before"
_NOWHERE: Final[Mapping[str, str | int]] = MappingProxyType({})


@lru_cache(maxsize=1024)
def _locking(
    dialect: StoreDialect, seen: ColumnElement[bool] | None, skip_locked: bool
) -> Select[tuple[Any, ...]]:
    """The statement that locks a root: built once for each condition, and those are kept by their rule."""
    root = _ROOT if seen is None else _ROOT.where(seen)
    return dialect.lock_rows(root, of=root_instance, skip_locked=skip_locked)


class Unit:
    """One transaction under way.

    Args:
        services: what commands work with.
        connection: the transaction.
        person: who gave the command; None for the engine itself.
    """

    def __init__(self, services: Services, connection: Connection, person: Person | None) -> None:
        self.services = services
        self.connection = connection
        self.person = person
        self.now: datetime = services.now(connection)
        self.thrown: list[str] = []
        self.trails: list[Trail] = []
        if services.attempt is not None and person is not None:
            self.trails.append(Trail(services.attempt, person, self.now, services.trace))

    @property
    def actor(self) -> Actor | None:
        """Who gave the command, as history names them."""
        return None if self.person is None else Actor(self.person.subject, self.person.organisation)

    def lock(
        self,
        root_id: str,
        *,
        seen: ColumnElement[bool] | None = None,
        place: Mapping[str, str | int] = _NOWHERE,
        skip_locked: bool = False,
    ) -> RootInstance:
        """Lock a root instance until the commit, and read it.

        Args:
            root_id: its id.
            seen: a condition on its row, so that what is hidden takes the statements of what is absent.
            place: the parameters of that condition, beside `root`.
            skip_locked: treat one that somebody else has locked as not found.

        Raises:
            NotFound: there is none.
        """
        query = _locking(self.services.database.dialect, seen, skip_locked)
        row = self.connection.execute(query, {"root": root_id, **place}).first()
        if row is None:
            raise NotFound
        self.services.failpoint("locked")
        return RootInstance.load(self, row)

    def concern(self, root_id: str, key_scope: str | None = None) -> None:
        """Note which root instance the command is about, for the answer that is kept of it.

        Args:
            root_id: its id.
            key_scope: scope of the key that seals its rows, where that is known.
        """
        if self.services.replay is not None:
            self.services.replay.concern(root_id, key_scope or self._key_scope(root_id))

    @property
    def trail(self) -> Trail | None:
        """What the audit log is to tell of the command; None for the service's own work."""
        return self.trails[0] if self.trails else None

    def own_act(self, attempt: Attempt) -> Trail:
        """Begin to tell the audit log of something that the service itself does in this transaction."""
        trail = Trail(attempt, None, self.now, self.services.trace)
        self.trails.append(trail)
        return trail

    def about(self, root_id: str) -> None:
        """Tell the audit log which root instance the command is about, where its row is not at hand."""
        if (trail := self.trail) is None:
            return
        found = find_concerned(self.connection, self.services.definitions, root_id)
        if found is not None:
            trail.about(found)

    def _key_scope(self, root_id: str) -> str:
        columns = root_instance.c
        facts = (columns.root_id, columns.house, columns.case_type, columns.about)
        row = self.connection.execute(select(*facts).where(columns.root_id == root_id)).one()
        return key_scope(row.root_id, row.house, row.case_type, row.about)


def _answered(replay: Replay, connection: Connection) -> AnsweredBefore | None:
    """Claim the row of a request; return its answer where it was answered before."""
    try:
        replay.claim(connection)
    except AnsweredBefore as before:
        return before
    return None


def _tell_again(unit: Unit, trail: Trail, before: AnsweredBefore) -> None:
    """Tell the audit log that a first answer is given again: that reads, and changes nothing.

    Of a refusal it is told again where somebody was refused for who they are.
    """
    status = before.answer.status
    if status in _ACCESS_REFUSED:
        trail.refused(_AGAIN)
    elif status >= _REFUSED:
        trail.idle()
    else:
        trail.only_reads()
        trail.reveals(before.revealed)
    if before.root_id is not None:
        unit.about(before.root_id)


def transact(
    services: Services, person: Person | None, work: Callable[[Unit], Result]
) -> tuple[Result, list[str]]:
    """Do work in one transaction, and return its result with the ids of the deliveries that it queued.

    The work may be done several times: it must have no effect outside the transaction.

    Raises:
        Conflict: other writers were in the way every time.
    """

    def once() -> tuple[Result, list[str]]:
        with services.database.write() as connection:
            unit = Unit(services, connection, person)
            before = None if services.replay is None else _answered(services.replay, connection)
            if before is None:
                result = work(unit)
            elif unit.trail is not None:
                _tell_again(unit, unit.trail, before)
            if before is None and services.replay is not None:
                revealed = NOTHING if unit.trail is None else unit.trail.revealed
                services.replay.keep(connection, result, revealed)
            with services.database.dialect.last(connection):
                for trail in unit.trails:
                    trail.write(connection, services.database.dialect)
                services.failpoint("written")
        if before is not None:
            raise before
        services.failpoint("committed")
        return result, unit.thrown

    return services.database.retrying(once)
