"""Cases whose date of destruction has come and that cannot be destroyed: somebody in the house is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select, update

from engine.commands.custody import manifest_of
from engine.commands.delivering import perform
from engine.commands.destruction import due, earliest, held
from engine.commands.services import Services
from engine.commands.throwing import tell_about
from engine.commands.unit import Unit
from engine.feel import JsonValue
from engine.store.tables.instances import root_instance

_AT_ONCE: Final = 100


def tell_of_overdue(services: Services) -> int:
    """Tell the house of each case that is due and cannot be destroyed: it is held, still runs or runs again.

    The manifest names the message; its key is the case number. Each is told once, until its hold is lifted
    or its date moves.
    """
    with services.database.read() as connection:
        now = services.now(connection)
        query = select(root_instance.c.root_id).where(_to_tell(), _overdue(now)).limit(_AT_ONCE)
        found = list(connection.scalars(query))
    return sum(_tell(services, root_id) for root_id in found)


def telling_moments() -> tuple[Select[Any], ...]:
    """Select when cases are due that will not be destroyed then."""
    dates = (root_instance.c.retain_until, root_instance.c.limit_until)
    return tuple(select(date).where(_to_tell(), _waits()) for date in dates)


def _to_tell() -> ColumnElement[bool]:
    return and_(root_instance.c.case_type.is_not(None), root_instance.c.told_at.is_(None))


def _waits() -> ColumnElement[bool]:
    """Cases that are not destroyed when their date comes; one that has ended may run again for a request."""
    return or_(root_instance.c.ended_at.is_(None), held())


def _overdue(now: datetime) -> ColumnElement[bool]:
    return and_(_waits(), due(now))


def _tell(services: Services, root_id: str) -> bool:
    def work(unit: Unit) -> bool:
        of_root = root_instance.c.root_id == root_id
        query = select(root_instance).where(of_root, _to_tell(), _overdue(unit.now))
        dialect = services.database.dialect
        row = unit.connection.execute(dialect.lock_rows(query, of=root_instance)).first()
        if row is None:
            return False
        unit.connection.execute(update(root_instance).where(of_root).values(told_at=unit.now))
        message = manifest_of(unit, row.house).custody.message
        if message is not None:
            tell_about(unit, root_id, row.house, message, row.case_number, _notice(row))
        return True

    return perform(services, None, work)


def _notice(row: Row[Any]) -> dict[str, JsonValue]:
    date = earliest(row.retain_until, row.limit_until)
    return {
        "caseId": row.root_id,
        "caseNumber": row.case_number,
        "due": None if date is None else date.isoformat(),
        "running": row.ended_at is None and row.retain_until is None,  # not again, after its end
    }
