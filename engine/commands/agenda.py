"""What a moment of virtual time asks for, and when the next one comes: read in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, exists, or_, select

from engine.commands.activate_jobs import BUILT_IN, is_available
from engine.commands.destruction import destroy_due, destruction_moments
from engine.commands.emergency import end_emergencies, end_moments
from engine.commands.fire_timers import fire_timers, timer_moments
from engine.commands.overdue import tell_of_overdue, telling_moments
from engine.commands.purge import expire_messages, expiry_moments
from engine.commands.seal_audit import next_keeping
from engine.commands.services import Services
from engine.commands.start_timers import fire_start_timers, start_timer_moments
from engine.store.business_time import virtual_now
from engine.store.tables.instances import root_instance
from engine.store.tables.jobs import job
from engine.store.tables.messages import delivery

_BEGINNING: Final = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of events that come with time.

    Args:
        moments: select when they are due.
        do: does those that are due, and returns how many.
    """

    moments: tuple[Select[Any], ...]
    do: Callable[[Services], int]


KINDS: Final = (
    Kind((timer_moments(),), lambda services: fire_timers(services, wait=True)),
    Kind((start_timer_moments(),), lambda services: fire_start_timers(services, wait=True)),
    Kind((expiry_moments(),), expire_messages),
    Kind(destruction_moments(), destroy_due),
    Kind(telling_moments(), tell_of_overdue),
    Kind((end_moments(),), end_emergencies),
)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What there is to do at a moment.

    Args:
        due: the kinds of events of which some are due.
        deliveries: whether thrown messages or signals wait for their receivers.
        jobs: whether built-in jobs wait, or are being done.
        keeps: whether the audit log is to be sealed or emptied.
        next: when the next thing comes that is not due yet.
    """

    due: tuple[Kind, ...]
    deliveries: bool
    jobs: bool
    keeps: bool
    next: datetime | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing happens until the next moment; keeping the audit log is no event."""
        return not (self.due or self.deliveries or self.jobs)


def read_agenda(services: Services) -> Agenda:
    """Read what is to be done now: to look is far cheaper than a transaction for each kind of work."""
    with services.database.read() as connection:
        now = virtual_now(connection)
        moments = {"now": now, "machine_now": services.machine_clock.now()}
        *firsts, deliveries, jobs = connection.execute(_WORK, {"after": _BEGINNING} | moments).one()
        coming = connection.execute(_COMING, {"after": now}).one()
        keeping = next_keeping(services, connection)
    came = {place for place, first in zip(_PLACES, firsts, strict=True) if first is not None and first <= now}
    return Agenda(
        due=tuple(kind for place, kind in enumerate(KINDS) if place in came),
        deliveries=deliveries,
        jobs=jobs,
        keeps=keeping is not None and keeping <= now,
        next=min(
            (moment for moment in (*coming, keeping) if moment is not None and moment > now), default=None
        ),
    )


def _first(moments: Select[Any]) -> ScalarSelect[Any]:
    column = moments.selected_columns[0]
    return moments.where(column > bindparam("after")).order_by(column).limit(1).scalar_subquery()


def _is_built_in() -> ColumnElement[bool]:
    return job.c.type.startswith(BUILT_IN)


def _built_in_work() -> ColumnElement[bool]:
    joined = job.join(root_instance, root_instance.c.root_id == job.c.root_id)
    waits = is_available(bindparam("now"), bindparam("machine_now"))
    under_lease = job.c.locked_until > bindparam("machine_now")
    return exists(select(job.c.root_id).select_from(joined).where(_is_built_in(), or_(waits, under_lease)))


_PLACES: Final = tuple(place for place, kind in enumerate(KINDS) for _ in kind.moments)
_FIRSTS: Final = select(*(_first(moments) for kind in KINDS for moments in kind.moments))
_WORK: Final = _FIRSTS.add_columns(exists(select(delivery.c.id)), _built_in_work())
_RETRIES: Final = (
    select(job.c.available_at)
    .join(root_instance, root_instance.c.root_id == job.c.root_id)
    .where(
        _is_built_in(),
        job.c.retries > 0,
        root_instance.c.suspended_at.is_(None),
        root_instance.c.held.is_(None) | job.c.continues,
    )
)
_COMING: Final = _FIRSTS.add_columns(_first(_RETRIES))
