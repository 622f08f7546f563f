"""The houses that the service works for, and their calendars."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from sqlalchemy import insert, select, update

from engine.access.acts import Act
from engine.access.decision import OTHER_HOUSE, deny, require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.commands.services import Services
from engine.commands.start_timers import set_house_timers
from engine.commands.throwing import reckon_terms_later
from engine.commands.unit import Unit, transact
from engine.errors import Fault, Invalid, NotFound, PreconditionFailed
from engine.store.audit.recording import recorded
from engine.store.calendars import DEFAULT_CALENDAR, read_calendar
from engine.store.records.batch import Cells
from engine.store.tables.cases import deadline
from engine.store.tables.definitions import house, house_calendar


def house_of(person: Person, wanted: str | None) -> str:
    """Return the house in which a person does something.

    Raises:
        Forbidden: they do not work for that house.
        Invalid: they work for several and named none.
    """
    if wanted is not None:
        if wanted not in person.houses:
            raise OTHER_HOUSE.refusal()
        return wanted
    if len(person.houses) != 1:
        detail = "You do not work for exactly one house: say which one is meant."
        raise Invalid([Fault("/house", "house-needed", detail)])
    return person.houses[0]


def register_house(
    services: Services,
    house_id: str,
    name: str,
    organisation: str | None = None,
    contact: str | None = None,
    *,
    region: str | None = None,
    national: bool = False,
    since: date | None = None,
    until: date | None = None,
) -> None:
    """Add a house, or enter it anew.

    Args:
        services: what commands work with.
        house_id: its id.
        name: what people call it.
        organisation: id of the organisation that the house is; without one nobody is of it.
        contact: whom people of other houses may ask about a case that both know, as they read it.
        region: of the houses that are told together; without one it is a region by itself.
        national: it is the office of all houses together, and none of them.
        since: its first day among the houses, for figures of all of them; None for always.
        until: its last day among them.
    """

    entered: Cells = {
        "name": name,
        "organisation": organisation,
        "contact": contact,
        "region": region,
        "national": national,
        "since": since,
        "until": until,
    }
    transact(services, None, lambda unit: _enter(unit, house_id, entered))


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseEntry:
    """What an administrator enters about a house; as for :func:`register_house`."""

    name: str
    organisation: str
    contact: str | None = None
    region: str | None = None
    national: bool = False
    since: date | None = None
    until: date | None = None


@recorded(Act.CHANGE, "house", "house_id")
def enter_house(services: Services, person: Person, house_id: str, entry: HouseEntry) -> None:
    """Add a house, or enter it anew.

    Args:
        services: what commands work with.
        person: an administrator: of the house if there is one by that id, else of whichever house.
        house_id: its id.
        entry: all that is known of it.

    Raises:
        Forbidden: the person is no administrator, or not of that house; or `office`: it would become the
            office of all houses or no longer be it, which opens figures and messages of all of them.
        Invalid: its last day lies before its first.
    """
    require(True, permits(person, Operation.MANAGE_HOUSES))
    if entry.since is not None and entry.until is not None and entry.until < entry.since:
        raise Invalid([Fault("/until", "period", "The last day lies before the first: swap them.")])
    entered: Cells = asdict(entry)
    across = services.across_houses()  # it is a house that the person need not work for

    def work(unit: Unit) -> None:
        national = unit.connection.scalar(select(house.c.national).where(house.c.id == house_id))
        if national is not None:
            require(True, permits(person, Operation.MANAGE_HOUSES, house_id))
        if entry.national is not bool(national):
            raise _OFFICE.refusal()
        _enter(unit, house_id, entered)

    transact(across, person, work)


_OFFICE: Final = deny(
    "office", "Who is the office of all houses is entered on the machine of the service: `ketenmotor house`."
)


def _enter(unit: Unit, house_id: str, entered: Cells) -> None:
    if unit.trail is not None:
        unit.trail.in_houses([house_id])
    national = unit.connection.scalar(select(house.c.national).where(house.c.id == house_id))
    if national is None:
        unit.connection.execute(insert(house), {"id": house_id, **entered})
    else:
        unit.connection.execute(update(house).where(house.c.id == house_id).values(entered))
    if national is not entered["national"]:
        set_house_timers(unit, house_id)


@recorded(Act.CHANGE, "calendar", "house_id")
def set_calendar(
    services: Services,
    person: Person | None,
    house_id: str,
    content: bytes,
    *,
    calendar_id: str = DEFAULT_CALENDAR,
    if_match: int | None = None,
) -> int:
    """Set a calendar of a house; return its revision.

    Args:
        services: what commands work with.
        person: an administrator of the house; None for the service itself.
        house_id: whose calendar.
        content: the calendar as JSON.
        calendar_id: which of its calendars.
        if_match: the revision that the person has seen.

    Raises:
        Invalid: the content is no calendar.
        PreconditionFailed: it was changed in between.
    """
    written = read_calendar(content)
    if person is not None:
        require(house_id in person.houses, permits(person, Operation.MANAGE_HOUSES, house_id))

    def work(unit: Unit) -> int:
        if unit.connection.scalar(select(house.c.id).where(house.c.id == house_id)) is None:
            raise NotFound
        if unit.trail is not None:
            unit.trail.in_houses([house_id])
        at = (house_calendar.c.house == house_id) & (house_calendar.c.id == calendar_id)
        query = services.database.dialect.lock_rows(select(house_calendar.c.revision).where(at))
        revision = unit.connection.scalar(query)
        if if_match is not None and if_match != (revision or 0):
            raise PreconditionFailed
        cells = {"revision": (revision or 0) + 1, "content": written.text()}
        if revision is None:
            unit.connection.execute(insert(house_calendar), {"house": house_id, "id": calendar_id, **cells})
        else:
            unit.connection.execute(update(house_calendar).where(at).values(**cells))
        _reckon_running_terms(unit, house_id)
        return (revision or 0) + 1

    return transact(services, person, work)[0]


def _reckon_running_terms(unit: Unit, house_id: str) -> None:
    """Terms that run in the house are reckoned on its new calendar, by the worker: it may have many cases."""
    runs = (deadline.c.house == house_id, deadline.c.ended_at.is_(None))
    root_ids = unit.connection.scalars(select(deadline.c.root_id).where(*runs).distinct())
    reckon_terms_later(unit, house_id, root_ids.all())
