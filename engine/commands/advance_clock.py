"""Move virtual business time: event by event in order of due time, each run to quiescence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ScalarSelect, Select, bindparam, select

from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.calendar import CalendarError, parse_duration
from engine.commands.activate_jobs import BUILT_IN
from engine.commands.delivering import deliver, pending_deliveries
from engine.commands.destruction import destroy_due, destruction_moments
from engine.commands.emergency import end_emergencies, end_moments
from engine.commands.fire_timers import fire_timers, timer_moments
from engine.commands.overdue import tell_of_overdue, telling_moments
from engine.commands.purge import expire_messages, expiry_moments, forget_messages
from engine.commands.seal_audit import empty_due, next_keeping, seal_due
from engine.commands.services import Services
from engine.commands.start_timers import fire_start_timers, start_timer_moments
from engine.errors import Conflict, Fault, Invalid, NotFound
from engine.store.business_time import move_virtual_clock, virtual_now
from engine.store.tables.instances import root_instance
from engine.store.tables.jobs import job

MOST_EVENTS: Final = 100_000
_DELIVERIES: Final = 1_000
_BEGINNING: Final = datetime(1900, 1, 1, tzinfo=UTC)

BuiltInWork = Callable[[Services], int]
"""Does the built-in jobs that are available now, and returns how many it took."""


@dataclass(frozen=True, slots=True)
class Advanced:
    """Where the clock stands, and how much happened on the way."""

    now: datetime
    events: int


def read_clock(services: Services) -> datetime:
    """Return virtual business time.

    Raises:
        NotFound: the service runs on real time.
    """
    if services.business_clock is not None:
        raise NotFound
    with services.database.read() as connection:
        return virtual_now(connection)


def advance_clock(services: Services, person: Person, duration: str, built_in_work: BuiltInWork) -> Advanced:
    """Move the virtual clock forward by an ISO 8601 duration, on the calendar of UTC; see :func:`move_clock`.

    Raises:
        Invalid: it is no duration; or as :func:`move_clock` says.
    """
    try:
        target = parse_duration(duration).after(read_clock(services), ZoneInfo("UTC"))
    except CalendarError as error:
        raise Invalid([Fault("/duration", "duration", f"{error}.")]) from error
    return move_clock(services, person, target, built_in_work)


def move_clock(services: Services, person: Person, target: datetime, built_in_work: BuiltInWork) -> Advanced:
    """Move the virtual clock forward to a moment.

    Args:
        services: what commands work with.
        person: an operator.
        target: aware moment.
        built_in_work: does the jobs of the service itself.

    Raises:
        NotFound: the service runs on real time.
        Invalid: the moment has passed.
        Conflict: more than 100,000 events; the clock stands at the last one.
    """
    require(True, permits(person, Operation.MOVE_CLOCK))
    now = read_clock(services)
    if target < now:
        raise Invalid([Fault("/now", "time-passed", "Virtual time only moves forward.")])
    events = _settle(services, built_in_work, 0, now)
    while (due := _next_due(services)) is not None and due <= target:
        now = max(now, due)
        _move(services, now)
        events = _settle(services, built_in_work, events, now)
    if now < target:
        _move(services, target)
    return Advanced(target, events)


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of events that come with time.

    Args:
        moments: select when they are due.
        do: does those that are due, and returns how many.
    """

    moments: tuple[Select[Any], ...]
    do: Callable[[Services], int]


_KINDS: Final = (
    _Kind((timer_moments(),), lambda services: fire_timers(services, wait=True)),
    _Kind((start_timer_moments(),), lambda services: fire_start_timers(services, wait=True)),
    _Kind((expiry_moments(),), expire_messages),
    _Kind(destruction_moments(), destroy_due),
    _Kind(telling_moments(), tell_of_overdue),
    _Kind((end_moments(),), end_emergencies),
)


def _first(moments: Select[Any]) -> ScalarSelect[Any]:
    column = moments.selected_columns[0]
    return moments.where(column > bindparam("after")).order_by(column).limit(1).scalar_subquery()


_FIRSTS: Final = select(*(_first(moments) for kind in _KINDS for moments in kind.moments))
_PLACES: Final = tuple(place for place, kind in enumerate(_KINDS) for _ in kind.moments)
_RETRIES: Final = (
    select(job.c.available_at)
    .join(root_instance, root_instance.c.root_id == job.c.root_id)
    .where(
        job.c.type.startswith(BUILT_IN),
        job.c.retries > 0,
        root_instance.c.suspended_at.is_(None),
        root_instance.c.held.is_(None) | job.c.continues,
    )
)
_FIRSTS_AND_RETRY: Final = _FIRSTS.add_columns(_first(_RETRIES))


def _settle(services: Services, built_in_work: BuiltInWork, events: int, now: datetime) -> int:
    """Do everything that is due, until nothing is; return how many events there were in all."""
    while True:
        done = sum(kind.do(services) for kind in _due(services))
        done += _deliver(services) + built_in_work(services)
        events += max(done, 0)
        if done <= 0:
            _keep_audit_log(services, now)
            return events
        if events > MOST_EVENTS:
            moment = now.isoformat()
            raise Conflict(
                "too-many-events", f"More than {MOST_EVENTS} events: the clock stands at {moment}."
            )


def _deliver(services: Services) -> int:
    waiting = pending_deliveries(services, _DELIVERIES)
    if not waiting:
        return 0
    deliver(services, waiting, wait=True)
    return len(waiting) - len(pending_deliveries(services, _DELIVERIES))


def _keep_audit_log(services: Services, now: datetime) -> None:
    """What the service does at night by itself is no event of the house, and causes none."""
    keeping = next_keeping(services)
    if keeping is not None and keeping <= now:
        seal_due(services)
        forget_messages(services)
        empty_due(services)


def _move(services: Services, moment: datetime) -> None:
    with services.database.write() as connection:
        move_virtual_clock(connection, moment)


def _due(services: Services) -> list[_Kind]:
    """Return the kinds of which something is due: to look is far cheaper than a transaction for each."""
    with services.database.read() as connection:
        now = services.now(connection)
        firsts = connection.execute(_FIRSTS, {"after": _BEGINNING}).one()
    came = {place for place, first in zip(_PLACES, firsts, strict=True) if first is not None and first <= now}
    return [kind for place, kind in enumerate(_KINDS) if place in came]


def _next_due(services: Services) -> datetime | None:
    """Return when the next thing happens that is not due yet."""
    with services.database.read() as connection:
        now = virtual_now(connection)
        firsts = connection.execute(_FIRSTS_AND_RETRY, {"after": now}).one()
    found = (*firsts, next_keeping(services))
    return min((moment for moment in found if moment is not None and moment > now), default=None)
