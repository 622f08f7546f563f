"""How a message finds its one receiver: who waits, else who starts, else the buffer.

Messages never cross houses, but for what the office of all houses sends to one. Publishers and receivers of
one name and key lock that name, so that they cannot miss each other: the lock is taken before somebody finds
nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Row, select, update

from engine.commands.buffer import correlation_name, open_buffered
from engine.commands.mapped import require_mapped_payload
from engine.commands.receivers import Publisher, admit, admit_start, may_send, may_start
from engine.commands.revealing import reveals
from engine.commands.starting import start_by_event
from engine.commands.starts import EventStart, message_starts
from engine.commands.throwing import throw_again
from engine.errors import NotFound
from engine.feel import JsonValue
from engine.store.addresses import Address
from engine.store.columns import Digest
from engine.store.tables.instances import root_instance
from engine.store.tables.messages import message
from engine.store.tables.waits import subscription

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance
    from engine.commands.unit import Unit

_CANDIDATES: Final = 20


class ReceivedBy(Enum):
    """What became of a message."""

    CORRELATED = "correlated"
    STARTED = "started"
    PUT_BY = "buffered"
    NOBODY = "nobody"
    OTHERS = "others"
    """Nobody: who waits or starts takes it from somebody else."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message on its way.

    Args:
        house: which it does not leave.
        name: of the message.
        key: hash of its correlation key.
        payload: its variables.
        publisher: None is the engine itself, which may send to every receiver.
        about: the case that the engine tells of.
    """

    house: str
    name: str
    key: Digest | None
    payload: Mapping[str, JsonValue]
    publisher: Publisher | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """Who took a message."""

    by: ReceivedBy
    root_id: str | None = None
    instance: int = 0


NOBODY: Final = Received(ReceivedBy.NOBODY)
OTHERS: Final = Received(ReceivedBy.OTHERS)


def receive(unit: Unit, incoming: Incoming) -> Received:
    """Bring a message to its receiver; when nobody takes it, its name stays locked until the commit.

    Who takes it from somebody else is passed over with the statements of nobody at all.

    Raises:
        Invalid: the payload does not fit the receiver's form.
        Conflict: the receiver is suspended.
    """
    received = _correlate(unit, incoming)
    if received.root_id is not None:
        return received
    name = correlation_name(incoming.house, incoming.name, incoming.key)
    unit.services.database.dialect.lock_name(unit.connection, name)
    received = _correlate(unit, incoming)
    if received.root_id is not None:
        return received
    started = _start(unit, incoming)
    return received if started is NOBODY else started


def receive_buffered(unit: Unit, message_id: str) -> None:
    """Try again to bring a buffered message to a receiver."""
    row = unit.connection.execute(
        select(message).where(message.c.id == message_id, message.c.state == "buffered")
    ).first()
    if row is None or row.expires_at <= unit.now:
        return
    name, payload = open_buffered(unit, row)
    publisher = None if row.publisher is None else Publisher(row.publisher, row.publisher_groups)
    received = receive(unit, Incoming(row.house, name, row.key_index, payload, publisher))
    if received.root_id is not None:
        unit.connection.execute(
            update(message)
            .where(message.c.id == message_id)
            .values(state=received.by.value, root_id=received.root_id, payload=None)
        )


def _correlate(unit: Unit, incoming: Incoming) -> Received:
    query = (
        select(subscription)
        .where(
            subscription.c.house == incoming.house,
            subscription.c.kind == "message",
            subscription.c.name == incoming.name,
            key_is(incoming.key),
        )
        .order_by(subscription.c.id)
    )
    waiting = unit.connection.execute(query).all()
    taking = [one for one in waiting if may_send(incoming.publisher, one.senders)]
    for candidate in taking[:_CANDIDATES]:
        received = _deliver(unit, incoming, candidate)
        if received is not NOBODY:
            return received
    return NOBODY if len(taking) == len(waiting) else OTHERS


def _deliver(unit: Unit, incoming: Incoming, candidate: Row[Any]) -> Received:
    """Deliver to a candidate, if it still waits once its root is locked."""
    try:
        root = unit.lock(candidate.root_id)
    except NotFound:
        return NOBODY
    still = select(subscription.c.id).where(subscription.c.id == candidate.id)
    if unit.connection.scalar(still) is None:
        return NOBODY
    if not root.ended:  # else it waits beyond the end
        root.require_running()
    admit(unit, candidate, incoming.payload)
    if candidate.form_id is None and incoming.publisher is not None:
        place = Address(candidate.root_id, candidate.instance)
        require_mapped_payload(unit, root.facts, place, candidate.element_id, incoming.payload)
    reveals(unit, root.facts, incoming.payload)
    if root.instance.is_held(candidate.element):
        _put_by(unit, root, incoming)
        return Received(ReceivedBy.PUT_BY, candidate.root_id, candidate.instance)
    root.instance.deliver_message(candidate.element, candidate.alternative, incoming.payload)
    root.save()
    return Received(ReceivedBy.CORRELATED, candidate.root_id, candidate.instance)


def _put_by(unit: Unit, root: RootInstance, incoming: Incoming) -> None:
    """Keep a message for who is held: what the engine itself brings is tried again until the hold is over.

    Raises:
        Conflict: the engine brings it, and keeps it already.
    """
    if incoming.publisher is None:
        raise root.refusal()
    throw_again(unit, root.facts, incoming.name, incoming.key, incoming.payload)


def _start(unit: Unit, incoming: Incoming) -> Received:
    passed_over = False
    for start in message_starts(unit.connection, incoming.house, incoming.name):
        if _runs(unit, incoming, start):
            continue
        if not may_start(unit, incoming.publisher, start):
            passed_over = True
            continue
        admit_start(unit, incoming.house, start, incoming.payload)
        root = start_by_event(
            unit,
            incoming.house,
            start.definition_id,
            start.element_id,
            incoming.payload,
            start_key=incoming.key,
            about=incoming.about,
        )
        reveals(unit, root.facts, incoming.payload)
        return Received(ReceivedBy.STARTED, root.facts.root_id)
    return OTHERS if passed_over else NOBODY


def _runs(unit: Unit, incoming: Incoming, start: EventStart) -> bool:
    """Whether an instance that was started with the same key still runs."""
    if incoming.key is None:
        return False
    running = select(root_instance.c.root_id).where(
        root_instance.c.house == incoming.house,
        root_instance.c.process_id == start.process_id,
        root_instance.c.start_key == incoming.key,
    )
    return unit.connection.scalar(running.limit(1)) is not None


def key_is(key: Digest | None) -> ColumnElement[bool]:
    """Return whether a subscription waits under a key."""
    return subscription.c.key_index.is_(None) if key is None else subscription.c.key_index == key
