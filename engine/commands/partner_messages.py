"""The outbox: what one try at sending a message to a partner needs, and what its outcome does.

A row is written with the job that sends it, in the step's own transaction. The request itself happens outside
any transaction; its outcome and the step of the instance are one transaction again. Whoever crashes in
between sends again, under the same id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Row, select, update

from engine.access.acts import NOTHING, Act, Attempt, Revealed
from engine.commands.finish_job import JobFailure, Lease, back_off, finish_job, put_back
from engine.commands.services import Services
from engine.commands.unit import Unit, transact
from engine.errors import Conflict, NotFound
from engine.feel import JsonValue
from engine.model.documents import categories_of, data_read
from engine.model.process import walk
from engine.store.addresses import element_address
from engine.store.calendars import find_calendar
from engine.store.partners import find_partner
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.jobs import job, outbox
from engine.store.values import decode_object, encode

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance

REJECTED: Final = "partner-rejected"
"""The BPMN error that a message throws which the partner will never take."""
_SEND: Final = Attempt(act=Act.SEND, operation="send-partner-message", kind="message")
_INCIDENT: Final = "partner-message"
_LEAVE: Final = ("payload", "reference")
"""The inputs of the element that leave the house."""


class UnsendableError(Exception):
    """A message cannot be sent before somebody puts something right; the text holds no value of a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerMessage:
    """A message on its way.

    Args:
        id: the same on every try.
        address: where the partner receives messages.
        body: what is sent, the same bytes on every try.
    """

    id: str
    address: str
    body: bytes


def begin_try(services: Services, lease: Lease) -> PartnerMessage:
    """Count a try, and return what is to be sent.

    Args:
        services: what commands work with.
        lease: of the job that sends the message.

    Raises:
        UnsendableError: the message or its partner's registration is incomplete.
        Conflict: the lease is stale.
    """
    address = element_address(lease.job_id)

    def work(unit: Unit) -> PartnerMessage:
        query = (
            select(outbox, job.c.element_id, job.c.instance)
            .join(job, (job.c.root_id == outbox.c.root_id) & (job.c.element == outbox.c.element))
            .where(job.c.root_id == address.root_id, job.c.element == address.number)
            .where(job.c.fence == lease.fence, outbox.c.ended_at.is_(None))
            .order_by(outbox.c.id.desc())
        )
        row = unit.connection.execute(query).first()
        if row is None:
            raise Conflict("stale-fence", "The lease is over, or the message was withdrawn.")
        message = _message(unit, row)
        trail = unit.own_act(_SEND)
        unit.about(row.root_id)
        trail.reveals(_sent_kinds(unit, row))
        trail.sent(message.id, hashlib.sha256(message.body).hexdigest())
        unit.connection.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(state="pending", attempts=row.attempts + 1, next_attempt_at=None)
        )
        return message

    return transact(services, None, work)[0]


def _sent_kinds(unit: Unit, row: Row[Any]) -> Revealed:
    """The kinds of the data that the model maps into the message, whatever they are called in it."""
    of_case = (
        select(root_instance.c.process_id, process_instance.c.definition_id)
        .join(process_instance, process_instance.c.root_id == root_instance.c.root_id)
        .where(root_instance.c.root_id == row.root_id, root_instance.c.case_type.is_not(None))
        .where(process_instance.c.instance == row.instance)
    )
    found = unit.connection.execute(of_case).first()
    if found is None:
        return NOTHING
    declared = unit.services.declared
    process = declared.definitions.process(unit.connection, found.definition_id).process
    catalogue = declared.catalogues.of_case(
        unit.connection, declared.definitions, row.house, found.process_id
    )
    nodes = (node for _, node in walk(process.scope) if node.id == row.element_id)
    paths = [path for node in nodes for path in data_read(node, _LEAVE)]
    categories = {name for path in paths for name in categories_of(catalogue, path) if name is not None}
    return Revealed(frozenset(categories))


def delivered(services: Services, lease: Lease, message_id: str, receipt_id: str | None, status: int) -> None:
    """Complete the job: the partner has the message, which stays on record even where the job is gone.

    Raises:
        NotFound: the job is gone.
        Conflict: the lease is stale, or the instance is suspended.
    """

    def arrived(unit: Unit) -> dict[str, object]:
        return {"state": "delivered", "ended_at": unit.now, "last_status": status, "next_attempt_at": None}

    def step(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        cells = arrived(unit)
        if receipt_id is not None:
            key = unit.services.keys.key(root.facts.key_scope)
            place = (row.root_id, message_id)
            cells["receipt"] = key.seal(encode(receipt_id), outbox.c.receipt, place)
        _update(unit, message_id, cells)
        result: Mapping[str, JsonValue] = {"deliveredAt": _text(unit.now), "receiptId": receipt_id}
        root.instance.complete(row.element, result)
        return True

    try:
        finish_job(services, None, lease, step)
    except NotFound:
        transact(services, None, lambda unit: _update(unit, message_id, arrived(unit)))
        raise


def rejected(services: Services, lease: Lease, message_id: str, status: int) -> None:
    """Throw a BPMN error: the partner will not take the message; an incident if nobody catches it.

    Raises:
        NotFound: the job is gone.
        Conflict: the lease is stale, or the instance is suspended.
    """

    def step(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        _update(unit, message_id, {"state": "rejected", "ended_at": unit.now, "last_status": status})
        root.instance.throw_error(row.element, REJECTED, {})
        return True

    finish_job(services, None, lease, step)


def unanswered(services: Services, lease: Lease, message_id: str, reason: str, status: int | None) -> None:
    """Try again later in business time; without retries left an incident.

    Raises:
        NotFound: the job is gone.
        Conflict: the lease is stale, or the instance is suspended.
    """

    def step(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        left, wait = row.retries - 1, back_off(row.failures)
        cells: dict[str, object] = {"last_status": status}
        if left > 0:
            cells["next_attempt_at"] = unit.now + wait
        else:
            cells |= {"state": "failed", "next_attempt_at": None}
        _update(unit, message_id, cells)
        return put_back(unit, root, row, JobFailure(cause=reason), retries=left, wait=wait)

    finish_job(services, None, lease, step)


def unsendable(services: Services, lease: Lease, reason: str) -> None:
    """Raise an incident at once: no retry helps before somebody puts it right.

    Args:
        services: what commands work with.
        lease: of the job that sends the message.
        reason: what is wrong, without any value of the case.

    Raises:
        NotFound: the job is gone.
        Conflict: the lease is stale, or the instance is suspended.
    """

    def step(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        failure = JobFailure(
            cause=reason, kind=_INCIDENT, detail=f"the message of {row.element_id} cannot be sent: {reason}"
        )
        return put_back(unit, root, row, failure, retries=0)

    finish_job(services, None, lease, step)


def _message(unit: Unit, row: Row[Any]) -> PartnerMessage:
    opened = decode_object(unit.services.keys.open(row.body, outbox.c.body, (row.root_id, row.id)))
    if not row.message_name:
        raise UnsendableError("its messageName is empty")
    body = {
        "id": row.id,
        "reference": opened["reference"],
        "messageName": row.message_name,
        "sender": row.house,
        "sentAt": _text(row.created_at),
        "payload": opened["payload"] or {},
    }
    return PartnerMessage(id=row.id, address=_address(unit, row.house, row.partner), body=encode(body))


def _address(unit: Unit, house: str, partner_id: str) -> str:
    """Return where a partner of the house receives messages today."""
    calendar = find_calendar(unit.connection, house, None)
    assert calendar is not None, "every house has a default calendar"
    today = unit.now.astimezone(calendar.time_zone).date()
    partner = find_partner(unit.connection, partner_id)
    if partner is None or not partner.works_with(house, today):
        raise UnsendableError("its partner is not in the house's register today")
    if partner.address is None:
        raise UnsendableError("its partner has no address in the register that two people entered")
    return partner.address


def _update(unit: Unit, message_id: str, cells: Mapping[str, object]) -> None:
    unit.connection.execute(update(outbox).where(outbox.c.id == message_id).values(**cells))


def _text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
