"""Compares what was delivered to partners with what they may be told, as the domain says of a report.

To Veilig Thuis goes who reports, about whom and what the report says, nothing of referral, triage or plan; a
reminder says when the report was sent. What goes to any other partner in the walk is a fault.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from features.steps.partners import Message
from tests.privacy.canaries import Canaries
from tests.privacy.leaks import Search

TOLD: Mapping[str, Mapping[str, str | None]] = {
    "melding": {
        "reporterName": "handover.reporterName",
        "reporterOrganisation": None,
        "personName": "subject.name",
        "personBirthDate": "subject.birthDate",
        "personAddress": "subject.address",
        "incident": "handover.incident",
        "situation": "handover.situation",
        "question": "handover.question",
        "existingHelp": "handover.existingHelp",
        "phonedAt": None,
        "feedbackWanted": None,
    },
    "herinnering": {"sentAt": None},
}
"""By message: what may be in its payload, and where in the case a text of it was written."""
WIRE = {"id", "reference", "messageName", "sender", "sentAt", "payload"}
DESKS = {"noord": "Veilig Thuis Noord", "zuid": "Veilig Thuis Zuid"}


def too_much(delivered: Mapping[str, Sequence[Message]], canaries: Canaries, search: Search) -> Iterator[str]:
    """Yield what was delivered and may not be.

    Args:
        delivered: messages by the name of the partner.
        canaries: what was planted, by whom and where.
        search: finds it in whatever form.
    """
    for desk, messages in delivered.items():
        for message in messages:
            name, payload = message.body["messageName"], message.body["payload"]
            if DESKS.get(message.body["sender"]) != desk or name not in TOLD:
                yield f"{desk} is sent {name} by {message.body['sender']}"
                continue
            if beyond := (message.body.keys() - WIRE) | (payload.keys() - TOLD[name].keys()):
                yield f"{desk} is told {sorted(beyond)} by {name}"
            for member, value in payload.items():
                for word in search.found_in(json.dumps(value, default=str)):
                    if canaries.paths.get(word) != TOLD[name].get(member):
                        yield f"{desk} is told {canaries.paths.get(word, word)} as {member} by {name}"
                    elif not canaries.writers[word].endswith(message.body["sender"]):
                        yield f"{desk} is told {member} of another house"
            around = {**message.body, "payload": None, "headers": dict(message.headers)}
            for word in search.found_in(json.dumps(around, default=str)):
                yield f"{desk} is told {canaries.paths.get(word, word)} beside the payload of {name}"
