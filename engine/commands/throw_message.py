"""Throw a message within the house for a job that asks for it, in the transaction that completes the job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select

from engine.commands.finish_job import Lease, finish_job
from engine.commands.services import Services
from engine.commands.throwing import throw, throw_from_house
from engine.commands.unit import Unit
from engine.feel import JsonValue
from engine.run.changes import MessageThrown
from engine.store.tables.definitions import house as houses

if TYPE_CHECKING:
    from engine.commands.roots import RootFacts, RootInstance


class ClosedHouseError(ValueError):
    """A message may not go to the house that it names; the text says why."""


def throw_message(
    services: Services,
    lease: Lease,
    name: str,
    key: str | None,
    payload: Mapping[str, JsonValue],
    house: str | None = None,
) -> None:
    """Throw a message and complete the job that asks for it; its receiver gets it after the commit.

    Args:
        services: what commands work with.
        lease: of the job.
        name: of the message.
        key: correlation key; None reaches only who waits without one, and starts.
        payload: what it carries.
        house: to which it goes, from the office of all houses; None for that of the instance.

    Raises:
        ClosedHouseError: the message may not go to that house, or there is none.
        NotFound: the job is gone.
        Conflict: the lease is stale, or the instance is suspended.
    """

    def step(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        if house is None or house == root.facts.house:
            thrown = MessageThrown(
                instance=row.instance, element=row.element, name=name, key=key, payload=payload
            )
            throw(unit, root.facts, [thrown])
        else:
            _require_open(unit, root.facts, house)
            throw_from_house(unit, house, name, key, dict(payload))
        root.instance.complete(row.element, {})
        return True

    finish_job(services, None, lease, step)


def _require_open(unit: Unit, thrower: RootFacts, house: str) -> None:
    known = select(houses.c.id, houses.c.national).where(houses.c.id.in_((house, thrower.house)))
    national = {row.id: row.national for row in unit.connection.execute(known)}
    if not national.get(thrower.house):
        raise ClosedHouseError("only the office of all houses sends messages to other houses")
    if thrower.case_type is not None:
        raise ClosedHouseError("a case sends messages within its own house alone")
    if house not in national:
        raise ClosedHouseError("there is no such house")
