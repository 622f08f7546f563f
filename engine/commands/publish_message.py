"""Publish a message to exactly one receiver."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, insert, select
from sqlalchemy.exc import IntegrityError

from engine.access.acts import Act
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.calendar import CalendarError, Duration, parse_duration
from engine.commands.buffer import name_index, seal_buffered
from engine.commands.correlating import OTHERS, Incoming, Received, ReceivedBy, receive
from engine.commands.delivering import perform
from engine.commands.given import check_given
from engine.commands.houses import house_of
from engine.commands.receivers import NotASender, publisher
from engine.commands.services import Services
from engine.commands.unit import Unit
from engine.errors import Fault, Invalid
from engine.feel import JsonValue
from engine.store.addresses import Address
from engine.store.audit.recording import recorded
from engine.store.columns import Digest
from engine.store.keys import case_scope, house_scope, index_scope
from engine.store.sealing import SealingKey
from engine.store.tables.definitions import house as houses
from engine.store.tables.instances import root_instance
from engine.store.tables.messages import message

if TYPE_CHECKING:
    from engine.store.records.batch import Cells

REMEMBERED = timedelta(hours=24)
"""How long a message id is remembered at least, in business time."""
ACCEPTED = "accepted"
"""All that somebody of another organisation hears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """What to publish.

    Args:
        name: of the message.
        correlation_key: compares as a string; None reaches only who waits without a key, and starts.
        variables: what it carries.
        time_to_live: ISO 8601 duration for which it waits for a receiver; None not at all.
        message_id: the publisher's own id: a second message with it is not taken.
        house: None for the only house that the person works for.
    """

    name: str
    correlation_key: str | None = None
    variables: Mapping[str, JsonValue]
    time_to_live: str | None = None
    message_id: str | None = None
    house: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedMessage:
    """What became of it: correlated, started, buffered, expired; or accepted, which tells nothing."""

    id: str
    state: str
    process_instance_id: str | None


@recorded(Act.CHANGE, "message")
def publish_message(services: Services, person: Person, new: NewMessage) -> PublishedMessage:
    """Publish a message.

    Who waits for what is told to nobody who may not know it: a receiver that takes the message from somebody
    else does not exist for its publisher, unless they see instances by role. Somebody of another organisation
    than the house's hears that it was accepted, whatever became of it; a sender whom the receiver names still
    hears what is wrong with it.

    Raises:
        Invalid: unknown house, a time to live that is no duration, or a payload that does not fit.
        Forbidden: the receiver takes it from somebody else only, which the person may know.
        Conflict: the receiver is suspended.
    """
    check_given(new.variables)
    house = house_of(person, new.house)
    lifetime = _lifetime(new.time_to_live)

    def work(unit: Unit) -> PublishedMessage:
        keys = services.keys
        scope = index_scope(house)
        key = None if new.correlation_key is None else keys.digest(scope, "correlation", new.correlation_key)
        own_id = (  # one's own number: who uses that of another is told nothing of their message
            None
            if new.message_id is None
            else keys.digest(scope, "message-id", person.subject, new.message_id)
        )
        if own_id is not None and (known := _published(unit, house, new.name, own_id)) is not None:
            return known
        incoming = Incoming(house, new.name, key, new.variables, publisher(person))
        received = receive(unit, incoming)
        if received is OTHERS and knows_instances:
            raise NotASender
        if received.root_id is None and unit.trail is not None:
            unit.trail.in_houses([house])
            if received is OTHERS:
                unit.trail.refused(NotASender.default_code)
        expires_at = unit.now if lifetime is None else _end(lifetime, unit.now)
        return _keep(unit, incoming, own_id, received, expires_at, new.correlation_key or "")

    knows_instances = permits(person, Operation.READ_INSTANCE, house).allowed
    outside = not knows_instances and _is_outside(services, person, house)
    published = _performed(services, person, work)
    return PublishedMessage(published.id, ACCEPTED, None) if outside else published


def _performed(
    services: Services, person: Person, work: Callable[[Unit], PublishedMessage]
) -> PublishedMessage:
    try:
        return perform(services, person, work)
    except IntegrityError:
        # Somebody published this message id at the same moment: the second look finds theirs.
        return perform(services, person, work)


def _is_outside(services: Services, person: Person, house_id: str) -> bool:
    """Tell whether somebody is of another organisation than a house."""
    with services.database.read() as connection:
        organisation = connection.scalar(select(houses.c.organisation).where(houses.c.id == house_id))
    # A house whose organisation nobody entered has no insiders: by default nobody hears anything.
    return organisation is None or organisation != person.organisation


def _lifetime(text: str | None) -> Duration | None:
    if text is None:
        return None
    try:
        lifetime = parse_duration(text)
    except CalendarError as error:
        raise Invalid([Fault("/timeToLive", "duration", str(error))]) from error
    return lifetime if lifetime.positive else None


def _end(lifetime: Duration, start: datetime) -> datetime:
    try:
        return lifetime.after(start, ZoneInfo("UTC"))
    except CalendarError as error:
        raise Invalid([Fault("/timeToLive", "duration", str(error))]) from error


def _published(unit: Unit, house: str, name: str, own_id: Digest) -> PublishedMessage | None:
    query = select(message).where(
        message.c.house == house,
        message.c.name_index == name_index(unit.services.keys, house, name),
        message.c.message_id_index == own_id,
    )
    row = unit.connection.execute(query).first()
    return None if row is None else _answer(row)


def _answer(row: Row[Any]) -> PublishedMessage:
    return PublishedMessage(row.id, row.state, row.root_id)


def _keep(
    unit: Unit,
    incoming: Incoming,
    own_id: Digest | None,
    received: Received,
    expires_at: datetime,
    case_number: str,
) -> PublishedMessage:
    message_id, keys = unit.services.ids.new(), unit.services.keys
    buffered = received.root_id is None and expires_at > unit.now
    taken = ReceivedBy.CORRELATED if received.by is ReceivedBy.PUT_BY else received.by
    state = taken.value if received.root_id else "buffered" if buffered else "expired"
    sender = incoming.publisher
    payload = None
    if buffered:
        key = _key(unit, incoming.house, case_number)
        payload = seal_buffered(key, message_id, incoming.name, incoming.payload)
    row: Cells = {
        "id": message_id,
        "house": incoming.house,
        "name_index": name_index(keys, incoming.house, incoming.name),
        "key_index": incoming.key,
        "message_id_index": own_id,
        "payload": payload,
        "state": state,
        "publisher": None if sender is None else sender.subject,
        "publisher_groups": None if sender is None else sender.groups,
        "root_id": received.root_id,
        "published_at": unit.now,
        "expires_at": expires_at if buffered else max(expires_at, unit.now + REMEMBERED),
    }
    unit.connection.execute(insert(message), row)
    instance = None if received.root_id is None else str(Address(received.root_id, received.instance))
    told = ReceivedBy.PUT_BY.value if received.by is ReceivedBy.PUT_BY else state
    return PublishedMessage(message_id, told, instance)


def _key(unit: Unit, house: str, case_number: str) -> SealingKey:
    """Return the key of the case that a message waits for, or else of the house: it is to go with that case.

    Whether there is such a case takes the same statements either way.
    """
    keys, columns = unit.services.keys, root_instance.c
    query = select(columns.root_id).where(columns.house == house, columns.case_number == case_number)
    of_house = keys.key(house_scope(house))
    return keys.find(case_scope(unit.connection.scalar(query) or "")) or of_house
