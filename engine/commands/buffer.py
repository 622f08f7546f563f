"""Messages that wait for a receiver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import ColumnElement, Row, Select, select, update

from engine.commands.receivers import Publisher, check_payload, may_send
from engine.errors import Invalid
from engine.feel import JsonValue
from engine.run.changes import SubscriptionOpened
from engine.store.columns import Ciphertext, Digest
from engine.store.keys import KeyStore, index_scope
from engine.store.sealing import SealingKey
from engine.store.tables.messages import message
from engine.store.values import decode_object, encode

if TYPE_CHECKING:
    from engine.commands.unit import Unit

_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True)
class BufferedMessage:
    """A message out of the buffer."""

    id: str
    payload: Mapping[str, JsonValue]


def correlation_name(house: str, name: str, key: Digest | None) -> bytes:
    """Return what publishers and receivers of a message lock, so that they cannot miss each other."""
    return b"\x1f".join((house.encode(), name.encode(), b"" if key is None else key.data))


def name_index(keys: KeyStore, house: str, name: str) -> Digest:
    """Return the hash that stands for the name of a message in the buffer."""
    return keys.digest(index_scope(house), "message-name", name)


def seal_buffered(
    key: SealingKey, message_id: str, name: str, payload: Mapping[str, JsonValue]
) -> Ciphertext:
    """Seal what a message in the buffer holds."""
    kept = encode({"name": name, "variables": dict(payload)})
    return key.seal(kept, message.c.payload, (message_id,))


def open_buffered(unit: Unit, row: Row[Any]) -> tuple[str, Mapping[str, JsonValue]]:
    """Return name and variables of a message in the buffer."""
    kept = decode_object(unit.services.keys.open(row.payload, message.c.payload, (row.id,)))
    return cast("tuple[str, Mapping[str, JsonValue]]", (kept["name"], kept["variables"]))


def has_key(key: Digest | None) -> ColumnElement[bool]:
    """Messages with exactly this key, or without any."""
    return message.c.key_index.is_(None) if key is None else message.c.key_index == key


def take_buffered(
    unit: Unit, house: str, opened: SubscriptionOpened, key: Digest | None, root_id: str
) -> BufferedMessage | None:
    """Take the oldest message that fits out of the buffer, for a catch that has just become active.

    Args:
        unit: the transaction.
        house: messages never leave it.
        opened: what the catch waits for.
        key: hash of its correlation key; None takes only messages without a key.
        root_id: the root instance that takes it.
    """
    name = opened.name
    unit.services.database.dialect.lock_name(unit.connection, correlation_name(house, name, key))
    oldest: Select[Any] = (
        select(message.c.id, message.c.payload, message.c.publisher, message.c.publisher_groups)
        .where(
            message.c.house == house,
            message.c.name_index == name_index(unit.services.keys, house, name),
            message.c.state == "buffered",
            message.c.expires_at > unit.now,
            has_key(key),
        )
        .order_by(message.c.id)
        .limit(_LOOKED_AT)
    )
    for row in unit.connection.execute(oldest).all():
        _, payload = open_buffered(unit, row)
        if not _fits(unit, house, opened, row, payload):
            continue
        unit.connection.execute(
            update(message)
            .where(message.c.id == row.id)
            .values(state="correlated", root_id=root_id, payload=None)
        )
        return BufferedMessage(row.id, payload)
    return None


def _fits(
    unit: Unit, house: str, opened: SubscriptionOpened, row: Row[Any], payload: Mapping[str, JsonValue]
) -> bool:
    """Whether the catch takes this message from its publisher, with what it carries."""
    sender = None if row.publisher is None else Publisher(row.publisher, row.publisher_groups)
    if not may_send(sender, opened.senders):
        return False
    if opened.form_id is None:
        return True
    try:
        check_payload(unit, house, opened.form_id, payload)
    except Invalid:
        return False
    return True
