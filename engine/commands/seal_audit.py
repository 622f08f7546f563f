"""Each night a seal on the audit log of each house, and after its term the deletion of what it sealed.

A night on which a house recorded nothing since the last seal has none: that one still holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection, Row, Select, and_, delete, func, insert, select, update

from engine.access.acts import Act, Attempt
from engine.commands.unit import Unit, transact
from engine.store.audit.seals import Head, Seal, hash_of_heads, hash_of_signed, sign
from engine.store.calendars import DEFAULT_CALENDAR, kept_calendar
from engine.store.tables.audit import audit_entry, audit_seal, audit_sealed_head, audit_stream
from engine.store.tables.definitions import house_calendar

if TYPE_CHECKING:
    from engine.commands.services import Services

_EMPTY: Final = Attempt(act=Act.CHANGE, operation="empty-audit-log", kind="audit-log")
_AT_ONCE: Final = 1_000
_BEGINNING: Final = datetime(1900, 1, 1, tzinfo=UTC)
_log = structlog.get_logger("ketenmotor.audit")


def seal_due(services: Services) -> int:
    """Seal the houses whose night has come, and file the copies of seals; return how many were sealed."""
    with services.database.read() as connection:
        now = services.now(connection)
        due = [found.house for found in _unsealed(connection) if found.midnight <= now]
    sealed = sum(_seal(services, house) for house in due)
    _file(services)
    return sealed


def next_keeping(services: Services, connection: Connection) -> datetime | None:
    """Return when the log next wants something: the seal of a night, or the end of a sealed day's term."""
    moments = [found.midnight for found in _unsealed(connection)]
    oldest = connection.scalar(_OLDEST_KEPT)
    if oldest is not None:
        moments.append(_end_of_term(services, oldest))
    return min(moments, default=None)


def empty_due(services: Services) -> int:
    """Delete the entries of sealed days whose term is over, oldest first; return how many days.

    What was sealed and deleted stays known by its seals.
    """
    with services.database.read() as connection:
        now = services.now(connection)
        oldest = connection.scalar(_OLDEST_KEPT)
        if oldest is None or _end_of_term(services, oldest) > now:
            return 0
        kept = connection.execute(_KEPT).all()
    due = list(takewhile(lambda row: _end_of_term(services, row.sealed_at) <= now, kept))
    for row in due:
        _empty(services, row.house, row.number)
    return len(due)


def _end_of_term(services: Services, sealed_at: datetime) -> datetime:
    return services.audit.term.after(sealed_at, ZoneInfo("UTC"))


@dataclass(frozen=True, slots=True)
class _Unsealed:
    """A house with entries that no seal covers, its time zone, and the midnight at which to seal it."""

    house: str
    zone: ZoneInfo
    midnight: datetime


def _first_unsealed() -> Select[Any]:
    """Select of each house: since when it is unsealed, the day that its last seal closed, its calendar."""
    houses = select(audit_stream.c.house).distinct().subquery()
    last, closed = (
        select(column)
        .where(audit_seal.c.house == houses.c.house)
        .order_by(audit_seal.c.number.desc())
        .limit(1)
        .correlate(houses)
        .scalar_subquery()
        for column in (audit_seal.c.sealed_at, audit_seal.c.day)
    )
    since = (
        select(func.min(audit_entry.c.at))
        .where(audit_entry.c.house == houses.c.house, audit_entry.c.at >= func.coalesce(last, _BEGINNING))
        .correlate(houses)
        .scalar_subquery()
    )
    calendar = (
        select(house_calendar.c.content)
        .where(house_calendar.c.house == houses.c.house, house_calendar.c.id == DEFAULT_CALENDAR)
        .correlate(houses)
        .scalar_subquery()
    )
    return select(houses.c.house, since.label("since"), closed.label("closed"), calendar.label("calendar"))


_FIRST_UNSEALED: Final = _first_unsealed()
_KEPT: Final = (
    select(audit_seal.c.house, audit_seal.c.number, audit_seal.c.sealed_at)
    .where(audit_seal.c.emptied_at.is_(None))
    .order_by(audit_seal.c.sealed_at, audit_seal.c.house)
    .limit(_AT_ONCE)
)
_OLDEST_KEPT: Final = select(func.min(audit_seal.c.sealed_at)).where(audit_seal.c.emptied_at.is_(None))


def _unsealed(connection: Connection) -> list[_Unsealed]:
    """The entries since each house's last seal; what was under way then comes with the next one."""
    found = [row for row in connection.execute(_FIRST_UNSEALED).all() if row.since is not None]
    zones = [ZoneInfo(kept_calendar(row.calendar).zone) for row in found]
    return [
        _Unsealed(row.house, zone, _midnight_after(zone, row.since, row.closed))
        for row, zone in zip(found, zones, strict=True)
    ]


def _midnight_after(zone: ZoneInfo, moment: datetime, closed: date | None) -> datetime:
    """The midnight that ends the day of a moment, or the first one after a day that a seal closed already."""
    day = moment.astimezone(zone).date() + timedelta(days=1)
    if closed is not None:
        day = max(day, closed + timedelta(days=2))
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _seal(services: Services, house: str) -> int:
    """Seal a house, unless another worker has just done so."""

    def work(unit: Unit) -> int:
        connection = unit.connection
        services.database.dialect.lock_name(connection, f"audit-seal {house}".encode())
        due = [found for found in _unsealed(connection) if found.house == house]
        if not due or due[0].midnight > unit.now:
            return 0
        seal = _made(unit, house, due[0].zone)
        signed = sign(seal, services.signing.current())
        row = {"house": house, "number": seal.number, "day": seal.day, "sealed_at": seal.sealed_at}
        connection.execute(insert(audit_seal), row | {"signed": signed, "filed": False, "emptied_at": None})
        heads = [
            {
                "stream": head.stream,
                "sequence": head.sequence,
                "house": house,
                "seal": seal.number,
                "digest": bytes.fromhex(head.digest),
            }
            for head in seal.changed
        ]
        if heads:
            connection.execute(insert(audit_sealed_head), heads)
        return 1

    return transact(services, None, work)[0]


def _made(unit: Unit, house: str, zone: ZoneInfo) -> Seal:
    connection = unit.connection
    last = connection.execute(
        select(audit_seal).where(audit_seal.c.house == house).order_by(audit_seal.c.number.desc()).limit(1)
    ).first()
    sealed_before = and_(
        audit_sealed_head.c.stream == audit_stream.c.stream,
        audit_sealed_head.c.sequence == audit_stream.c.sequence,
    )
    rows = connection.execute(
        select(audit_stream, audit_sealed_head.c.seal)
        .select_from(audit_stream.outerjoin(audit_sealed_head, sealed_before))
        .where(audit_stream.c.house == house)
        .order_by(audit_stream.c.stream)
    ).all()
    heads = {row.stream: Head(row.stream, row.sequence, bytes(row.digest).hex()) for row in rows}
    today = unit.now.astimezone(zone).date()
    return Seal(
        house=house,
        number=1 if last is None else last.number + 1,
        day=today - timedelta(days=1),
        sealed_at=unit.now,
        previous=None if last is None else hash_of_signed(last.signed),
        streams=len(heads),
        heads=hash_of_heads(heads.values()),
        changed=tuple(heads[row.stream] for row in rows if row.seal is None),
    )


def _file(services: Services) -> None:
    """Write the copies of seals that have none yet; a folder that fails is tried again at the next round."""
    files = services.audit.files
    if files is None:
        return
    with services.database.read() as connection:
        unfiled = connection.execute(select(audit_seal).where(audit_seal.c.filed.is_(False))).all()
    for row in unfiled:
        try:
            files.write(row.house, row.number, row.day, row.signed)
        except OSError as error:
            _log.error("seal_not_filed", house=row.house, number=row.number, reason=type(error).__name__)
            return
        with services.database.write() as connection:
            connection.execute(update(audit_seal).where(*_is(row)).values(filed=True))


def _is(row: Row[Any]) -> tuple[Any, Any]:
    return audit_seal.c.house == row.house, audit_seal.c.number == row.number


def _empty(services: Services, house: str, number: int) -> None:
    def work(unit: Unit) -> None:
        connection = unit.connection
        seal = (audit_seal.c.house == house) & (audit_seal.c.number == number)
        emptied = connection.execute(
            update(audit_seal).where(seal, audit_seal.c.emptied_at.is_(None)).values(emptied_at=unit.now)
        )
        if not emptied.rowcount:
            return
        heads = connection.execute(
            select(audit_sealed_head.c.stream, audit_sealed_head.c.sequence).where(
                audit_sealed_head.c.house == house, audit_sealed_head.c.seal == number
            )
        ).all()
        for head in heads:
            connection.execute(
                delete(audit_entry).where(
                    audit_entry.c.stream == head.stream, audit_entry.c.sequence <= head.sequence
                )
            )
        trail = unit.own_act(_EMPTY)
        trail.in_houses([house])

    transact(services, None, work)
