"""`ketenmotor:partner-message`: bring a signed message to a partner, under one id on every try."""

from __future__ import annotations

import secrets
from typing import Final
from uuid import UUID

import structlog

from engine.commands.activate_jobs import ActivatedJob
from engine.commands.partner_messages import (
    PartnerMessage,
    UnsendableError,
    begin_try,
    delivered,
    rejected,
    unanswered,
    unsendable,
)
from engine.commands.services import Services
from engine.store.records.wait_records import PARTNER_MESSAGE
from engine.work.connectors.connector import lease_of
from engine.work.partner_client import Attempt, PartnerClient, Verdict
from engine.work.signature import sign

_log = structlog.get_logger("ketenmotor.outbox")
_RECORDED: Final = "01"


class PartnerMessageConnector:
    """Sends what stands in the outbox.

    Args:
        client: sends one request.
    """

    type: Final = PARTNER_MESSAGE

    def __init__(self, client: PartnerClient) -> None:
        self._client = client

    def do(self, services: Services, job: ActivatedJob) -> None:
        """Send the message of a job once, and answer for the job as the partner answered."""
        lease = lease_of(job)
        try:
            message = begin_try(services, lease)
        except UnsendableError as error:
            unsendable(services, lease, str(error))
            return
        services.failpoint("sending")
        attempt = self._client.send(message.address, message.body, _headers(services, message))
        services.failpoint("sent")
        _log.info("partner_message", id=message.id, verdict=attempt.verdict.value, status=attempt.status)
        match attempt:
            case Attempt(verdict=Verdict.DELIVERED, status=int() as status, receipt_id=receipt):
                delivered(services, lease, message.id, receipt, status)
            case Attempt(verdict=Verdict.REJECTED, status=int() as status):
                rejected(services, lease, message.id, status)
            case Attempt(verdict=Verdict.FORBIDDEN):
                unsendable(services, lease, attempt.reason)
            case _:
                unanswered(services, lease, message.id, attempt.reason, attempt.status)


def _headers(services: Services, message: PartnerMessage) -> dict[str, str]:
    """Return the headers of one try: its trace has the id of the message, its span is its own."""
    trace, span = UUID(message.id).hex, secrets.token_hex(8)
    return {
        "Idempotency-Key": message.id,
        "traceparent": f"00-{trace}-{span}-{_RECORDED}",
        **sign(message.body, services.signing.current()),
    }
