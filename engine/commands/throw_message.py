"""Throw a message within the house for a job that asks for it, in the transaction that completes the job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Row, select

from engine.commands.correlating import key_is
from engine.commands.finish_job import Lease, finish_job
from engine.commands.services import Services
from engine.commands.starts import message_starts
from engine.commands.throwing import throw, throw_from_house
from engine.commands.unit import Unit
from engine.feel import JsonValue
from engine.run.changes import MessageThrown
from engine.store.keys import index_scope
from engine.store.tables.definitions import house as houses
from engine.store.tables.waits import subscription

if TYPE_CHECKING:
    from engine.commands.roots import RootFacts, RootInstance


UNRECEIVED: Final = "message-unreceived"
"""Code of the BPMN error for a message that nobody waits for, where the job asks for a receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseMessage:
    """A message within a house.

    Args:
        name: of the message.
        key: correlation key; None reaches only who waits without one, and starts.
        payload: what it carries.
        house: to which it goes, from the office of all houses; None for that of the instance.
        awaited: whether it is an error when nobody in the house waits for it now; it is not sent then.
    """

    name: str
    key: str | None
    payload: Mapping[str, JsonValue]
    house: str | None
    awaited: bool


class ClosedHouseError(ValueError):
    """A message may not go to the house that it names; the text says why."""


def throw_message(services: Services, lease: Lease, message: HouseMessage) -> None:
    """Throw a message and complete the job that asks for it; its receiver gets it after the commit.

    Args:
        services: what commands work with.
        lease: of the job.
        message: what is thrown.

    Raises:
        ClosedHouseError: the message may not go to that house, or there is none.
        NotFound: the job is gone.
        Conflict: the lease is stale, or the instance is suspended.
    """

    def step(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        house = message.house or root.facts.house
        if house != root.facts.house:
            _require_open(unit, root.facts, house)
        if message.awaited and not _is_awaited(unit, house, message):
            root.instance.throw_error(row.element, UNRECEIVED, {})
            return True
        if house == root.facts.house:
            thrown = MessageThrown(
                instance=row.instance,
                element=row.element,
                name=message.name,
                key=message.key,
                payload=message.payload,
            )
            throw(unit, root.facts, [thrown])
        else:
            throw_from_house(unit, house, message.name, message.key, dict(message.payload))
        root.instance.complete(row.element, {})
        return True

    finish_job(services, None, lease, step)


def _is_awaited(unit: Unit, house: str, message: HouseMessage) -> bool:
    keys = unit.services.keys
    key = None if message.key is None else keys.digest(index_scope(house), "correlation", message.key)
    waiting = select(subscription.c.id).where(
        subscription.c.house == house,
        subscription.c.kind == "message",
        subscription.c.name == message.name,
        key_is(key),
    )
    found = unit.connection.execute(waiting.limit(1)).first() is not None
    return found or bool(message_starts(unit.connection, house, message.name))


def _require_open(unit: Unit, thrower: RootFacts, house: str) -> None:
    known = select(houses.c.id, houses.c.national).where(houses.c.id.in_((house, thrower.house)))
    national = {row.id: row.national for row in unit.connection.execute(known)}
    if not national.get(thrower.house):
        raise ClosedHouseError("only the office of all houses sends messages to other houses")
    if thrower.case_type is not None:
        raise ClosedHouseError("a case sends messages within its own house alone")
    if house not in national:
        raise ClosedHouseError("there is no such house")
