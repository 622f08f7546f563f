"""Move virtual business time: event by event in order of due time, each run to quiescence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.calendar import CalendarError, parse_duration
from engine.commands.agenda import Agenda, read_agenda
from engine.commands.delivering import deliver, pending_deliveries
from engine.commands.purge import forget_messages
from engine.commands.seal_audit import empty_due, seal_due
from engine.commands.services import Services
from engine.errors import Conflict, Fault, Invalid, NotFound
from engine.store.audit.recording import recorded
from engine.store.business_time import move_virtual_clock, virtual_now

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


@recorded(Act.CHANGE, "clock")
def advance_clock(services: Services, person: Person, duration: str, built_in_work: BuiltInWork) -> Advanced:
    """Move the virtual clock forward by an ISO 8601 duration, on the calendar of UTC; see :func:`move_clock`.

    Raises:
        Invalid: it is no duration; or as :func:`move_clock` says.
    """
    require(True, permits(person, Operation.MOVE_CLOCK))
    now = read_clock(services)
    try:
        target = parse_duration(duration).after(now, ZoneInfo("UTC"))
    except CalendarError as error:
        raise Invalid([Fault("/duration", "duration", f"{error}.")]) from error
    return _move(services, now, target, built_in_work)


@recorded(Act.CHANGE, "clock")
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
    return _move(services, read_clock(services), target, built_in_work)


def _move(services: Services, now: datetime, target: datetime, built_in_work: BuiltInWork) -> Advanced:
    if target < now:
        raise Invalid([Fault("/now", "time-passed", "Virtual time only moves forward.")])
    events, due = _settle(services, built_in_work, 0, now)
    while due is not None and due <= target:
        now = due
        _set(services, now)
        events, due = _settle(services, built_in_work, events, now)
    if now < target:
        _set(services, target)
    return Advanced(target, events)


def _settle(
    services: Services, built_in_work: BuiltInWork, events: int, now: datetime
) -> tuple[int, datetime | None]:
    """Do everything that is due, until nothing is; return the number of all events, and what is next."""
    while True:
        agenda = read_agenda(services)
        done = 0 if agenda.is_empty else _do(services, agenda, built_in_work)
        events += max(done, 0)
        if done <= 0:
            return events, _keep_audit_log(services, agenda)
        if events > MOST_EVENTS:
            moment = now.isoformat()
            raise Conflict(
                "too-many-events", f"More than {MOST_EVENTS} events: the clock stands at {moment}."
            )


def _do(services: Services, agenda: Agenda, built_in_work: BuiltInWork) -> int:
    done = sum(kind.do(services) for kind in agenda.due)
    return done + _deliver(services) + built_in_work(services)


def _deliver(services: Services) -> int:
    waiting = pending_deliveries(services, _DELIVERIES)
    if not waiting:
        return 0
    deliver(services, waiting, wait=True)
    return len(waiting) - len(pending_deliveries(services, _DELIVERIES))


def _keep_audit_log(services: Services, agenda: Agenda) -> datetime | None:
    """Return what is next; what the service does at night by itself is no event, and causes none."""
    if not agenda.keeps:
        return agenda.next
    seal_due(services)
    forget_messages(services)
    empty_due(services)
    return read_agenda(services).next


def _set(services: Services, moment: datetime) -> None:
    with services.database.write() as connection:
        move_virtual_clock(connection, moment)
