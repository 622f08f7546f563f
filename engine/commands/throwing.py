"""Messages and signals that an instance throws: rows in its own transaction, delivered right after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from engine.commands.starts import signal_starts
from engine.feel import JsonValue
from engine.run.changes import MessageThrown, SignalThrown
from engine.store.columns import Digest
from engine.store.keys import case_scope, house_scope, index_scope
from engine.store.records.batch import Cells
from engine.store.tables.instances import root_instance
from engine.store.tables.messages import delivery, message
from engine.store.tables.waits import subscription
from engine.store.values import encode

if TYPE_CHECKING:
    from engine.commands.roots import RootFacts
    from engine.commands.unit import Unit


def throw(unit: Unit, thrower: RootFacts, thrown: Sequence[MessageThrown | SignalThrown]) -> None:
    """Queue what an instance threw, under its key; `unit.thrown` says what to deliver after the commit."""
    rows: list[Cells] = []
    for item in thrown:
        if isinstance(item, MessageThrown):
            rows.append(_message_row(unit, thrower, item))
        else:
            rows += signal_rows(unit, thrower.house, item.name, item.payload, thrower=thrower)
    if rows:
        unit.connection.execute(insert(delivery), rows)
        unit.thrown += [str(row["id"]) for row in rows]


def signal_rows(
    unit: Unit, house: str, name: str, payload: object, *, thrower: RootFacts | None = None
) -> list[Cells]:
    """Return one delivery for each root instance that waits for a signal now, and for each signal start.

    Args:
        unit: the transaction.
        house: signals never leave it.
        name: of the signal.
        payload: what it carries.
        thrower: root instance that threw it, and that served its own waits already.
    """
    waiting = (
        select(subscription.c.root_id)
        .join(root_instance, root_instance.c.root_id == subscription.c.root_id)
        .where(subscription.c.house == house, subscription.c.kind == "signal", subscription.c.name == name)
        .distinct()
        .order_by(subscription.c.root_id)
    )
    own = None if thrower is None else thrower.root_id
    roots = [found for found in unit.connection.scalars(waiting) if found != own]
    scope = None if thrower is None else thrower.key_scope
    by: Cells = {"thrower_root_id": own}
    rows = [_row(unit, "signal", house, name, payload, scope) | by | {"root_id": root} for root in roots]
    rows += [
        _row(unit, "signal-start", house, name, payload, scope)
        | by
        | {"definition_id": start.definition_id, "element_id": start.element_id}
        for start in signal_starts(unit.connection, house, name)
    ]
    return rows


def restart_buffered(unit: Unit, house: str, start_key: Digest) -> None:
    """Queue the oldest buffered message with a key whose instance has just ended, to be received again."""
    oldest = (
        select(message.c.id)
        .where(
            message.c.house == house,
            message.c.key_index == start_key,
            message.c.state == "buffered",
            message.c.expires_at > unit.now,
        )
        .order_by(message.c.id)
        .limit(1)
    )
    found = unit.connection.scalar(oldest)
    if found is None:
        return
    row = _row(unit, "buffered", house, "", {}) | {"key_index": start_key, "message_id": found}
    unit.connection.execute(insert(delivery), row)
    unit.thrown.append(str(row["id"]))


def throw_from_house(unit: Unit, house: str, name: str, key: str | None, payload: object) -> None:
    """Queue a message of no case within a house; `unit.thrown` says what to deliver afterwards."""
    _queue(unit, _row(unit, "message", house, name, payload), key)


def tell_about(unit: Unit, case_id: str, house: str, name: str, key: str | None, payload: object) -> None:
    """Queue what the engine tells a house about a case: sealed with its key, and destroyed with it."""
    row = _row(unit, "notice", house, name, payload, case_scope(case_id)) | {"thrower_root_id": case_id}
    _queue(unit, row, key)


def _queue(unit: Unit, row: Cells, key: str | None) -> None:
    if key is not None:
        row["key_index"] = unit.services.keys.digest(index_scope(str(row["house"])), "correlation", key)
    unit.connection.execute(insert(delivery), row)
    unit.thrown.append(str(row["id"]))


def throw_again(
    unit: Unit, receiver: RootFacts, name: str, key: Digest | None, payload: Mapping[str, JsonValue]
) -> None:
    """Queue a message that came for an instance that is held: it waits there, and goes with that one."""
    row = _row(unit, "message", receiver.house, name, dict(payload), receiver.key_scope)
    unit.connection.execute(insert(delivery), row | {"key_index": key, "root_id": receiver.root_id})


def reckon_terms_later(unit: Unit, house: str, root_ids: Iterable[str]) -> None:
    """Queue that the terms which run in root instances of a house are reckoned again."""
    rows = [_row(unit, "terms", house, "", {}) | {"root_id": root_id} for root_id in root_ids]
    if rows:
        unit.connection.execute(insert(delivery), rows)


def _message_row(unit: Unit, thrower: RootFacts, thrown: MessageThrown) -> Cells:
    keys, house = unit.services.keys, thrower.house
    row = _row(unit, "message", house, thrown.name, dict(thrown.payload), thrower.key_scope)
    row["thrower_root_id"] = thrower.root_id
    if thrown.key is not None:
        row["key_index"] = keys.digest(index_scope(house), "correlation", thrown.key)
    return row


def _row(unit: Unit, kind: str, house: str, name: str, payload: object, scope: str | None = None) -> Cells:
    delivery_id = unit.services.ids.new()
    key = unit.services.keys.key(house_scope(house) if scope is None else scope)
    return {
        "id": delivery_id,
        "kind": kind,
        "house": house,
        "name": name,
        "key_index": None,
        "payload": key.seal(encode(payload), delivery.c.payload, (delivery_id,)),
        "thrower_root_id": None,
        "root_id": None,
        "definition_id": None,
        "element_id": None,
        "message_id": None,
        "attempts": 0,
        "thrown_at": unit.now,
    }
