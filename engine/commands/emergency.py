"""Opening a case in an emergency: for a reason, for a while, and never unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, insert, or_, select, update

from engine.access.acts import Act, Attempt
from engine.access.decision import require
from engine.access.emergency import may_open_in_emergency
from engine.access.instances import visible_cases
from engine.access.person import Person
from engine.calendar import parse_duration
from engine.commands.custody import check_reason, manifest_of
from engine.commands.delivering import perform
from engine.commands.services import Services
from engine.commands.throwing import tell_about
from engine.commands.unit import Unit, transact
from engine.errors import NotFound
from engine.model.manifest import Emergency
from engine.store.audit.recording import recorded
from engine.store.keys import case_scope
from engine.store.standings import seen_roots
from engine.store.tables.cases import participant
from engine.store.tables.emergency import emergency_access
from engine.store.tables.instances import root_instance
from engine.store.values import encode

_END: Final = Attempt(act=Act.CHANGE, operation="end-emergency-access", kind="case")


@dataclass(frozen=True, slots=True)
class EmergencyAccess:
    """A case that is open to somebody for a while."""

    case_id: str
    role: str
    ends_at: datetime


@recorded(Act.CHANGE, "case", "case_id")
def open_in_emergency(services: Services, person: Person, case_id: str, reason: str) -> EmergencyAccess:
    """Let somebody take part in a case that they are no part of, for as long as the manifest says.

    The house is told at once, by the message that the manifest names.

    Args:
        services: what commands work with.
        person: in a role that the manifest allows this.
        case_id: which case.
        reason: why it cannot wait; sealed.

    Raises:
        NotFound: there is no such case in the person's houses, or they may not know of it.
        Forbidden: none of their roles allows it.
        Invalid: there is no reason.
    """

    def work(unit: Unit) -> EmergencyAccess:
        case = _case(unit, person, case_id)
        manifest = manifest_of(unit, case.house)
        require(True, may_open_in_emergency(person, case.house, manifest))
        unit.concern(case_id, case_scope(case_id))
        unit.about(case_id)
        assert manifest.emergency is not None, "somebody may do it"
        return _open(unit, person, case, manifest.emergency, reason)

    check_reason(reason)
    return perform(services, person, work)


def end_emergencies(services: Services) -> int:
    """End every emergency access whose time is over; return how many."""
    with services.database.read() as connection:
        now = services.now(connection)
        over = connection.scalars(
            select(emergency_access.c.id).where(
                emergency_access.c.ended_at.is_(None), emergency_access.c.ends_at <= now
            )
        ).all()
    for access_id in over:
        _end(services, access_id)
    return len(over)


def end_moments() -> Select[tuple[datetime]]:
    """Select when emergency accesses end."""
    return select(emergency_access.c.ends_at).where(emergency_access.c.ended_at.is_(None))


def _case(unit: Unit, person: Person, case_id: str) -> Row[Any]:
    """Lock the row of a case that the person may open, or takes part in."""
    columns = root_instance.c
    houses = [
        house
        for house in person.houses
        if may_open_in_emergency(person, house, manifest_of(unit, house)).allowed
    ]
    wanted = (columns.root_id, columns.house, columns.case_number)
    query: Select[Any] = select(*wanted).where(
        columns.root_id == case_id,
        columns.case_type.is_not(None),
        or_(columns.house.in_(houses), seen_roots(visible_cases(person))),
    )
    locked = unit.services.database.dialect.lock_rows(query, of=root_instance)
    row = unit.connection.execute(locked).first()
    if row is None:
        raise NotFound
    return row


def _open(
    unit: Unit,
    person: Person,
    case: Row[Any],
    emergency: Emergency,
    reason: str,
) -> EmergencyAccess:
    case_id, house, access_id = case.root_id, case.house, unit.services.ids.new()
    ends_at = parse_duration(emergency.duration).after(unit.now, ZoneInfo("UTC"))
    key = unit.services.keys.key(case_scope(case_id))
    who = {"id": access_id, "root_id": case_id, "house": house, "person": person.subject}
    unit.connection.execute(
        insert(emergency_access),
        {
            **who,
            "organisation": person.organisation,
            "role": emergency.role,
            "reason": key.seal(encode(reason), emergency_access.c.reason, (access_id,)),
            "opened_at": unit.now,
            "ends_at": ends_at,
            "ended_at": None,
        },
    )
    unit.connection.execute(
        insert(participant),
        {
            **who,
            "element": 0,
            "instance": 0,
            "organisation": None,
            "role": emergency.role,
            "reason": None,
            "until_case_end": True,
            "joined_at": unit.now,
            "left_at": None,
            "ends_at": ends_at,
        },
    )
    if emergency.message is not None:
        told = {
            "caseNumber": case.case_number,
            "caseId": case_id,
            "person": person.subject,
            "name": person.name,
            "organisation": person.organisation,
            "reason": reason,
            "openedAt": unit.now.isoformat(),
            "endsAt": ends_at.isoformat(),
        }
        tell_about(unit, case_id, house, emergency.message, None, {"emergency": told})
    return EmergencyAccess(case_id, emergency.role, ends_at)


def _end(services: Services, access_id: str) -> None:
    def work(unit: Unit) -> None:
        mine = emergency_access.c.id == access_id
        row = unit.connection.execute(
            update(emergency_access)
            .where(mine, emergency_access.c.ended_at.is_(None))
            .values(ended_at=unit.now)
            .returning(emergency_access.c.root_id)
        ).first()
        if row is None:
            return
        still = (participant.c.id == access_id) & participant.c.left_at.is_(None)
        unit.connection.execute(update(participant).where(still).values(left_at=unit.now))
        trail = unit.own_act(_END)
        unit.about(row.root_id)
        assert trail is unit.trail

    transact(services, None, work)
