"""`ketenmotor:message`: publish a message within the house, or from the office of all houses to one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from engine.commands.activate_jobs import ActivatedJob
from engine.commands.finish_job import fail_job
from engine.commands.services import Services
from engine.commands.throw_message import ClosedHouseError, HouseMessage, throw_message
from engine.feel import JsonValue
from engine.work.connectors.connector import lease_of


class UnusableInputError(ValueError):
    """An input of the job is of a wrong type; the text names it and not its value."""


class MessageConnector:
    """Publishes to exactly one receiver in the house, in the transaction that completes the job."""

    type: Final = "ketenmotor:message"

    def do(self, services: Services, job: ActivatedJob) -> None:
        """Publish the message of a job."""
        lease = lease_of(job)
        try:
            throw_message(services, lease, _message(job.variables))
        except (UnusableInputError, ClosedHouseError) as error:
            fail_job(services, None, lease, str(error), retries=0)


def _message(variables: Mapping[str, JsonValue]) -> HouseMessage:
    name, payload, house, receiver = (
        variables.get(part) for part in ("messageName", "payload", "house", "receiver")
    )
    if not isinstance(name, str) or not name:
        raise UnusableInputError("messageName must be a text")
    if payload is not None and not isinstance(payload, Mapping):
        raise UnusableInputError("payload must be a context")
    if house is not None and not isinstance(house, str):
        raise UnusableInputError("house must be a text")
    if receiver not in (None, "required"):
        raise UnusableInputError('receiver must be "required" or null')
    key = _key(variables.get("correlationKey"))
    return HouseMessage(name=name, key=key, payload=payload or {}, house=house, awaited=receiver is not None)


def _key(value: JsonValue) -> str | None:
    """Return a correlation key as text: keys compare as strings."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise UnusableInputError("correlationKey must be a text or a number")
    return format(value, "f") if isinstance(value, Decimal) else str(value)
