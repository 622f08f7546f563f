"""Fire what is due: timers of instances, one root a transaction, and timers that start instances."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import structlog
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from engine.commands.delivering import perform
from engine.commands.refusing import stepping
from engine.commands.services import Services
from engine.commands.unit import Unit
from engine.errors import NotFound
from engine.store.tables.instances import root_instance
from engine.store.tables.waits import timer

_log = structlog.get_logger()
AT_ONCE: Final = 100


def fire_timers(services: Services, most: int = AT_ONCE, *, wait: bool = False) -> int:
    """Fire the timers that are due, the roots that wait longest first; return for how many roots.

    Args:
        services: what commands work with.
        most: roots at a time.
        wait: for roots that somebody else has locked; else they are left for the next time.
    """
    fired = 0
    for root_id in _due_roots(services, most):
        try:
            fired += fire_root_timers(services, root_id, wait=wait)
        except Exception as error:
            # Whatever is wrong with one root, the others go on.
            _log.exception("timers_postponed", root=root_id, reason=type(error).__name__)
    return fired


def fire_root_timers(services: Services, root_id: str, *, wait: bool = False) -> bool:
    """Fire what is due in one root instance; return whether anything came of it."""

    def work(unit: Unit) -> bool:
        try:
            root = unit.lock(root_id, skip_locked=not wait)
        except NotFound:
            return False
        if root.ended or root.suspended_at is not None:
            return False
        with stepping():
            root.instance.fire_timers()
        return root.save()

    return perform(services, None, work)


def _due_roots(services: Services, most: int) -> list[str]:
    with services.database.read() as connection:
        now = services.now(connection)
        query = (
            select(timer.c.root_id)
            .join(root_instance, root_instance.c.root_id == timer.c.root_id)
            .where(timer.c.due_at <= now, _may_fire())
            .group_by(timer.c.root_id)
            .order_by(func.min(timer.c.due_at), timer.c.root_id)
            .limit(most)
        )
        return list(connection.scalars(query))


def _may_fire() -> ColumnElement[bool]:
    """Timers, joined with their roots, that nothing keeps from firing."""
    going_on = or_(root_instance.c.held.is_(None), timer.c.continues)
    return and_(root_instance.c.suspended_at.is_(None), going_on)


def timer_moments() -> Select[tuple[datetime]]:
    """Select when the timers of running instances are due."""
    return (
        select(timer.c.due_at)
        .join(root_instance, root_instance.c.root_id == timer.c.root_id)
        .where(_may_fire())
    )
