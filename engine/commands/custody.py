"""Decisions about the keeping of a case: holding it, keeping it longer, having it destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, or_, select, update

from engine.access.acts import Act
from engine.access.custody import Custodial, is_custodian, may_decide
from engine.access.decision import require
from engine.access.instances import visible_cases
from engine.access.person import Person
from engine.commands.delivering import perform
from engine.commands.destruction import (
    DestructionRecord,
    Ground,
    Why,
    delete_rows,
    earliest,
    finish_destruction,
    held,
)
from engine.commands.services import Services
from engine.commands.unit import Unit
from engine.errors import Conflict, Fault, Invalid, NotFound
from engine.model.manifest import NO_MANIFEST, Manifest
from engine.store.audit.recording import recorded
from engine.store.columns import Ciphertext
from engine.store.keys import case_scope
from engine.store.standings import seen_roots
from engine.store.tables.custody import case_hold, destruction_proposal, retention_extension
from engine.store.tables.instances import root_instance
from engine.store.values import encode

LONGEST_REASON: Final = 2_000


@dataclass(frozen=True, slots=True)
class Destruction:
    """What became of the request to destroy a case: proposed until a second person asks for the same."""

    record: DestructionRecord | None = None


@recorded(Act.CHANGE, "case", "case_id")
def place_hold(services: Services, person: Person, case_id: str, reason: str) -> None:
    """Hold a case: as long as somebody does, it is not destroyed. A hold that stands is entered anew.

    Raises:
        NotFound: there is no such case that the person may know of.
        Forbidden: the person may not hold cases.
        Invalid: there is no reason.
    """

    def work(unit: Unit) -> None:
        row = _case(unit, person, case_id, Custodial.HOLD)
        unit.connection.execute(delete(case_hold).where(case_hold.c.root_id == case_id))
        sealed = _sealed(unit, case_id, reason, case_hold.c.reason, (case_id,))
        held = {"root_id": case_id, **_who(person, row), "reason": sealed, "placed_at": unit.now}
        unit.connection.execute(insert(case_hold), held)

    check_reason(reason)
    perform(services, person, work)


@recorded(Act.CHANGE, "case", "case_id")
def lift_hold(services: Services, person: Person, case_id: str) -> None:
    """Let a case be destroyed again when its date comes; without a hold nothing changes.

    Raises:
        NotFound: there is no such case that the person may know of.
        Forbidden: the person may not hold cases.
    """

    def work(unit: Unit) -> None:
        _case(unit, person, case_id, Custodial.HOLD)
        unit.connection.execute(delete(case_hold).where(case_hold.c.root_id == case_id))
        _tell_anew(unit, case_id)

    perform(services, person, work)


@recorded(Act.CHANGE, "case", "case_id")
def extend_retention(services: Services, person: Person, case_id: str, until: datetime, reason: str) -> None:
    """Keep a case longer than the model and its regime say.

    Args:
        services: what commands work with.
        person: of the body that decides this.
        case_id: which case.
        until: its new date of destruction, later than the one it has.
        reason: why.

    Raises:
        NotFound: there is no such case that the person may know of.
        Forbidden: the person may not extend.
        Invalid: there is no reason, or the date is no later one.
    """

    def work(unit: Unit) -> None:
        row = _case(unit, person, case_id, Custodial.EXTEND)
        if until <= max(unit.now, earliest(row.retain_until, row.limit_until) or unit.now):
            raise Invalid([Fault("/until", "not-later", "That is not later than the date it has.")])
        count = select(func.count()).where(retention_extension.c.root_id == case_id)
        number = (unit.connection.scalar(count) or 0) + 1
        sealed = _sealed(unit, case_id, reason, retention_extension.c.reason, (case_id, number))
        row_of_extension = {
            "root_id": case_id,
            "number": number,
            **_who(person, row),
            "reason": sealed,
            "until": until,
            "decided_at": unit.now,
        }
        unit.connection.execute(insert(retention_extension), row_of_extension)
        later = None if row.retain_until is None else max(row.retain_until, until)
        changed = update(root_instance).where(_is(case_id))
        unit.connection.execute(changed.values(limit_until=until, retain_until=later, told_at=None))

    check_reason(reason)
    perform(services, person, work)


@recorded(Act.CHANGE, "case", "case_id")
def destroy_case(services: Services, person: Person, case_id: str, reason: str) -> Destruction:
    """Have a case destroyed now; unless the manifest lets one person decide, the second who asks does it.

    Raises:
        NotFound: there is no such case that the person may know of.
        Forbidden: the person may not have cases destroyed.
        Invalid: there is no reason.
        Conflict: somebody or its process holds the case, or the person asked for it before.
    """

    def work(unit: Unit) -> Destruction:
        row = _case(unit, person, case_id, Custodial.DESTROY)
        if unit.connection.scalar(select(root_instance.c.root_id).where(_is(case_id), held())):
            raise Conflict("case-held", "The case is held: it can be destroyed once the hold is over.")
        alone = manifest_of(unit, row.house).custody.alone
        query = select(destruction_proposal.c.person).where(destruction_proposal.c.root_id == case_id)
        first = unit.connection.scalar(query)
        if first == person.subject and not alone:
            raise Conflict("same-person", "You asked for this before: a second person has to ask as well.")
        if first is None and not alone:
            _propose(unit, person, row, reason)
            return Destruction()
        seconded = None if first in (None, person.subject) else person.subject
        why = Why(
            ground=Ground.DECISION,
            decided_by=person.subject if seconded is None else first,
            seconded_by=seconded,
        )
        return Destruction(delete_rows(unit, case_id, why))

    check_reason(reason)
    everywhere = services.across_houses()  # a kept answer is no house's once its instance is gone
    done = perform(everywhere, person, work)
    if done.record is not None:
        finish_destruction(everywhere, case_id)
    return done


@recorded(Act.CHANGE, "case", "case_id")
def withdraw_destruction(services: Services, person: Person, case_id: str) -> None:
    """Withdraw the request to destroy a case; without one nothing changes.

    Raises:
        NotFound: there is no such case that the person may know of.
        Forbidden: the person may not have cases destroyed.
    """

    def work(unit: Unit) -> None:
        _case(unit, person, case_id, Custodial.DESTROY)
        unit.connection.execute(delete(destruction_proposal).where(destruction_proposal.c.root_id == case_id))

    perform(services, person, work)


def _case(unit: Unit, person: Person, case_id: str, act: Custodial) -> Row[Any]:
    """Lock the row of a case, for somebody who may take this kind of decision about it."""
    columns = root_instance.c
    wanted = (
        columns.root_id,
        columns.house,
        columns.definition_id,
        columns.case_type,
        columns.case_number,
        columns.retain_until,
        columns.limit_until,
    )
    seen = or_(columns.house.in_(_custodian_in(unit, person)), seen_roots(visible_cases(person)))
    query: Select[Any] = select(*wanted).where(
        columns.root_id == case_id, columns.case_type.is_not(None), seen
    )
    locked = unit.services.database.dialect.lock_rows(query, of=root_instance)
    row = unit.connection.execute(locked).first()
    if row is None:
        raise NotFound
    manifest = manifest_of(unit, row.house)
    require(True, may_decide(person, row.house, manifest, act))
    unit.about(case_id)
    return row


def _custodian_in(unit: Unit, person: Person) -> list[str]:
    return [house for house in person.houses if is_custodian(person, house, manifest_of(unit, house))]


def manifest_of(unit: Unit, house: str) -> Manifest:
    """Return the manifest that serves a house; without one nobody decides anything."""
    return unit.services.definitions.manifest(unit.connection, house) or NO_MANIFEST


def _propose(unit: Unit, person: Person, case: Row[Any], reason: str) -> None:
    case_id = case.root_id
    sealed = _sealed(unit, case_id, reason, destruction_proposal.c.reason, (case_id,))
    row = {"root_id": case_id, **_who(person, case), "reason": sealed, "proposed_at": unit.now}
    unit.connection.execute(insert(destruction_proposal), row)


def _tell_anew(unit: Unit, case_id: str) -> None:
    unit.connection.execute(update(root_instance).where(_is(case_id)).values(told_at=None))


def _is(case_id: str) -> ColumnElement[bool]:
    return root_instance.c.root_id == case_id


def _who(person: Person, case: Row[Any]) -> dict[str, str]:
    return {"house": case.house, "person": person.subject, "organisation": person.organisation}


def _sealed(unit: Unit, case_id: str, reason: str, column: Any, row: tuple[str | int, ...]) -> Ciphertext:
    return unit.services.keys.key(case_scope(case_id)).seal(encode(reason), column, row)


def check_reason(reason: str, pointer: str = "/reason") -> None:
    """Refuse a decision without a reason.

    Raises:
        Invalid: there is none, or it is too long.
    """
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        detail = f"Give a reason of 1 to {LONGEST_REASON} characters."
        raise Invalid([Fault(pointer, "reason-needed", detail)])
