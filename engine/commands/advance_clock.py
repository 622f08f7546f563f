"""Move virtual business time: event by event in order of due time, each run to quiescence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.calendar import CalendarError, parse_duration
from engine.commands.activate_jobs import BUILT_IN
from engine.commands.delivering import deliver, pending_deliveries
from engine.commands.destruction import destroy_due, next_destruction
from engine.commands.emergency import end_emergencies, next_end
from engine.commands.fire_timers import fire_timers, next_timer
from engine.commands.overdue import next_telling, tell_of_overdue
from engine.commands.purge import expire_messages, next_expiry
from engine.commands.seal_audit import empty_due, next_emptying, next_seal, seal_due
from engine.commands.services import Services
from engine.commands.start_timers import fire_start_timers, next_start_timer
from engine.errors import Conflict, Fault, Invalid, NotFound
from engine.store.business_time import move_virtual_clock, virtual_now
from engine.store.tables.instances import root_instance
from engine.store.tables.jobs import job

MOST_EVENTS: Final = 100_000
_DELIVERIES: Final = 1_000

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
    _move(services, target)
    return Advanced(target, events)


def _settle(services: Services, built_in_work: BuiltInWork, events: int, now: datetime) -> int:
    """Do everything that is due, until nothing is; return how many events there were in all."""
    while True:
        done = fire_timers(services, wait=True) + fire_start_timers(services, wait=True)
        waiting = pending_deliveries(services, _DELIVERIES)
        deliver(services, waiting, wait=True)
        done += len(waiting) - len(pending_deliveries(services, _DELIVERIES))
        done += built_in_work(services) + expire_messages(services)
        done += destroy_due(services) + tell_of_overdue(services)
        done += end_emergencies(services)
        events += max(done, 0)
        if done <= 0:
            # What the audit log does by itself is no event of the house, and causes none.
            seal_due(services)
            empty_due(services)
            return events
        if events > MOST_EVENTS:
            moment = now.isoformat()
            raise Conflict(
                "too-many-events", f"More than {MOST_EVENTS} events: the clock stands at {moment}."
            )


def _move(services: Services, moment: datetime) -> None:
    with services.database.write() as connection:
        move_virtual_clock(connection, moment)


def _next_due(services: Services) -> datetime | None:
    """Return when the next thing happens that is not due yet."""
    with services.database.read() as connection:
        now = virtual_now(connection)
        retry = connection.scalar(
            select(func.min(job.c.available_at))
            .join(root_instance, root_instance.c.root_id == job.c.root_id)
            .where(
                job.c.type.startswith(BUILT_IN),
                job.c.retries > 0,
                job.c.available_at > now,
                root_instance.c.suspended_at.is_(None),
            )
        )
    found = (
        next_timer(services),
        next_start_timer(services),
        next_expiry(services),
        next_destruction(services),
        next_end(services),
        next_seal(services),
        next_emptying(services),
        next_telling(services),
        retry,
    )
    return min((moment for moment in found if moment is not None and moment > now), default=None)
