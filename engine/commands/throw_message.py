"""Throw a message within the house for a job that asks for it, in the transaction that completes the job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row

from engine.commands.finish_job import Lease, finish_job
from engine.commands.services import Services
from engine.commands.throwing import throw
from engine.commands.unit import Unit
from engine.feel import JsonValue
from engine.run.changes import MessageThrown

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance


def throw_message(
    services: Services, lease: Lease, name: str, key: str | None, payload: Mapping[str, JsonValue]
) -> None:
    """Throw a message and complete the job that asks for it; its receiver gets it after the commit.

    Args:
        services: what commands work with.
        lease: of the job.
        name: of the message.
        key: correlation key; None reaches only who waits without one, and starts.
        payload: what it carries.

    Raises:
        NotFound: the job is gone.
        Conflict: the lease is stale, or the instance is suspended.
    """

    def step(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        thrown = MessageThrown(
            instance=row.instance, element=row.element, name=name, key=key, payload=payload
        )
        throw(unit, root.facts, [thrown])
        root.instance.complete(row.element, {})
        return True

    finish_job(services, None, lease, step)
